//! `#rule` lists of tokens (RFC 9110 5.6.1): `#field-name` and `#method` are both `#token`.

use super::token::{is_token_byte, split_run, trim};
use nom::branch::alt;
use nom::combinator::{opt, value};
use nom::sequence::delimited;
use nom::{Err, IResult, Parser};

/// A list element that is not a token: the grammar fails, and by Fetch `#extract-header-list-values` the whole
/// header with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct NotAToken;

impl core::fmt::Display for NotAToken {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a list element is not a token")
    }
}

impl core::error::Error for NotAToken {}

impl<I> nom::error::ParseError<I> for NotAToken {
    fn from_error_kind(_: I, _: nom::error::ErrorKind) -> Self {
        Self
    }
    fn append(_: I, _: nom::error::ErrorKind, other: Self) -> Self {
        other
    }
}

/// The elements of one field line, in order. An empty element, which RFC 9110 5.6.1.2 tells a recipient to ignore,
/// comes as an empty slice, so that a reader can bound how many it puts up with. An empty line has one.
///
/// After an error the iterator is at its end. Linear in the line; no copies.
///
/// ```
/// use corselet::header::Elements;
///
/// let names: Result<Vec<&[u8]>, _> = Elements::new(b"content-type, x-api-key,,").collect();
/// assert_eq!(names.unwrap(), [&b"content-type"[..], b"x-api-key", b"", b""]);
/// assert!(Elements::new(b"a b").any(|element| element.is_err()));
/// ```
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Elements<'a> {
    /// The elements of a field line's value.
    #[must_use]
    pub const fn new(line: &'a [u8]) -> Self {
        Self { rest: Some(line) }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Result<&'a [u8], NotAToken>;

    fn next(&mut self) -> Option<Self::Item> {
        let input = self.rest.take()?;
        match element(input) {
            Ok((rest, (token, more))) => {
                if more {
                    self.rest = Some(rest);
                }
                Some(Ok(token.unwrap_or_default()))
            }
            Err(_) => Some(Err(NotAToken)),
        }
    }
}

/// The first element of a list without the blanks around it, a token or not, and what follows its comma.
pub(crate) fn split_element(list: &[u8]) -> (&[u8], Option<&[u8]>) {
    let (element, rest) = split_run(list, |byte| byte != b',');
    let after = match rest {
        [_, after @ ..] => Some(after),
        [] => None,
    };
    (trim(element), after)
}

type Parsed<'a, T> = IResult<&'a [u8], T, NotAToken>;

/// `OWS [ token ] OWS ( "," / end )`, and whether a comma followed.
fn element(input: &[u8]) -> Parsed<'_, (Option<&[u8]>, bool)> {
    (delimited(ows, opt(token), ows), alt((value(true, comma), value(false, end)))).parse_complete(input)
}

// The leaves are written on checked splits, so that no panic path remains once they are inlined.

/// `OWS` (RFC 9110 5.6.3).
pub(super) fn ows<E>(input: &[u8]) -> IResult<&[u8], (), E> {
    let (_, rest) = split_run(input, |byte| matches!(byte, b' ' | b'\t'));
    Ok((rest, ()))
}

/// `token` (RFC 9110 5.6.2).
fn token(input: &[u8]) -> Parsed<'_, &[u8]> {
    match split_run(input, is_token_byte) {
        ([], _) => Err(Err::Error(NotAToken)),
        (token, rest) => Ok((rest, token)),
    }
}

fn comma(input: &[u8]) -> Parsed<'_, ()> {
    match input {
        [b',', rest @ ..] => Ok((rest, ())),
        _ => Err(Err::Error(NotAToken)),
    }
}

fn end(input: &[u8]) -> Parsed<'_, ()> {
    if input.is_empty() { Ok((input, ())) } else { Err(Err::Error(NotAToken)) }
}
