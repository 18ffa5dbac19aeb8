//! The dots of a text, from the last to the first, found a word at a time.

const WORD: usize = size_of::<usize>();

/// A word of this byte.
const fn all(byte: u8) -> usize {
    usize::from_ne_bytes([byte; WORD])
}

/// The places of dots, from the last to the first.
pub(super) struct Dots<'t> {
    /// What is not read yet; it ends at a word's start.
    rest: &'t [u8],
    /// The high bit of each byte of the word after it that is a dot not told yet.
    marks: usize,
}

impl<'t> Dots<'t> {
    pub(super) const fn of(text: &'t [u8]) -> Self {
        Self { rest: text, marks: 0 }
    }
}

impl Iterator for Dots<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.marks == 0 {
            let Some((rest, word)) = self.rest.split_last_chunk::<WORD>() else {
                let at = self.rest.iter().rposition(|byte| *byte == b'.')?;
                self.rest = self.rest.get(..at)?;
                return Some(at);
            };
            self.rest = rest;
            // A byte is zero here where it is a dot. Subtracting one from each byte sets the high bits of those, and of
            // bytes above them that were one: none, unless they are slashes, which follow no dot of a host.
            let bytes = usize::from_le_bytes(*word) ^ all(b'.');
            self.marks = bytes.wrapping_sub(all(1)) & !bytes & all(0x80);
        }
        let bit = self.marks.ilog2();
        self.marks ^= 1 << bit;
        Some(self.rest.len().wrapping_add((bit / 8) as usize))
    }
}
