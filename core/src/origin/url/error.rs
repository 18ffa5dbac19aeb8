//! Why bytes are not a URL, or not one that can be read here.

use core::fmt;

/// Why a URL was not read.
///
/// Most variants are failures of the URL Standard. Three are limits of the reader: see [`UrlError::is_failure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum UrlError {
    /// No scheme, and no base that the input could be relative to (URL `#no-scheme-state`).
    Relative,
    /// No host where there must be one: in `http:`, after a user name, before a port.
    HostMissing,
    /// The host holds a byte that no host may hold (URL `#forbidden-domain-code-point`), after percent-decoding.
    HostByte,
    /// The host's last label is a number, and the whole is no IPv4 address (URL `#concept-ipv4-parser`).
    Ipv4,
    /// The brackets are not closed or hold no IPv6 address (URL `#concept-ipv6-parser`).
    Ipv6,
    /// The port is not a number, or over 65,535 (URL `#port-state`).
    Port,
    /// A name beyond ASCII that IDNA does not allow, or that is not UTF-8 (URL `#concept-domain-to-ascii`).
    Domain,
    /// Limit: a name beyond ASCII, and IDNA tables were not given: see [`DomainToAscii`](super::DomainToAscii).
    NeedsIdna,
    /// Limit: a host too long for an origin of [`MAX_ORIGIN_LEN`](crate::origin::MAX_ORIGIN_LEN) bytes.
    TooLong,
    /// Limit: the caller's buffer is too small for the bytes that had to be rewritten.
    NoSpace,
}

impl UrlError {
    /// Whether the URL Standard fails here too. If not, only this reader's limits or missing tables are in the way,
    /// and nothing is known about the URL.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        !matches!(self, Self::NeedsIdna | Self::TooLong | Self::NoSpace)
    }

    /// The reason in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Relative => "a relative URL needs a base URL that can be one",
            Self::HostMissing => "the host is missing",
            Self::HostByte => "the host holds a byte that no host may hold",
            Self::Ipv4 => "a host that ends in a number must be an IPv4 address",
            Self::Ipv6 => "brackets must hold an IPv6 address",
            Self::Port => "the port must be a number of at most 65535",
            Self::Domain => "the host name is not valid UTF-8 or not allowed by IDNA",
            Self::NeedsIdna => "a host name beyond ASCII needs IDNA tables",
            Self::TooLong => "the host is too long for an origin of 326 bytes",
            Self::NoSpace => "the buffer is too small for the rewritten bytes",
        }
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::error::Error for UrlError {}
