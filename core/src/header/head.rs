//! The HTTP/1.1 request head (RFC 9112 sections 2 to 6), for stacks that bring no parser of their own.

use super::head_error::HeadError;
use super::head_grammar::{field_line, line_is_blank, request_line};
use super::token::trim;

/// The longest request head that is parsed, in bytes, blank line included.
pub const MAX_HEAD_LEN: usize = 16_384;

/// The most header lines that a head may have.
pub const MAX_HEADER_LINES: usize = 128;

/// How the body that follows a head is framed (RFC 9112 section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "RFC 9112 6.3 leaves a request no other framing")]
pub enum Body {
    /// No body: the next request follows at once.
    None,
    /// So many bytes (`Content-Length`).
    Length(u64),
    /// Chunks (`Transfer-Encoding: chunked`).
    Chunked,
}

/// A complete and well-formed request head. Borrowed; nothing is copied.
///
/// Stricter than RFC 9112 asks for, since whatever two parsers may read in two ways is a way to smuggle a request
/// past one of them: bare CR or LF, folded lines, blanks before a colon, control bytes, more than one `Host`, a
/// repeated `Content-Length`, `Content-Length` beside `Transfer-Encoding` and every coding but `chunked` are refused.
///
/// ```
/// use corselet::header::{Body, Head, HeadError};
///
/// let bytes = b"PUT /api/relay HTTP/1.1\r\nHost: gateway.local\r\nContent-Length: 2\r\n\r\non";
/// let head = Head::parse(bytes)?;
/// assert_eq!((head.method(), head.target()), (&b"PUT"[..], &b"/api/relay"[..]));
/// assert_eq!(head.body(), Body::Length(2));
/// assert_eq!(&bytes[head.len()..], b"on");
/// assert_eq!(Head::parse(b"GET / HT"), Err(HeadError::Incomplete));
/// # Ok::<(), HeadError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    method: &'a [u8],
    target: &'a [u8],
    minor_version: u8,
    fields: &'a [u8],
    len: usize,
    body: Body,
}

impl<'a> Head<'a> {
    /// Parses the head at the start of `bytes`; what follows the blank line is not looked at. One leading empty line is
    /// skipped (RFC 9112 2.2). Linear in the head.
    ///
    /// # Errors
    /// [`HeadError::Incomplete`] when the blank line has not arrived; every other error is final.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, HeadError> {
        let start = bytes.strip_prefix(b"\r\n").unwrap_or(bytes);
        let (fields, (method, target, minor_version)) =
            request_line(start).map_err(|error| within_limit(error, bytes))?;
        let mut framing = Framing::default();
        let mut rest = fields;
        let mut lines = 0_usize;
        loop {
            if let Some(after) = line_is_blank(rest) {
                let fields_len = fields.len().saturating_sub(rest.len());
                let len = bytes.len().saturating_sub(after.len());
                if len > MAX_HEAD_LEN {
                    return Err(HeadError::TooLong);
                }
                let fields = fields.split_at_checked(fields_len).map_or(fields, |(fields, _)| fields);
                let body = framing.body(minor_version)?;
                return Ok(Self { method, target, minor_version, fields, len, body });
            }
            let (after, (name, value)) = field_line(rest).map_err(|error| within_limit(error, bytes))?;
            lines = lines.saturating_add(1);
            if lines > MAX_HEADER_LINES {
                return Err(HeadError::TooManyLines);
            }
            framing.note(name, value)?;
            rest = after;
        }
    }

    /// The method, a token; case-sensitive.
    #[must_use]
    pub const fn method(&self) -> &'a [u8] {
        self.method
    }

    /// The request target as it came (RFC 9112 3.2): visible ASCII, not normalised.
    #[must_use]
    pub const fn target(&self) -> &'a [u8] {
        self.target
    }

    /// 0 for HTTP/1.0, 1 for HTTP/1.1.
    #[must_use]
    pub const fn minor_version(&self) -> u8 {
        self.minor_version
    }

    /// The bytes that the head took, blank line included; the body starts there.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a head is never empty")]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// How the body is framed.
    #[must_use]
    pub const fn body(&self) -> Body {
        self.body
    }

    /// The header lines in order: name as it came, value without the blanks at its ends.
    #[must_use]
    pub const fn lines(&self) -> Lines<'a> {
        Lines { rest: self.fields }
    }
}

/// An error, unless the head is only unfinished: then it must still be able to fit.
fn within_limit(error: HeadError, bytes: &[u8]) -> HeadError {
    if error == HeadError::Incomplete && bytes.len() >= MAX_HEAD_LEN { HeadError::TooLong } else { error }
}

/// The header lines of a [`Head`].
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (rest, line) = field_line(self.rest).ok()?;
        self.rest = rest;
        Some(line)
    }
}

/// What the header lines say of the body and the host.
#[derive(Default)]
struct Framing {
    length: Option<u64>,
    chunked: bool,
    host: bool,
}

impl Framing {
    fn note(&mut self, name: &[u8], value: &[u8]) -> Result<(), HeadError> {
        if name.eq_ignore_ascii_case(b"content-length") {
            if self.length.is_some() {
                return Err(HeadError::RepeatedLength);
            }
            self.length = Some(decimal(value).ok_or(HeadError::Length)?);
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            if self.chunked || !trim(value).eq_ignore_ascii_case(b"chunked") {
                return Err(HeadError::Coding);
            }
            self.chunked = true;
        } else if name.eq_ignore_ascii_case(b"host") {
            if self.host {
                return Err(HeadError::SecondHost);
            }
            self.host = true;
        }
        Ok(())
    }

    fn body(&self, minor_version: u8) -> Result<Body, HeadError> {
        if minor_version == 1 && !self.host {
            return Err(HeadError::NoHost);
        }
        match (self.chunked, self.length) {
            (true, Some(_)) => Err(HeadError::LengthAndCoding),
            // A sender of HTTP/1.0 cannot mean it (RFC 9112 6.1).
            (true, None) if minor_version == 0 => Err(HeadError::Coding),
            (true, None) => Ok(Body::Chunked),
            (false, Some(0)) | (false, None) => Ok(Body::None),
            (false, Some(length)) => Ok(Body::Length(length)),
        }
    }
}

/// `1*DIGIT` (RFC 9110 8.6), within 64 bits.
fn decimal(value: &[u8]) -> Option<u64> {
    if value.is_empty() {
        return None;
    }
    value.iter().try_fold(0_u64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(u64::from(digit))
    })
}
