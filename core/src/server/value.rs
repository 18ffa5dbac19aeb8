//! A field's value, in one or more pieces of bytes.

use crate::header::Names;

/// A field's value: an iterator over the pieces of bytes that make it up. Most values are one piece; a list of header
/// names echoed from a preflight comes in many, lower-cased and each name once.
#[derive(Clone, Debug)]
pub struct Value<'d> {
    pieces: Pieces<'d>,
}

#[derive(Clone, Debug)]
enum Pieces<'d> {
    One(Option<&'d [u8]>),
    Names { names: Names<'d>, rest: &'d [u8], first: bool },
}

impl<'d> Value<'d> {
    pub(crate) const fn one(bytes: &'d [u8]) -> Self {
        Self { pieces: Pieces::One(Some(bytes)) }
    }

    pub(super) const fn names(names: Names<'d>) -> Self {
        Self { pieces: Pieces::Names { names, rest: &[], first: true } }
    }

    /// The whole value, where it is one piece.
    #[must_use]
    pub const fn as_bytes(&self) -> Option<&'d [u8]> {
        match self.pieces {
            Pieces::One(bytes) => bytes,
            Pieces::Names { .. } => None,
        }
    }

    /// The value's length in bytes; linear in it.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        self.clone().fold(0, |len: usize, piece| len.saturating_add(piece.len()))
    }
}

impl<'d> Iterator for Value<'d> {
    type Item = &'d [u8];

    fn next(&mut self) -> Option<&'d [u8]> {
        match &mut self.pieces {
            Pieces::One(bytes) => bytes.take(),
            Pieces::Names { names, rest, first } => {
                if rest.is_empty() {
                    *rest = names.next()?;
                    if !core::mem::take(first) {
                        return Some(b",");
                    }
                }
                Some(lower_piece(rest))
            }
        }
    }
}

/// Takes the longest piece that is lower case as it stands, or one letter that is not, in lower case.
fn lower_piece<'d>(rest: &mut &'d [u8]) -> &'d [u8] {
    let len = rest.iter().position(u8::is_ascii_uppercase).unwrap_or(rest.len());
    let (piece, tail) = match (len, *rest) {
        (0, [first, tail @ ..]) => (lower_letter(*first), tail),
        _ => rest.split_at_checked(len).unwrap_or((*rest, &[])),
    };
    *rest = tail;
    piece
}

fn lower_letter(upper: u8) -> &'static [u8] {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    let place = usize::from(upper.wrapping_sub(b'A'));
    LETTERS.get(place..place.wrapping_add(1)).unwrap_or_default()
}
