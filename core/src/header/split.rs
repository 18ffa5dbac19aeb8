//! Get, decode, and split (Fetch `#concept-header-list-get-decode-split`), on one value or on the lines of a field.

use super::token::trim;
use core::iter::Empty;

/// The values that Fetch's splitting yields: cut at commas outside quoted strings, spaces and tabs stripped, empty
/// values kept. Quotes and backslashes stay as they are.
///
/// Several lines split as if they were joined with `, `. A quoted string that does not end in its line swallows what
/// follows in the next ones; such a value is given up to the end of its first line, so that no copy is needed. It
/// holds a `"` all the same, and thus never looks like a token.
///
/// Linear in the lines, no copies.
///
/// ```
/// use corselet::header::Split;
///
/// let values: Vec<&[u8]> = Split::new(b"nosniff, \"a,b\",").collect();
/// assert_eq!(values, [&b"nosniff"[..], b"\"a,b\"", b""]);
///
/// let lines: [&[u8]; 2] = [b"a, b", b"c"];
/// assert!(Split::lines(lines.into_iter()).eq([&b"a"[..], b"b", b"c"]));
/// ```
#[derive(Clone, Debug)]
pub struct Split<'a, I = Empty<&'a [u8]>> {
    rest: Option<&'a [u8]>,
    lines: I,
}

impl<'a> Split<'a> {
    /// Splits one value.
    #[must_use]
    pub const fn new(value: &'a [u8]) -> Self {
        Self { rest: Some(value), lines: core::iter::empty() }
    }
}

impl<'a, I: Iterator<Item = &'a [u8]>> Split<'a, I> {
    /// Splits the lines of a field, in order. No line, no values: an absent header yields none, an empty one yields
    /// one empty value.
    #[must_use]
    pub const fn lines(lines: I) -> Self {
        Self { rest: None, lines }
    }
}

impl<'a, I: Iterator<Item = &'a [u8]>> Iterator for Split<'a, I> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<Self::Item> {
        let value = match self.rest.take() {
            Some(rest) => rest,
            None => self.lines.next()?,
        };
        let mut end = item(value, false);
        let len = match end {
            End::Comma(rest) => value.len().saturating_sub(rest.len()).saturating_sub(1),
            End::Line { .. } => value.len(),
        };
        // An unterminated quoted string runs on, through the joining comma (Fetch `#collect-an-http-quoted-string`).
        while let End::Line { quoted: true } = end {
            match self.lines.next() {
                Some(line) => end = item(line, true),
                None => break,
            }
        }
        if let End::Comma(rest) = end {
            self.rest = Some(rest);
        }
        value.split_at_checked(len).map(|(item, _)| trim(item))
    }
}

/// Where a value ends.
enum End<'a> {
    /// At a comma; this follows.
    Comma(&'a [u8]),
    /// At the end of its line, within a quoted string or not.
    Line { quoted: bool },
}

fn item(line: &[u8], mut quoted: bool) -> End<'_> {
    let mut rest = line;
    loop {
        rest = match rest {
            [] => return End::Line { quoted },
            [b'\\', _, tail @ ..] if quoted => tail,
            [b'"', tail @ ..] => {
                quoted = !quoted;
                tail
            }
            [b',', tail @ ..] if !quoted => return End::Comma(tail),
            [_, tail @ ..] => tail,
        };
    }
}
