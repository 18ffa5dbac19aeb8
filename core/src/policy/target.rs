//! Where a compiled policy is put, and how its texts are written.

use super::table::{Grant, LINE_END, OriginPattern, Span};
use crate::header::Field;

/// Where a compiled policy is put: too small a slice is filled as far as it goes, while the counts go on.
#[derive(Debug)]
pub(super) struct Target<'b> {
    pub(super) text: Text<'b>,
    pub(super) exact: Slots<'b, Grant>,
    pub(super) patterns: Slots<'b, OriginPattern>,
    pub(super) methods: Slots<'b, Span>,
    pub(super) names: Slots<'b, Span>,
}

/// Bytes being written.
#[derive(Debug)]
pub(super) struct Text<'b> {
    rest: &'b mut [u8],
    pub(super) len: usize,
}

/// A table being filled.
#[derive(Debug)]
pub(super) struct Slots<'b, T: 'b> {
    rest: &'b mut [T],
    pub(super) len: usize,
}

#[expect(clippy::mem_replace_with_default, reason = "`core::mem::take` is not const")]
const fn take<'b, T>(slice: &mut &'b mut [T]) -> &'b mut [T] {
    core::mem::replace(slice, &mut [])
}

impl<'b> Text<'b> {
    pub(super) const fn new(buffer: &'b mut [u8]) -> Self {
        Self { rest: buffer, len: 0 }
    }

    /// Goes on behind `len` bytes, in the room that is left.
    #[cfg(feature = "heapless")]
    pub(super) const fn behind(len: usize, room: &'b mut [u8]) -> Self {
        Self { rest: room, len }
    }

    pub(super) const fn byte(&mut self, byte: u8) {
        if let [slot, rest @ ..] = take(&mut self.rest) {
            *slot = byte;
            self.rest = rest;
        }
        self.len = self.len.saturating_add(1);
    }

    pub(super) const fn bytes(&mut self, bytes: &[u8]) -> Span {
        let span = Span::new(self.len, bytes.len());
        let room = take(&mut self.rest);
        let fitting = if bytes.len() < room.len() { bytes.len() } else { room.len() };
        if let Some((mut slots, after)) = room.split_at_mut_checked(fitting) {
            let mut rest = bytes;
            while let ([slot, slots_tail @ ..], [byte, tail @ ..]) = (slots, rest) {
                *slot = *byte;
                (slots, rest) = (slots_tail, tail);
            }
            self.rest = after;
        }
        self.len = self.len.saturating_add(bytes.len());
        span
    }

    pub(super) const fn lower(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let [byte, tail @ ..] = rest {
            self.byte(byte.to_ascii_lowercase());
            rest = tail;
        }
    }

    pub(super) const fn number(&mut self, number: u32) -> Span {
        let start = self.len;
        let mut scale = 1_000_000_000_u32;
        let mut started = false;
        while let Some(digit) = number.checked_div(scale) {
            let digit = (digit % 10) as u8;
            started |= digit != 0 || scale == 1;
            if started {
                self.byte(b'0' | digit);
            }
            scale /= 10;
        }
        self.since(start)
    }

    pub(super) const fn field(&mut self, field: Field) {
        self.bytes(field.name().as_bytes());
        self.bytes(b": ");
    }

    pub(super) const fn end_line(&mut self) {
        self.bytes(LINE_END);
    }

    /// The line that allows an origin, at the start of a block: where the origin stands, and where the block begins.
    pub(super) const fn granted_origin(&mut self, origin: &[u8]) -> (Span, usize) {
        self.align();
        let start = self.len;
        self.field(Field::AllowOrigin);
        let place = self.bytes(origin);
        self.end_line();
        (place, start)
    }

    pub(super) const fn since(&self, start: usize) -> Span {
        Span::new(start, self.len.saturating_sub(start))
    }

    /// Goes on at a multiple of four, where a block is copied fastest.
    pub(super) const fn align(&mut self) {
        while !self.len.is_multiple_of(4) {
            self.byte(0);
        }
    }
}

impl<'b, T: Copy> Slots<'b, T> {
    pub(super) const fn new(slots: &'b mut [T]) -> Self {
        Self { rest: slots, len: 0 }
    }

    pub(super) const fn push(&mut self, value: T) {
        if let [slot, rest @ ..] = take(&mut self.rest) {
            *slot = value;
            self.rest = rest;
        }
        self.len = self.len.saturating_add(1);
    }
}
