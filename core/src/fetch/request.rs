//! Requests (Fetch `#concept-request`), as far as the same-origin policy asks about them.

use super::{Profile, unsafe_names};
use crate::header::{HeaderList, is_safelisted_method};
use crate::origin::{Origin, OriginError};

/// A request's mode (Fetch `#concept-request-mode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Mode {
    /// Only to the page's own origin.
    SameOrigin,
    /// To any origin that shares its answer by CORS: `fetch()`, `XMLHttpRequest`, `crossorigin`, fonts, module scripts.
    Cors,
    /// To any origin, the answer is opaque: images, scripts, style sheets, media.
    NoCors,
    /// A document for a window or a frame.
    Navigate,
    /// A WebSocket connection.
    WebSocket,
    /// A WebTransport connection.
    WebTransport,
}

impl Mode {
    /// The name, as Fetch and `Sec-Fetch-Mode` write it.
    #[must_use]
    pub const fn name(self) -> &'static [u8] {
        match self {
            Self::SameOrigin => b"same-origin",
            Self::Cors => b"cors",
            Self::NoCors => b"no-cors",
            Self::Navigate => b"navigate",
            Self::WebSocket => b"websocket",
            Self::WebTransport => b"webtransport",
        }
    }
}

/// A request's credentials mode (Fetch `#concept-request-credentials-mode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin only.
    SameOrigin,
    /// To every origin.
    Include,
}

/// What becomes of a redirect (Fetch `#concept-request-redirect-mode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RedirectMode {
    /// It is followed.
    Follow,
    /// It is a network error.
    Error,
    /// The page gets an opaque-redirect filtered response.
    Manual,
}

/// How much of a page's address its requests tell (Referrer Policy `#enumdef-referrerpolicy`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReferrerPolicy {
    /// `no-referrer`
    NoReferrer,
    /// `no-referrer-when-downgrade`
    NoReferrerWhenDowngrade,
    /// `origin`
    Origin,
    /// `origin-when-cross-origin`
    OriginWhenCrossOrigin,
    /// `same-origin`
    SameOrigin,
    /// `strict-origin`
    StrictOrigin,
    /// `strict-origin-when-cross-origin`, the default.
    StrictOriginWhenCrossOrigin,
    /// `unsafe-url`
    UnsafeUrl,
}

/// A request's body, as far as redirects ask about it (Fetch `#concept-request-body`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Body {
    /// No body.
    None,
    /// A body that can be sent again: its source is known.
    Replayable,
    /// A stream, gone once it is read. Such a request is always preflighted across origins.
    Stream,
}

/// A request's origin (Fetch `#concept-request-origin`) and its serialisation.
#[derive(Clone, Copy, Debug)]
pub struct RequestOrigin<'a> {
    serialized: &'a [u8],
    origin: Origin<'a>,
}

impl<'a> RequestOrigin<'a> {
    /// An opaque origin: what sandboxed frames and `data:` documents have.
    pub const OPAQUE: RequestOrigin<'static> = RequestOrigin { serialized: b"null", origin: Origin::Opaque };

    /// The origin that these bytes serialise.
    ///
    /// # Errors
    /// [`OriginError`] when they are not a serialised origin.
    pub const fn parse(serialized: &'a [u8]) -> Result<Self, OriginError> {
        match Origin::parse(serialized) {
            Ok(origin) => Ok(Self { serialized, origin }),
            Err(error) => Err(error),
        }
    }

    /// The origin.
    #[must_use]
    pub const fn origin(&self) -> &Origin<'a> {
        &self.origin
    }

    /// Its serialisation; `null` for an opaque origin (HTML `#ascii-serialisation-of-an-origin`).
    #[must_use]
    pub const fn serialized(&self) -> &'a [u8] {
        self.serialized
    }
}

/// A request as the page made it; what changes on its way from redirect to redirect is kept apart.
///
/// ```
/// use corselet::fetch::{Profile, Request, RequestOrigin};
///
/// let page = RequestOrigin::parse(b"https://app.example.com")?;
/// let mut request = Request::new(page);
/// assert!(!request.needs_preflight(&Profile::STANDARD));
/// request.method = b"PUT";
/// assert!(request.needs_preflight(&Profile::STANDARD));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Request<'a> {
    /// Whose request it is.
    pub origin: RequestOrigin<'a>,
    /// The method, normalised (Fetch `#concept-method-normalize`).
    pub method: &'a [u8],
    /// The headers that the page set.
    pub headers: HeaderList<'a>,
    /// The mode.
    pub mode: Mode,
    /// The credentials mode.
    pub credentials: Credentials,
    /// The redirect mode.
    pub redirect: RedirectMode,
    /// The referrer policy.
    pub referrer_policy: ReferrerPolicy,
    /// The body.
    pub body: Body,
    /// Use-CORS-preflight flag (Fetch `#use-cors-preflight-flag`): set by upload listeners and streamed bodies.
    pub use_cors_preflight: bool,
    /// Unsafe-request flag (Fetch `#unsafe-request-flag`): set by `fetch()` and `XMLHttpRequest`, which can send what
    /// forms, links and images cannot.
    pub unsafe_request: bool,
}

impl<'a> Request<'a> {
    /// What `fetch(url)` makes: a `GET` with mode cors and credentials mode same-origin.
    #[must_use]
    pub const fn new(origin: RequestOrigin<'a>) -> Self {
        Self {
            origin,
            method: b"GET",
            headers: HeaderList::new(&[]),
            mode: Mode::Cors,
            credentials: Credentials::SameOrigin,
            redirect: RedirectMode::Follow,
            referrer_policy: ReferrerPolicy::StrictOriginWhenCrossOrigin,
            body: Body::None,
            use_cors_preflight: false,
            unsafe_request: true,
        }
    }

    /// Whether the server is asked first when this request goes to another origin (Fetch `#concept-main-fetch`, the
    /// step on the use-CORS-preflight flag). What is asked: the method, and [`unsafe_names`].
    #[must_use]
    pub fn needs_preflight(&self, profile: &Profile) -> bool {
        self.use_cors_preflight
            || self.unsafe_request
                && (!is_safelisted_method(self.method)
                    || unsafe_names(self.headers.pairs().iter().copied(), profile).next().is_some())
    }
}
