//! Get, decode, and split (Fetch `#concept-header-list-get-decode-split`), on one combined value.

use super::token::trim;

/// The values that Fetch's splitting yields: cut at commas outside quoted strings, spaces and tabs stripped, empty
/// values kept. Quotes and backslashes stay as they are.
///
/// For a header of several lines, hand in the lines joined with `, `; linear in the value, no copies.
///
/// ```
/// use corselet::header::Split;
///
/// let values: Vec<&[u8]> = Split::new(b"nosniff, \"a,b\",").collect();
/// assert_eq!(values, [&b"nosniff"[..], b"\"a,b\"", b""]);
/// ```
#[derive(Clone, Debug)]
pub struct Split<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Split<'a> {
    /// Splits a combined value.
    #[must_use]
    pub const fn new(value: &'a [u8]) -> Self {
        Self { rest: Some(value) }
    }
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<Self::Item> {
        let value = self.rest.take()?;
        let mut rest = value;
        let mut quoted = false;
        loop {
            rest = match rest {
                // An unterminated quoted string runs to the end (Fetch `#collect-an-http-quoted-string`).
                [] => return Some(trim(value)),
                [b'\\', _, tail @ ..] if quoted => tail,
                [b'"', tail @ ..] => {
                    quoted = !quoted;
                    tail
                }
                [b',', tail @ ..] if !quoted => {
                    self.rest = Some(tail);
                    let len = value.len().saturating_sub(rest.len());
                    return value.split_at_checked(len).map(|(item, _)| trim(item));
                }
                [_, tail @ ..] => tail,
            };
        }
    }
}
