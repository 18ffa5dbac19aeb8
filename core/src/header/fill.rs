//! Writing into a caller's buffer.

use super::{Field, copy};
use core::fmt;

/// The buffer is too small; nothing in it is to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct BufferTooSmall {
    /// How many bytes are needed.
    pub needed: usize,
}

impl fmt::Display for BufferTooSmall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the buffer is too small, {} bytes are needed", self.needed)
    }
}

impl core::error::Error for BufferTooSmall {}

/// Writes a block, whole or not at all, and returns its length.
pub(crate) fn put(block: &[u8], buffer: &mut [u8]) -> usize {
    if let Some(room) = buffer.get_mut(..block.len()) {
        copy(block, room);
    }
    block.len()
}

/// Bytes written one after the other; what does not fit is counted all the same. Also in `const`.
pub(crate) struct Fill<'b> {
    rest: &'b mut [u8],
    needed: usize,
}

impl<'b> Fill<'b> {
    pub(crate) const fn new(buffer: &'b mut [u8]) -> Self {
        Self { rest: buffer, needed: 0 }
    }

    pub(crate) const fn push(&mut self, byte: u8) {
        self.needed = self.needed.saturating_add(1);
        #[expect(clippy::mem_replace_with_default, reason = "`core::mem::take` is not const")]
        if let [slot, rest @ ..] = core::mem::replace(&mut self.rest, &mut []) {
            *slot = byte;
            self.rest = rest;
        }
    }

    pub(crate) fn put(&mut self, bytes: &[u8]) {
        self.needed = self.needed.saturating_add(bytes.len());
        let (room, rest) =
            core::mem::take(&mut self.rest).split_at_mut_checked(bytes.len()).unwrap_or_default();
        copy(bytes, room);
        self.rest = rest;
    }

    /// A header line.
    pub(crate) fn line(&mut self, field: Field, value: &[u8]) {
        self.put(field.name().as_bytes());
        self.put(b": ");
        self.put(value);
        self.put(b"\r\n");
    }

    pub(crate) const fn bytes(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let [byte, tail @ ..] = rest {
            self.push(*byte);
            rest = tail;
        }
    }

    pub(crate) fn extend(&mut self, bytes: impl IntoIterator<Item = u8>) {
        bytes.into_iter().for_each(|byte| self.push(byte));
    }

    /// How many bytes were pushed.
    pub(crate) const fn len(&self) -> usize {
        self.needed
    }
}
