//! Why bytes are not a serialised origin.

use super::parse::Fault;
use core::fmt;

/// Why a value is not an origin, and which of its bytes are at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct OriginError {
    kind: OriginErrorKind,
    start: u16,
    end: u16,
}

/// What is wrong with a value that is not an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum OriginErrorKind {
    /// No bytes at all.
    Empty,
    /// More than [`MAX_ORIGIN_LEN`](super::MAX_ORIGIN_LEN) bytes.
    TooLong,
    /// No `://` after the scheme.
    NoScheme,
    /// The scheme is empty, over 64 bytes, or holds a byte that no scheme may hold.
    Scheme,
    /// An upper-case letter: a serialised origin is lower case.
    UpperCase,
    /// A user name or password before the host.
    UserInfo,
    /// No host.
    NoHost,
    /// A byte that no serialised host holds: a control, a blank, a non-ASCII byte, `%` and the like.
    HostByte,
    /// The last label is a number, so the host must be a canonical IPv4 address, and is not.
    Ipv4,
    /// Brackets that do not hold a compressed, lower-case IPv6 address without zone.
    Ipv6,
    /// The port is empty, over 65,535, has a leading zero or is not a number.
    Port,
    /// The port is the scheme's default and must not be written.
    DefaultPort,
    /// A slash after the origin, and nothing else.
    TrailingSlash,
    /// A path, query or fragment after the origin.
    Path,
}

impl OriginError {
    /// The error behind a fault in `value`, which begins `shift` bytes into the whole.
    pub(crate) const fn of(value: &[u8], fault: Fault<'_>, shift: usize) -> Self {
        let start = value.len().wrapping_sub(fault.rest.len());
        let len = match fault.kind {
            OriginErrorKind::Empty | OriginErrorKind::NoScheme | OriginErrorKind::NoHost => 0,
            OriginErrorKind::Scheme
            | OriginErrorKind::UpperCase
            | OriginErrorKind::UserInfo
            | OriginErrorKind::HostByte => 1,
            OriginErrorKind::Ipv4 => run(fault.rest, b':'),
            OriginErrorKind::Ipv6 => run(fault.rest, b']').saturating_add(1),
            OriginErrorKind::TooLong
            | OriginErrorKind::Port
            | OriginErrorKind::DefaultPort
            | OriginErrorKind::TrailingSlash
            | OriginErrorKind::Path => fault.rest.len(),
        };
        let len = if len > fault.rest.len() { fault.rest.len() } else { len };
        let start = start.saturating_add(shift);
        // Offsets lie within MAX_ORIGIN_LEN, or describe the whole of an over-long value and are capped.
        Self { kind: fault.kind, start: cap(start), end: cap(start.saturating_add(len)) }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> OriginErrorKind {
        self.kind
    }

    /// The bytes at fault, as offsets into the value. Empty where something is missing.
    #[must_use]
    pub const fn range(&self) -> core::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How many bytes come before `end`, or how many there are.
const fn run(bytes: &[u8], end: u8) -> usize {
    let mut rest = bytes;
    while let [byte, tail @ ..] = rest
        && *byte != end
    {
        rest = tail;
    }
    bytes.len().wrapping_sub(rest.len())
}

const fn cap(offset: usize) -> u16 {
    if offset > u16::MAX as usize { u16::MAX } else { offset as u16 }
}

impl OriginErrorKind {
    /// A stable code for forms and logs: lower-case words joined by `-`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "origin-empty",
            Self::TooLong => "origin-too-long",
            Self::NoScheme => "origin-no-scheme",
            Self::Scheme => "origin-scheme",
            Self::UpperCase => "origin-upper-case",
            Self::UserInfo => "origin-user-info",
            Self::NoHost => "origin-no-host",
            Self::HostByte => "origin-host-byte",
            Self::Ipv4 => "origin-ipv4",
            Self::Ipv6 => "origin-ipv6",
            Self::Port => "origin-port",
            Self::DefaultPort => "origin-default-port",
            Self::TrailingSlash => "origin-trailing-slash",
            Self::Path => "origin-path",
        }
    }

    /// The reason in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "an origin is needed, this is empty",
            Self::TooLong => "an origin has at most 326 bytes",
            Self::NoScheme => "an origin begins with a scheme and `://`",
            Self::Scheme => "the scheme holds a byte that no scheme may hold, or has over 64 bytes",
            Self::UpperCase => "a serialised origin is lower case",
            Self::UserInfo => "an origin has no user name or password",
            Self::NoHost => "the host is missing",
            Self::HostByte => "the host holds a byte that no serialised host holds",
            Self::Ipv4 => "a host that ends in a number must be four decimal octets without leading zeros",
            Self::Ipv6 => "brackets must hold a compressed lower-case IPv6 address without zone",
            Self::Port => "the port must be 0 to 65535 without leading zeros",
            Self::DefaultPort => "the scheme's default port must not be written",
            Self::TrailingSlash => "an origin has no trailing slash",
            Self::Path => "an origin has no path, query or fragment",
        }
    }
}

impl fmt::Display for OriginErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (bytes {} to {})", self.kind, self.start, self.end)
    }
}

impl core::error::Error for OriginError {}
