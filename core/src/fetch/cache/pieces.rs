//! A few byte strings in one fixed buffer.

use crate::header::Fill;

/// `COUNT` byte strings, together at most `BYTES` long.
#[derive(Clone, Debug)]
pub(super) struct Pieces<const BYTES: usize, const COUNT: usize> {
    ends: [usize; COUNT],
    bytes: [u8; BYTES],
}

impl<const BYTES: usize, const COUNT: usize> Pieces<BYTES, COUNT> {
    /// Starts empty; strings are written one after the other.
    pub(super) fn write(strings: [&mut dyn Iterator<Item = u8>; COUNT]) -> Option<Self> {
        let mut pieces = Self { ends: [0; COUNT], bytes: [0; BYTES] };
        let mut fill = Fill::new(&mut pieces.bytes);
        for (string, end) in strings.into_iter().zip(&mut pieces.ends) {
            fill.extend(string);
            *end = fill.len();
        }
        (fill.len() <= BYTES).then_some(pieces)
    }

    /// The strings.
    pub(super) fn get(&self) -> [&[u8]; COUNT] {
        let mut start = 0;
        self.ends.map(|end| {
            let piece = self.bytes.get(start..end).unwrap_or_default();
            start = end;
            piece
        })
    }
}
