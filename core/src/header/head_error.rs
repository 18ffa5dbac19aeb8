//! Why bytes are not a request head.

use core::fmt;

/// Why a request head is refused, or that it is not complete yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum HeadError {
    /// So far so good: more bytes are needed. The only error that is not final.
    Incomplete,
    /// Over [`MAX_HEAD_LEN`](super::MAX_HEAD_LEN) bytes.
    TooLong,
    /// Over [`MAX_HEADER_LINES`](super::MAX_HEADER_LINES) header lines.
    TooManyLines,
    /// Not `method SP request-target SP HTTP-version` (RFC 9112 3).
    RequestLine,
    /// Not HTTP/1.0 or HTTP/1.1.
    Version,
    /// A CR without LF or an LF without CR (RFC 9112 2.2).
    BareLineBreak,
    /// A line that continues the one before it (RFC 9112 5.2).
    Folded,
    /// A header name that is not a token, or has a blank before its colon (RFC 9112 5.1).
    FieldName,
    /// A control byte in a header value (RFC 9110 5.5).
    FieldValue,
    /// HTTP/1.1 without `Host` (RFC 9112 3.2).
    NoHost,
    /// More than one `Host` line (RFC 9112 3.2).
    SecondHost,
    /// A `Content-Length` that is not a number of 64 bits.
    Length,
    /// More than one `Content-Length` line, equal or not.
    RepeatedLength,
    /// `Content-Length` beside `Transfer-Encoding` (RFC 9112 6.3).
    LengthAndCoding,
    /// A transfer coding other than a single `chunked`, or any in HTTP/1.0.
    Coding,
}

impl HeadError {
    /// The status to answer with before closing the connection: 400, 431, 501 or 505; 400 for
    /// [`Incomplete`](Self::Incomplete), which calls for an answer only when the peer gave up.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::TooLong | Self::TooManyLines => 431,
            Self::Coding => 501,
            Self::Version => 505,
            _ => 400,
        }
    }

    /// The reason in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incomplete => "the request head is not complete",
            Self::TooLong => "the request head is too long",
            Self::TooManyLines => "the request head has too many lines",
            Self::RequestLine => "the request line is malformed",
            Self::Version => "only HTTP/1.0 and HTTP/1.1 are spoken",
            Self::BareLineBreak => "a line must end in CR LF and hold neither alone",
            Self::Folded => "a header line must not be folded",
            Self::FieldName => "a header name must be a token right before its colon",
            Self::FieldValue => "a header value holds a control byte",
            Self::NoHost => "the host header is missing",
            Self::SecondHost => "the host header stands twice",
            Self::Length => "the content length is not a number",
            Self::RepeatedLength => "the content length stands twice",
            Self::LengthAndCoding => "content length and transfer encoding exclude each other",
            Self::Coding => "the only transfer coding is chunked, in HTTP/1.1",
        }
    }
}

impl fmt::Display for HeadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::error::Error for HeadError {}
