//! Which path is which route, and what each offers.

/// A route of the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// `/`
    Page,
    /// `/api/reading`
    Reading,
    /// `/api/relay`
    Relay,
    /// `/api/config`
    Config,
    /// `/api/paired`
    Paired,
    /// `/api/settings`
    Settings,
    /// `/log`
    Log,
    /// Every other path.
    Unknown,
}

/// What a route does with a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Answers with what it holds; the body, if any, is not wanted.
    Read,
    /// Takes a body of at most so many bytes.
    Write { limit: usize },
    /// Clears what it holds.
    Clear,
    /// Tells the methods it offers.
    Tell,
    /// Nothing: 405.
    Refuse,
}

/// The longest body that any route takes, in bytes.
pub(crate) const MAX_BODY: usize = 512;

/// The longest body that the relay takes, in bytes: `on` or `off`, or JSON or a form that says so.
const RELAY_BODY: usize = 64;

impl Route {
    /// The route of a path in its normal form.
    pub(crate) fn of(path: &[u8]) -> Self {
        match path {
            b"/" => Self::Page,
            b"/api/reading" => Self::Reading,
            b"/api/relay" => Self::Relay,
            b"/api/config" => Self::Config,
            b"/api/paired" => Self::Paired,
            b"/api/settings" => Self::Settings,
            b"/log" => Self::Log,
            _ => Self::Unknown,
        }
    }

    /// The route's name, for the log.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Page => "/",
            Self::Reading => "/api/reading",
            Self::Relay => "/api/relay",
            Self::Config => "/api/config",
            Self::Paired => "/api/paired",
            Self::Settings => "/api/settings",
            Self::Log => "/log",
            Self::Unknown => "(unknown path)",
        }
    }

    /// The methods it offers, as an `allow` field lists them.
    pub(crate) const fn allow(self) -> &'static str {
        match self {
            Self::Page | Self::Reading | Self::Settings | Self::Log => "GET, HEAD, OPTIONS",
            Self::Relay => "GET, HEAD, POST, PUT, DELETE, OPTIONS",
            Self::Config | Self::Paired => "PUT, OPTIONS",
            Self::Unknown => "OPTIONS",
        }
    }

    /// What it does with a method.
    pub(crate) fn offer(self, method: &[u8]) -> Offer {
        match (self, method) {
            (_, b"OPTIONS") => Offer::Tell,
            (Self::Page | Self::Reading | Self::Settings | Self::Log | Self::Relay, b"GET" | b"HEAD") => {
                Offer::Read
            }
            (Self::Relay, b"PUT" | b"POST") => Offer::Write { limit: RELAY_BODY },
            (Self::Relay, b"DELETE") => Offer::Clear,
            (Self::Config | Self::Paired, b"PUT") => Offer::Write { limit: MAX_BODY },
            _ => Offer::Refuse,
        }
    }
}
