//! The tables of a compiled policy: places in its text.

/// A place in a compiled policy's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    pub(super) const EMPTY: Self = Self { start: 0, len: 0 };

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

    /// The bytes at this place.
    pub(super) fn of(self, text: &[u8]) -> &[u8] {
        let start = self.start as usize;
        text.get(start..start.wrapping_add(self.len as usize)).unwrap_or_default()
    }
}

/// An exact origin, and its whole answers where the policy has them ready; a ready answer is never empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExactOrigin {
    pub(super) origin: Span,
    pub(super) actual: Span,
    pub(super) preflight: Span,
}

impl ExactOrigin {
    pub(super) const EMPTY: Self = Self { origin: Span::EMPTY, actual: Span::EMPTY, preflight: Span::EMPTY };
}

/// An origin pattern: its host begins with a dot where it stands for subdomains.
#[derive(Clone, Copy, Debug)]
pub(super) struct OriginPattern {
    pub(super) scheme: Span,
    pub(super) host: Span,
    pub(super) port: PortPattern,
    pub(super) subdomains: bool,
}

impl OriginPattern {
    pub(super) const EMPTY: Self =
        Self { scheme: Span::EMPTY, host: Span::EMPTY, port: PortPattern::Default, subdomains: false };

    /// All of its text.
    #[cfg(feature = "heapless")]
    pub(super) const fn span(&self) -> Span {
        self.scheme.through(self.host)
    }
}

/// The port of an origin pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PortPattern {
    Default,
    Number(u16),
    Any,
}

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
    pub(super) fn lines(&self, first: usize, last: usize) -> Span {
        let point = |index: usize| self.0.get(index).copied().unwrap_or_default();
        Span { start: point(first), len: point(last.wrapping_add(1)).saturating_sub(point(first)) }
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
