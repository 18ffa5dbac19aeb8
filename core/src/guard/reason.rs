//! Why a request was refused.

use core::fmt;

/// Why a guard refused a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Reason {
    /// No host at all: no browser sends such a request.
    HostMissing,
    /// More than one `host`, or more than one other place that names it.
    HostRepeated,
    /// `host` and the authority (of HTTP/2, or of an absolute target) are not the same.
    HostConflicting,
    /// Not a host with an optional port.
    HostMalformed,
    /// A host that is not on the list.
    HostUnknown,
    /// `Sec-Fetch-Site` says that a page of another origin set it off.
    CrossSite(Deed),
    /// `origin` is a page that does not stand on the host itself, or cannot be read.
    OtherOrigin(Deed),
    /// `origin` is `null`, which says of no page that it is trusted.
    NullOrigin(Deed),
}

/// What a request would have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Deed {
    /// Changed something: any method but `GET`, `HEAD` and `OPTIONS`.
    Write,
    /// Opened a connection that can write, such as a WebSocket.
    Upgrade,
    /// Loaded something into another page.
    Load,
}

impl Reason {
    /// The status that tells it: 400 for a host that RFC 9112 3.2 has refused, 421 (RFC 9110 15.5.20) for one that is
    /// not served here, 403 for a request of another page's.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::HostMissing | Self::HostRepeated | Self::HostConflicting | Self::HostMalformed => 400,
            Self::HostUnknown => 421,
            Self::CrossSite(_) | Self::OtherOrigin(_) | Self::NullOrigin(_) => 403,
        }
    }

    /// A stable code for logs and dashboards.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HostMissing => "host-missing",
            Self::HostRepeated => "host-repeated",
            Self::HostConflicting => "host-conflicting",
            Self::HostMalformed => "host-malformed",
            Self::HostUnknown => "host-unknown",
            Self::CrossSite(Deed::Write) => "cross-site-write",
            Self::CrossSite(Deed::Upgrade) => "cross-site-upgrade",
            Self::CrossSite(Deed::Load) => "cross-site-load",
            Self::OtherOrigin(Deed::Write) => "other-origin-write",
            Self::OtherOrigin(Deed::Upgrade) => "other-origin-upgrade",
            Self::OtherOrigin(Deed::Load) => "other-origin-load",
            Self::NullOrigin(Deed::Write) => "null-origin-write",
            Self::NullOrigin(Deed::Upgrade) => "null-origin-upgrade",
            Self::NullOrigin(Deed::Load) => "null-origin-load",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, deed) = match self {
            Self::HostMissing => ("the request names no host", None),
            Self::HostRepeated => ("the request names its host more than once", None),
            Self::HostConflicting => ("the request names two hosts", None),
            Self::HostMalformed => ("the host is malformed", None),
            Self::HostUnknown => ("the host is not on the list", None),
            Self::CrossSite(deed) => ("a page of another origin", Some(deed)),
            Self::OtherOrigin(deed) => ("a page that does not stand on the host", Some(deed)),
            Self::NullOrigin(deed) => ("a page without an origin", Some(deed)),
        };
        f.write_str(what)?;
        f.write_str(match deed {
            None => "",
            Some(Deed::Write) => " would write",
            Some(Deed::Upgrade) => " would open a connection",
            Some(Deed::Load) => " would load it",
        })
    }
}
