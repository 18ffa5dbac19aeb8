//! The tables of a compiled policy: places in its text.

use crate::header::same;

/// A place in a compiled policy's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    /// An empty place.
    pub(super) const EMPTY: Self = Self { start: 0, len: 0 };

    /// No place of any text, not even an empty one.
    pub(super) const NOWHERE: Self = Self { start: u32::MAX, len: 0 };

    // Texts over 4 GiB do not occur; their places would read as empty.
    pub(super) const fn new(start: usize, len: usize) -> Self {
        if start > u32::MAX as usize || len > u32::MAX as usize {
            return Self::EMPTY;
        }
        Self { start: start as u32, len: len as u32 }
    }

    /// From the start of this place to the end of `last`.
    pub(super) const fn through(self, last: Self) -> Self {
        let end = last.start.saturating_add(last.len);
        Self { start: self.start, len: end.saturating_sub(self.start) }
    }

    /// Without the last `len` bytes.
    pub(super) const fn shortened(self, len: u32) -> Self {
        Self { start: self.start, len: self.len.saturating_sub(len) }
    }

    pub(super) const fn len(self) -> u32 {
        self.len
    }

    #[cfg(feature = "heapless")]
    pub(super) const fn contains(self, at: usize) -> bool {
        let start = self.start as usize;
        start <= at && at.wrapping_sub(start) < self.len as usize
    }

    /// The same bytes, once those at `removed`, none of them here, are taken out of the text.
    #[cfg(feature = "heapless")]
    pub(super) const fn without(self, removed: Self) -> Self {
        if self.start > removed.start {
            Self { start: self.start.saturating_sub(removed.len), len: self.len }
        } else {
            self
        }
    }

    /// Whether these bytes are at this place.
    #[inline(always)]
    pub(super) fn holds(self, text: &[u8], bytes: &[u8]) -> bool {
        self.len as usize == bytes.len() && self.get(text).is_some_and(|own| same(own, bytes))
    }

    /// The bytes at this place, if there is one.
    pub(super) const fn get(self, text: &[u8]) -> Option<&[u8]> {
        let Some((_, rest)) = text.split_at_checked(self.start as usize) else { return None };
        match rest.split_at_checked(self.len as usize) {
            Some((own, _)) => Some(own),
            None => None,
        }
    }

    /// The bytes at this place.
    pub(super) const fn of(self, text: &[u8]) -> &[u8] {
        match self.get(text) {
            Some(own) => own,
            None => &[],
        }
    }
}

/// A granted origin and its whole answers, as far as the policy has them ready.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grant {
    pub(super) origin: Span,
    /// To actual requests, with `vary` at its end.
    pub(super) actual: Span,
    /// To granted preflights.
    pub(super) preflight: Span,
}

impl Grant {
    /// An origin that only the request holds, and no answer that is ready.
    pub(crate) const COMPOSED: Self =
        Self { origin: Span::NOWHERE, actual: Span::NOWHERE, preflight: Span::NOWHERE };
}

/// An origin pattern: what an origin begins with, what it ends in before a port that may vary, and what may stand
/// between the two.
#[derive(Clone, Copy, Debug)]
pub(super) struct OriginPattern {
    /// The scheme and `://`; then the host, with its leading dot where the pattern stands for subdomains, and a port that is
    /// fixed.
    pub(super) span: Span,
    /// The length of the scheme and `://`.
    pub(super) start_len: u32,
    /// How many bytes of labels may stand before the host: 0 where the pattern does not stand for subdomains.
    pub(super) labels_len: u8,
    pub(super) any_port: bool,
    /// The scheme's default port, which no serialised origin holds.
    pub(super) default_port: Option<u16>,
}

impl OriginPattern {
    pub(super) const EMPTY: Self =
        Self { span: Span::EMPTY, start_len: 0, labels_len: 0, any_port: false, default_port: None };

    /// What an origin begins with, and what it ends in.
    pub(super) const fn ends(self, text: &[u8]) -> (&[u8], &[u8]) {
        match self.span.of(text).split_at_checked(self.start_len as usize) {
            Some(ends) => ends,
            None => (&[], &[]),
        }
    }
}

/// What ends a line.
pub(super) const LINE_END: &[u8] = b"\r\n";

/// Where the lines of an answer begin, and where the last one ends. A line that is not sent is empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cuts<const POINTS: usize>([u32; POINTS]);

/// The points between `access-control-allow-origin`, `-allow-credentials`, `-expose-headers` and `vary`.
pub(super) const ACTUAL_POINTS: usize = 5;

/// The points between `access-control-allow-origin`, `-allow-credentials`, `-allow-methods`, `-allow-headers`,
/// `-max-age` and `vary`.
pub(super) const PREFLIGHT_POINTS: usize = 7;

impl<const POINTS: usize> Cuts<POINTS> {
    pub(super) const fn new(points: [usize; POINTS]) -> Self {
        let mut starts = [0; POINTS];
        let mut slots: &mut [u32] = &mut starts;
        let mut rest: &[usize] = &points;
        while let ([slot, slots_tail @ ..], [point, tail @ ..]) = (slots, rest) {
            *slot = *point as u32;
            slots = slots_tail;
            rest = tail;
        }
        Self(starts)
    }

    /// The place of the lines from `first` through `last`.
    pub(super) const fn lines(&self, first: usize, last: usize) -> Span {
        let start = self.start(first);
        Span::new(start, self.start(last.wrapping_add(1)).saturating_sub(start))
    }

    /// As [`lines`](Self::lines), with the end of the line before: every line has one before it, the first one too.
    pub(super) const fn behind(&self, first: usize, last: usize) -> Span {
        let Span { start, len } = self.lines(first, last);
        Span {
            start: start.saturating_sub(LINE_END.len() as u32),
            len: len.saturating_add(LINE_END.len() as u32),
        }
    }

    /// Where a line begins.
    pub(super) const fn start(&self, line: usize) -> usize {
        match self.0.split_at_checked(line) {
            Some((_, [start, ..])) => *start as usize,
            _ => 0,
        }
    }

    /// The place of all lines.
    pub(super) const fn all(&self) -> Span {
        let points: &[u32] = &self.0;
        match points {
            [start, .., end] => Span { start: *start, len: end.saturating_sub(*start) },
            _ => Span::EMPTY,
        }
    }
}
