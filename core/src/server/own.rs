//! The server's own origin, as far as a request tells it: the scheme it came by and the host it asked for.

use crate::origin::{Port, default_port, locate};

/// The scheme that a request came by, as the stack knows it from its own transport. Nothing in a request can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a stack that serves any other scheme has no use for origins")]
pub enum Scheme {
    /// The stack cannot tell: it stands behind a proxy that does not say whether the browser used TLS.
    Unknown,
    /// `http`
    Http,
    /// `https`
    Https,
}

/// The host that a request asked for, found on the list of a [`Guard`](crate::guard::Guard).
///
/// That it exists is the proof that the list was asked: only a guard makes one, by
/// [`admit`](crate::guard::Guard::admit). Without the list any name that points at the device would do, and whoever
/// owns a name can point it anywhere (DNS rebinding).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckedHost<'r> {
    scheme: Scheme,
    name: &'r [u8],
    port: Port,
}

impl<'r> CheckedHost<'r> {
    /// For the guard alone, once the list has the name.
    pub(crate) const fn new(scheme: Scheme, name: &'r [u8], port: Port) -> Self {
        Self { scheme, name, port }
    }

    /// The host as the request spells it: in any case, an IPv6 address in its brackets, perhaps with a dot at the end.
    #[must_use]
    pub const fn name(&self) -> &'r [u8] {
        self.name
    }

    /// Whether a page of this origin stands on the host itself: same host, same port. The scheme counts where the stack
    /// tells it; else the origin's own is taken for it, `http` or `https`.
    pub(crate) fn is_origin(&self, origin: &[u8]) -> bool {
        let Ok(located) = locate(origin) else { return false };
        let scheme = located.tuple.scheme();
        let scheme_fits = match self.scheme {
            Scheme::Unknown => matches!(scheme, b"http" | b"https"),
            Scheme::Http => scheme == b"http",
            Scheme::Https => scheme == b"https",
        };
        let port = match self.port {
            Port::Number(number) => Some(number),
            Port::Default => default_port(scheme),
        };
        scheme_fits
            && located.tuple.effective_port() == port
            && located.host_text.eq_ignore_ascii_case(self.name)
    }

    /// Whether this is surely the origin of the request's own URL: as [`is_origin`](Self::is_origin), with a scheme
    /// that the stack has told.
    pub(crate) fn is_surely(&self, origin: &[u8]) -> bool {
        self.scheme != Scheme::Unknown && self.is_origin(origin)
    }
}
