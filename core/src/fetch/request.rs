//! Requests (Fetch `#concept-request`), as far as the same-origin policy asks about them.

use super::{Preflight, Profile, ReferrerPolicy, unsafe_names};
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
    /// Whether an element with a `crossorigin` attribute, a module script or a font makes the request (HTML
    /// `#cors-settings-attributes`), and not a script's call, audio or video; see
    /// [`Profile::cors_elements_send_origin`].
    pub by_element: bool,
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
            by_element: false,
            unsafe_request: true,
        }
    }

    /// Whether the server is asked first when this request goes to another origin (Fetch `#concept-main-fetch`, the
    /// step on the use-CORS-preflight flag). What is asked: the method, and [`unsafe_names`].
    #[must_use]
    pub fn needs_preflight(&self, profile: &Profile) -> bool {
        self.needs_preflight_with(self.headers.pairs().iter().copied(), profile)
    }

    /// The preflight of this request at its first URL.
    pub fn preflight<'p>(
        &self,
        profile: &'p Profile,
    ) -> Preflight<'a, 'p, impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone + use<'a>> {
        Preflight::new(self, self.headers.pairs().iter().copied(), self.origin.serialized(), profile)
    }

    /// [`needs_preflight`](Self::needs_preflight) with the headers that redirects have left.
    pub(super) fn needs_preflight_with(
        &self,
        headers: impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
        profile: &Profile,
    ) -> bool {
        self.use_cors_preflight
            || self.unsafe_request
                && (!is_safelisted_method(self.method) || unsafe_names(headers, profile).next().is_some())
    }
}
