//! A URL's text without the tabs and newlines in it, read in place.

/// Borrowed text from which ASCII tabs and newlines count as removed (URL `#concept-basic-url-parser`): they are
/// skipped while reading, nothing is copied.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Text<'a>(&'a [u8]);

const fn is_removed(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r')
}

impl<'a> Text<'a> {
    /// The text without the C0 controls and spaces at its ends.
    pub(super) const fn trimmed(input: &'a [u8]) -> Self {
        let mut input = input;
        while let [0..=b' ', rest @ ..] = input {
            input = rest;
        }
        while let [rest @ .., 0..=b' '] = input {
            input = rest;
        }
        Self(input)
    }

    /// The whole input; `None` where it holds a tab or newline, which is not to be removed from it.
    pub(super) fn whole(input: &'a [u8]) -> Option<Self> {
        (!input.iter().any(|byte| is_removed(*byte))).then_some(Self(input))
    }

    /// The bytes as they stand, tabs and newlines included.
    pub(super) const fn raw(self) -> &'a [u8] {
        self.0
    }

    pub(super) fn bytes(self) -> impl Iterator<Item = u8> + Clone {
        self.0.iter().copied().filter(|byte| !is_removed(*byte))
    }

    pub(super) fn is_empty(self) -> bool {
        self.bytes().next().is_none()
    }

    pub(super) fn split_first(self) -> Option<(u8, Self)> {
        let mut rest = self.0;
        while let [byte, tail @ ..] = rest {
            if !is_removed(*byte) {
                return Some((*byte, Self(tail)));
            }
            rest = tail;
        }
        None
    }

    /// The longest run of bytes for which `accept` holds, and what follows it.
    pub(super) fn split_run(self, mut accept: impl FnMut(u8) -> bool) -> (Self, Self) {
        let len = self.0.iter().take_while(|byte| is_removed(**byte) || accept(**byte)).count();
        self.split_at(len)
    }

    /// What stands before and after the last of this byte.
    pub(super) fn split_last(self, byte: u8) -> Option<(Self, Self)> {
        let at = self.0.iter().rposition(|found| *found == byte)?;
        let (before, from) = self.split_at(at);
        let (_, after) = from.split_first()?;
        Some((before, after))
    }

    fn split_at(self, len: usize) -> (Self, Self) {
        let (run, rest) = self.0.split_at_checked(len).unwrap_or((self.0, &[]));
        (Self(run), Self(rest))
    }

    /// Whether this is `lower` in any case.
    pub(super) fn is(self, lower: &[u8]) -> bool {
        self.bytes().map(|byte| byte.to_ascii_lowercase()).eq(lower.iter().copied())
    }
}
