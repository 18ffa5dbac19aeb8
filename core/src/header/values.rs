//! Header lists (Fetch `#concept-header-list`) as borrowed name and value pairs.

use super::token::trim;

/// A header list: name and value pairs in wire order, duplicates kept. Borrowed, nothing is copied.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeaderList<'a> {
    pairs: &'a [(&'a [u8], &'a [u8])],
}

impl<'a> HeaderList<'a> {
    /// A header list over pairs as they came over the wire; blanks at the ends of values do not matter.
    #[must_use]
    pub const fn new(pairs: &'a [(&'a [u8], &'a [u8])]) -> Self {
        Self { pairs }
    }

    /// The pairs.
    #[must_use]
    pub const fn pairs(&self) -> &'a [(&'a [u8], &'a [u8])] {
        self.pairs
    }

    /// The values of every header with this name (compared without regard to ASCII case), in order, without the
    /// blanks at their ends (RFC 9110 5.5).
    #[must_use]
    pub const fn values(&self, name: &'a [u8]) -> Values<'a> {
        Values { rest: self.pairs, name }
    }

    /// Whether the list contains a header with this name (Fetch `#header-list-contains`).
    #[must_use]
    pub fn contains(&self, name: &[u8]) -> bool {
        self.pairs.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }
}

/// The values of one name: see [`HeaderList::values`].
#[derive(Clone, Debug)]
pub struct Values<'a> {
    rest: &'a [(&'a [u8], &'a [u8])],
    name: &'a [u8],
}

impl<'a> Iterator for Values<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<Self::Item> {
        while let [(name, value), tail @ ..] = self.rest {
            self.rest = tail;
            if name.eq_ignore_ascii_case(self.name) {
                return Some(trim(value));
            }
        }
        None
    }
}
