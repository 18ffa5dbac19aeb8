//! The grammar of a request head's lines, on `nom`.

use super::head_error::HeadError;
use super::token::{is_token_byte, split_run, trim};
use nom::sequence::{preceded, terminated};
use nom::{Err, IResult, Parser};

type Parsed<'a, T> = IResult<&'a [u8], T, HeadError>;
type Outcome<'a, T> = Result<(&'a [u8], T), HeadError>;

impl nom::error::ParseError<&[u8]> for HeadError {
    fn from_error_kind(_: &[u8], _: nom::error::ErrorKind) -> Self {
        Self::RequestLine
    }
    fn append(_: &[u8], _: nom::error::ErrorKind, other: Self) -> Self {
        other
    }
}

/// `method SP request-target SP HTTP-version CRLF` (RFC 9112 3): method, target, minor version.
pub(super) fn request_line(input: &[u8]) -> Outcome<'_, (&[u8], &[u8], u8)> {
    let (rest, line) = line(input)?;
    finish((method, preceded(space, target), preceded(space, version)).parse_complete(line), rest)
}

/// `field-name ":" OWS field-value OWS CRLF` (RFC 9112 5): name, and value without the blanks at its ends.
pub(super) fn field_line(input: &[u8]) -> Outcome<'_, (&[u8], &[u8])> {
    let (rest, line) = line(input)?;
    finish((terminated(field_name, colon), field_value).parse_complete(line), rest)
}

/// What follows the blank line that ends a head, if the input starts with one.
pub(super) fn line_is_blank(input: &[u8]) -> Option<&[u8]> {
    input.strip_prefix(b"\r\n")
}

/// A line without its CRLF, and what follows. Neither CR nor LF may stand alone in it.
fn line(input: &[u8]) -> Outcome<'_, &[u8]> {
    match split_run(input, |byte| !matches!(byte, b'\r' | b'\n')) {
        (line, [b'\r', b'\n', rest @ ..]) => Ok((rest, line)),
        (_, [] | [b'\r']) => Err(HeadError::Incomplete),
        _ => Err(HeadError::BareLineBreak),
    }
}

/// The line must have been used up; then the input goes on after it.
fn finish<'a, T>(parsed: Parsed<'a, T>, rest: &'a [u8]) -> Outcome<'a, T> {
    match parsed {
        Ok(([], value)) => Ok((rest, value)),
        Ok(_) => Err(HeadError::RequestLine),
        Err(Err::Error(error) | Err::Failure(error)) => Err(error),
        // Complete parsers never ask for more.
        Err(Err::Incomplete(_)) => Err(HeadError::RequestLine),
    }
}

fn method(input: &[u8]) -> Parsed<'_, &[u8]> {
    non_empty(split_run(input, is_token_byte), HeadError::RequestLine)
}

fn target(input: &[u8]) -> Parsed<'_, &[u8]> {
    non_empty(split_run(input, |byte| byte.is_ascii_graphic()), HeadError::RequestLine)
}

fn version(input: &[u8]) -> Parsed<'_, u8> {
    match input {
        b"HTTP/1.1" => Ok((&[], 1)),
        b"HTTP/1.0" => Ok((&[], 0)),
        [b'H', b'T', b'T', b'P', b'/', major, b'.', minor]
            if major.is_ascii_digit() && minor.is_ascii_digit() =>
        {
            Err(Err::Error(HeadError::Version))
        }
        _ => Err(Err::Error(HeadError::RequestLine)),
    }
}

fn field_name(input: &[u8]) -> Parsed<'_, &[u8]> {
    match input {
        [b' ' | b'\t', ..] => Err(Err::Error(HeadError::Folded)),
        _ => non_empty(split_run(input, is_token_byte), HeadError::FieldName),
    }
}

fn field_value(input: &[u8]) -> Parsed<'_, &[u8]> {
    match split_run(input, |byte| !(byte.is_ascii_control() && byte != b'\t')) {
        (value, []) => Ok((&[], trim(value))),
        _ => Err(Err::Error(HeadError::FieldValue)),
    }
}

fn space(input: &[u8]) -> Parsed<'_, ()> {
    only(b' ', input, HeadError::RequestLine)
}

fn colon(input: &[u8]) -> Parsed<'_, ()> {
    only(b':', input, HeadError::FieldName)
}

fn only(expected: u8, input: &[u8], error: HeadError) -> Parsed<'_, ()> {
    match input {
        [first, rest @ ..] if *first == expected => Ok((rest, ())),
        _ => Err(Err::Error(error)),
    }
}

fn non_empty<'a>((run, rest): (&'a [u8], &'a [u8]), error: HeadError) -> Parsed<'a, &'a [u8]> {
    if run.is_empty() { Err(Err::Error(error)) } else { Ok((rest, run)) }
}
