//! What an origin is: parsing, comparing and serialising (HTML, section "Origin"; RFC 6454).
//!
//! One borrowing parser, a `const fn` over bytes, serves header values and policies alike, so the two
//! can never disagree. It accepts exactly what a conforming user agent can serialise: see [`Origin::parse`].

mod class;
pub mod domain;
mod environment;
mod error;
mod host;
mod ip;
mod parse;
mod port;
mod serialize;
pub mod site;
pub mod url;

pub(crate) use class::is_label_byte;
pub use environment::{EnvironmentOrigin, OpaqueId};
pub use error::{OriginError, OriginErrorKind};
pub use host::Host;
pub(crate) use parse::{
    Fault, Located, are_labels, authority, locate, port as parse_port, port_number, scheme as parse_scheme,
};
pub use port::{Port, default_port};

use core::fmt;

/// The longest serialised origin that is parsed, in bytes: scheme 64, `://`, host 253, `:`, port 5.
pub const MAX_ORIGIN_LEN: usize = 326;

/// The longest scheme that is parsed, in bytes.
pub const MAX_SCHEME_LEN: usize = 64;

/// An origin (HTML `#concept-origin`) as it stands in an `Origin` header or a policy: it borrows the bytes
/// it was parsed from.
///
/// ```
/// use corselet::origin::Origin;
///
/// let origin = Origin::parse(b"https://app.example.com:8443")?;
/// let tuple = origin.tuple().expect("not `null`");
/// assert_eq!(tuple.scheme(), b"https");
/// assert_eq!(tuple.effective_port(), Some(8443));
/// assert!(Origin::parse(b"https://app.example.com/").is_err());
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "HTML defines exactly these two kinds")]
pub enum Origin<'a> {
    /// An opaque origin; all that a serialisation tells of it is `null`.
    Opaque,
    /// A tuple origin: scheme, host and port.
    Tuple(TupleOrigin<'a>),
}

/// A tuple origin (HTML `#concept-origin-tuple`), without the `document.domain` component, which is never
/// serialised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TupleOrigin<'a> {
    scheme: &'a [u8],
    host: Host<'a>,
    port: Port,
    dns_shaped: bool,
}

impl<'a> Origin<'a> {
    /// Parses a serialised origin, or `null`.
    ///
    /// Accepted is what a user agent emits (HTML `#ascii-serialisation-of-an-origin`): a lower-case scheme of at
    /// most 64 bytes, a host that the URL Standard's host serialiser can produce (lower case, canonical IPv4,
    /// compressed IPv6 without zone), and a port without leading zeros that is not the scheme's default.
    /// Whether an `xn--` label decodes is not checked: that needs IDNA tables.
    ///
    /// One pass; at most [`MAX_ORIGIN_LEN`] bytes are looked at.
    ///
    /// # Errors
    /// [`OriginError`] names what is wrong and the bytes it is wrong with.
    pub const fn parse(value: &'a [u8]) -> Result<Self, OriginError> {
        match parse::origin(value) {
            Ok(origin) => Ok(origin),
            Err(fault) => Err(OriginError::of(value, fault, 0)),
        }
    }

    /// The tuple, or `None` for an opaque origin.
    #[must_use]
    pub const fn tuple(&self) -> Option<&TupleOrigin<'a>> {
        match self {
            Self::Opaque => None,
            Self::Tuple(tuple) => Some(tuple),
        }
    }

    /// Same origin (HTML `#same-origin`) as far as serialisations can tell: two opaque origins are never known to
    /// be the same one, so `null` is not the same origin as `null`.
    #[must_use]
    pub fn is_same_origin(&self, other: &Origin<'_>) -> bool {
        match (self, other) {
            (Self::Tuple(a), Origin::Tuple(b)) => a.is_same_origin(b),
            _ => false,
        }
    }
}

impl<'a> TupleOrigin<'a> {
    pub(crate) const fn new(scheme: &'a [u8], host: Host<'a>, port: Port, dns_shaped: bool) -> Self {
        Self { scheme, host, port, dns_shaped }
    }

    /// The scheme, lower case, without the colon.
    #[must_use]
    pub const fn scheme(&self) -> &'a [u8] {
        self.scheme
    }

    /// The host.
    #[must_use]
    pub const fn host(&self) -> Host<'a> {
        self.host
    }

    /// The port; [`Port::Default`] where HTML says null.
    #[must_use]
    pub const fn port(&self) -> Port {
        self.port
    }

    /// The port a connection would use: the given one, else the scheme's default, else none is known.
    #[must_use]
    pub const fn effective_port(&self) -> Option<u16> {
        match self.port {
            Port::Number(number) => Some(number),
            Port::Default => default_port(self.scheme),
        }
    }

    /// Whether the host is an IP address or a name that DNS could hold: labels of 1 to 63 letters, digits, `-`
    /// and `_`, at most 253 bytes, one trailing dot allowed. A user agent can serialise more than that
    /// (`https://a..b`, `https://ex{ample.com`); a server has no reason to grant it.
    #[must_use]
    pub const fn is_dns_shaped(&self) -> bool {
        self.dns_shaped
    }

    /// Potentially trustworthy (Secure Contexts `#is-origin-trustworthy`): nobody on the way can read or change what
    /// is sent to it, since the scheme is `https` or `wss` or the host is this machine itself.
    #[must_use]
    pub const fn is_potentially_trustworthy(&self) -> bool {
        matches!(self.scheme, b"https" | b"wss" | b"file") || self.host.is_loopback()
    }

    /// Same origin (HTML `#same-origin`): identical scheme, host and port.
    #[must_use]
    pub fn is_same_origin(&self, other: &TupleOrigin<'_>) -> bool {
        self.scheme == other.scheme && self.host == other.host && self.port == other.port
    }
}

impl fmt::Display for TupleOrigin<'_> {
    /// HTML `#ascii-serialisation-of-an-origin`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.escape_ascii(), self.host)?;
        match self.port {
            Port::Default => Ok(()),
            Port::Number(number) => write!(f, ":{number}"),
        }
    }
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opaque => f.write_str("null"),
            Self::Tuple(tuple) => tuple.fmt(f),
        }
    }
}

impl fmt::Debug for TupleOrigin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TupleOrigin({self})")
    }
}
