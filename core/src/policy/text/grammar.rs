//! The grammar of one line, on `nom`.

use super::error::TextErrorKind as Kind;
use crate::header::{split_run, trim};
use crate::policy::field::{PolicyField, Scalar};
use nom::error::{ErrorKind, ParseError};
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// What is wrong, and the bytes of the line that it is wrong with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault<'t> {
    pub(super) kind: Kind,
    pub(super) bytes: &'t [u8],
}

type Parsed<'t, T> = IResult<&'t [u8], T, Fault<'t>>;

impl<'t> ParseError<&'t [u8]> for Fault<'t> {
    fn from_error_kind(bytes: &'t [u8], _: ErrorKind) -> Self {
        Self { kind: Kind::NoField, bytes }
    }
    fn append(_: &'t [u8], _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// What a line says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'t> {
    /// Nothing, or a comment.
    Nothing,
    /// A field and its value.
    Field { field: PolicyField, name: &'t [u8], value: &'t [u8] },
}

/// A line without its line feed, and what follows; nothing where it is the last one.
pub(super) fn line(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    match split_run(text, |byte| byte != b'\n') {
        (line, [_, rest @ ..]) => (line, Some(rest)),
        (line, []) => (line, None),
    }
}

/// What a line says; its value is not looked at.
pub(super) fn content(line: &[u8]) -> Result<Content<'_>, Fault<'_>> {
    let line = trim(line.strip_suffix(b"\r").unwrap_or(line));
    if let [] | [b'#', ..] = line {
        return Ok(Content::Nothing);
    }
    match terminated(field_name, equals).parse_complete(line) {
        Ok((value, (field, name))) => Ok(Content::Field { field, name, value: trim(value) }),
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => Err(fault),
        // Complete parsers never ask for more.
        Err(nom::Err::Incomplete(_)) => Err(Fault { kind: Kind::NoField, bytes: line }),
    }
}

fn field_name(line: &[u8]) -> Parsed<'_, (PolicyField, &[u8])> {
    let (name, rest) = split_run(line, |byte| byte.is_ascii_lowercase() || byte == b'_');
    match PolicyField::named(name) {
        Some(field) => Ok((rest, (field, name))),
        None if name.is_empty() => fail(Kind::NoField, line),
        None => fail(Kind::UnknownField, name),
    }
}

fn equals(rest: &[u8]) -> Parsed<'_, ()> {
    let (_, rest) = split_run(rest, is_blank);
    match rest {
        [b'=', value @ ..] => Ok((value, ())),
        _ => fail(Kind::NoField, rest),
    }
}

/// The first entry of a list, if it has one, and what follows.
pub(super) fn entry(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, value) = split_run(value, is_blank);
    let (entry, rest) = split_run(value, |byte| !is_blank(byte));
    (!entry.is_empty()).then_some((entry, rest))
}

/// The value of a field that is no list.
pub(super) fn scalar(field: PolicyField, value: &[u8]) -> Result<Scalar, Kind> {
    if field.is_number() {
        return number(value).map(Scalar::Number).ok_or(Kind::NotANumber);
    }
    match value {
        b"true" => Ok(Scalar::Flag(true)),
        b"false" => Ok(Scalar::Flag(false)),
        _ => Err(Kind::NotAFlag),
    }
}

fn number(value: &[u8]) -> Option<u32> {
    let digits = value.iter().map(|byte| byte.is_ascii_digit().then_some(u32::from(byte & 0x0f)));
    let mut number: Option<u32> = None;
    for digit in digits {
        number = Some(number.unwrap_or_default().checked_mul(10)?.checked_add(digit?)?);
    }
    number
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn fail<T>(kind: Kind, bytes: &[u8]) -> Parsed<'_, T> {
    Err(nom::Err::Error(Fault { kind, bytes }))
}
