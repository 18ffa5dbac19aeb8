//! Header lists (Fetch `#concept-header-list`) as borrowed name and value pairs.

use super::token::trim;
use super::{Elements, NotAToken};

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

    /// The header with this name, as far as a value that is compared whole asks (Fetch `#concept-header-list-get`).
    #[must_use]
    pub fn line(&self, name: &'a [u8]) -> Line<'a> {
        let mut values = self.values(name);
        match (values.next(), values.next()) {
            (None, _) => Line::Absent,
            (Some(value), None) => Line::One(value),
            (Some(_), Some(_)) => Line::Several,
        }
    }

    /// The bytes of the combined value of every header with this name: the values joined with `, ` (Fetch
    /// `#concept-header-list-get`). None where there is no such header, or where it is empty.
    pub fn combined(&self, name: &'a [u8]) -> impl Iterator<Item = u8> + Clone + 'a {
        self.values(name).enumerate().flat_map(|(index, value)| {
            let joint: &[u8] = if index > 0 { b", " } else { b"" };
            joint.iter().chain(value).copied()
        })
    }

    /// The elements of every header with this name, read as one `#rule` list of tokens (RFC 9110 5.6.1), empty ones
    /// left out. Each line is parsed by itself; one that fails makes the whole header a failure (Fetch
    /// `#extract-header-list-values`), so a caller looks at all elements before it uses any.
    pub fn elements(&self, name: &'a [u8]) -> impl Iterator<Item = Result<&'a [u8], NotAToken>> + Clone + 'a {
        self.values(name).flat_map(Elements::new).filter(|element| *element != Ok(b""))
    }

    /// Whether the list contains a header with this name (Fetch `#header-list-contains`).
    #[must_use]
    pub fn contains(&self, name: &[u8]) -> bool {
        self.pairs.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }
}

/// A header whose lines are compared as one value.
///
/// Several lines are joined with `, ` before they are compared, so that they equal nothing that has no comma: no
/// origin, no `*`, no `true`. It is enough to know that there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "none, one or more")]
pub enum Line<'a> {
    /// No such header.
    Absent,
    /// One, without the blanks at its ends; it may be empty.
    One(&'a [u8]),
    /// More than one.
    Several,
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
