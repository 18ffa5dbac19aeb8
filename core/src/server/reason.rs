//! Why a request was denied.

use crate::origin::OriginError;
use core::fmt;

/// Why a request was denied: which check, and the bytes that failed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Reason {
    /// More than one `origin` line: Fetch sends one.
    OriginMultiple,
    /// The origin is not one that a user agent serialises.
    OriginMalformed(OriginError),
    /// The origin's host could not be a DNS name or an IP address.
    OriginNotDnsShaped,
    /// The origin is `null`, which the policy does not grant.
    OriginNull,
    /// The policy does not have the origin.
    OriginNotAllowed,
    /// More than one `access-control-request-method` line.
    MethodMultiple,
    /// The requested method is not a token.
    MethodMalformed,
    /// The requested method has over 256 bytes.
    MethodTooLong,
    /// The policy does not have the requested method.
    MethodNotAllowed,
    /// The lines of `access-control-request-headers` have over 4,096 bytes in all.
    HeadersTooLong,
    /// Over 4 lines of `access-control-request-headers` that are not blank.
    HeadersTooManyLines,
    /// Over 128 requested header names.
    HeadersTooManyNames,
    /// Over 16 empty list elements and blank lines.
    HeadersTooManyEmpty,
    /// A requested header name is not a token.
    HeadersMalformed(Place),
    /// The policy does not have a requested header name.
    HeadersNotAllowed(Place),
}

/// Which bytes of `access-control-request-headers` a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Place {
    line: u8,
    start: u16,
    end: u16,
}

impl Place {
    /// The element that begins `unread` bytes before the end of a line. Lines are at most 4,096 bytes long.
    pub(super) fn of_element(line: usize, bytes: &[u8], unread: usize) -> Self {
        let start = bytes.len().saturating_sub(unread);
        let element = bytes.get(start..).unwrap_or_default();
        let blanks = element.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let len = element.iter().take_while(|byte| **byte != b',').count();
        let cap = |offset: usize| u16::try_from(offset).unwrap_or(u16::MAX);
        Self {
            line: u8::try_from(line).unwrap_or(u8::MAX),
            start: cap(start.saturating_add(blanks)),
            end: cap(start.saturating_add(len)),
        }
    }

    /// The line, from 0, among those that are not blank.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line as usize
    }

    /// The bytes of the line's value, without the blanks at its ends.
    #[must_use]
    pub const fn range(&self) -> core::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Reason {
    /// A stable code for logs and dashboards.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OriginMultiple => "origin-multiple",
            Self::OriginMalformed(_) => "origin-malformed",
            Self::OriginNotDnsShaped => "origin-not-dns-shaped",
            Self::OriginNull => "origin-null",
            Self::OriginNotAllowed => "origin-not-allowed",
            Self::MethodMultiple => "method-multiple",
            Self::MethodMalformed => "method-malformed",
            Self::MethodTooLong => "method-too-long",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::HeadersTooLong => "headers-too-long",
            Self::HeadersTooManyLines => "headers-too-many-lines",
            Self::HeadersTooManyNames => "headers-too-many-names",
            Self::HeadersTooManyEmpty => "headers-too-many-empty",
            Self::HeadersMalformed(_) => "headers-malformed",
            Self::HeadersNotAllowed(_) => "headers-not-allowed",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OriginMultiple => "the request has more than one origin",
            Self::OriginMalformed(error) => return write!(f, "the origin is malformed: {error}"),
            Self::OriginNotDnsShaped => "the origin's host could not be a DNS name",
            Self::OriginNull => "the origin is null",
            Self::OriginNotAllowed => "the policy does not have the origin",
            Self::MethodMultiple => "the preflight asks for more than one method",
            Self::MethodMalformed => "the requested method is not a token",
            Self::MethodTooLong => "the requested method is too long",
            Self::MethodNotAllowed => "the policy does not have the requested method",
            Self::HeadersTooLong => "the requested header names are too long",
            Self::HeadersTooManyLines => "the requested header names take too many lines",
            Self::HeadersTooManyNames => "the preflight asks for too many header names",
            Self::HeadersTooManyEmpty => "the requested header names have too many empty elements",
            Self::HeadersMalformed(_) => "a requested header name is not a token",
            Self::HeadersNotAllowed(_) => "the policy does not have a requested header name",
        })
    }
}
