//! A request on its way: from its first URL to its response, redirect by redirect (Fetch `#concept-main-fetch`,
//! `#concept-http-redirect-fetch`).

use super::embed::is_port_blocked;
use super::origin_header::serialized_origin;
use super::redirect::{Location, becomes_get, is_body_header, is_redirect_status, location};
use super::{
    Body, Credentials, Mode, NetworkError, Preflight, Profile, Redirect, RedirectMode, ReferrerPolicy,
    Request, ResponseType, cors_check, origin_header,
};
use crate::header::HeaderList;
use crate::origin::Origin;
use crate::origin::site::PublicSuffix;
use crate::origin::url::{Scheme, Url};

/// How many redirects are followed (Fetch `#concept-http-redirect-fetch`).
pub const MAX_REDIRECTS: u8 = 20;

/// A request's response tainting (Fetch `#concept-request-response-tainting`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Tainting {
    /// The way has led over the page's own origin only, or the mode needs no more.
    Basic,
    /// The response is shared by CORS.
    Cors,
    /// The response is not shared.
    Opaque,
}

/// How far a request's way has led away from where it was meant to go (Fetch `#concept-request-tainted-origin`).
/// Anything but [`RedirectTaint::SameOrigin`] makes the request's origin serialise to `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "the standard's three values")]
pub enum RedirectTaint {
    /// No foreign origin has sent the request on to another origin.
    SameOrigin,
    /// One has, to an origin of its own site or from the page's site.
    SameSite,
    /// A foreign site has sent it on to another site.
    CrossSite,
}

/// A request at one of the URLs on its way.
///
/// ```
/// use corselet::fetch::{Hop, Next, Profile, Request, RequestOrigin, ResponseType};
/// use corselet::header::HeaderList;
/// use corselet::origin::site::LastLabel;
/// use corselet::origin::url::{self, NoIdna, Scratch};
///
/// let profile = &Profile::STANDARD;
/// let parse = |url| url::parse(url, None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
/// let (here, there) = (parse(b"https://app.example.com/a"), parse(b"https://api.example.com/b"));
/// let request = Request::new(RequestOrigin::parse(b"https://app.example.com").unwrap());
///
/// let hop = Hop::start(request, &here, profile)?;
/// assert_eq!(hop.origin_header(&here, profile), None);
///
/// let headers: [(&[u8], &[u8]); 1] = [(b"Location", b"https://api.example.com/b")];
/// let Next::Redirect(redirect) = hop.respond(302, &HeaderList::new(&headers), profile)? else { unreachable!() };
/// let hop = hop.follow(&redirect, &here, &there, &LastLabel, profile)?;
/// assert_eq!(hop.origin_header(&there, profile), Some(&b"https://app.example.com"[..]));
///
/// let headers: [(&[u8], &[u8]); 1] = [(b"Access-Control-Allow-Origin", b"*")];
/// assert_eq!(hop.respond(200, &HeaderList::new(&headers), profile)?, Next::Response(ResponseType::Cors));
/// # Ok::<(), corselet::fetch::NetworkError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Hop<'a> {
    /// With the method, body and referrer policy that redirects have left it.
    request: Request<'a>,
    tainting: Tainting,
    taint: RedirectTaint,
    redirects: u8,
    needs_preflight: bool,
    dropped: Dropped,
}

/// The headers that redirects have removed.
#[derive(Clone, Copy, Debug, Default)]
struct Dropped {
    authorization: bool,
    body: bool,
}

impl Dropped {
    fn contains(self, name: &[u8]) -> bool {
        self.authorization && name.eq_ignore_ascii_case(b"authorization") || self.body && is_body_header(name)
    }
}

/// What becomes of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "a response is the last one or not")]
#[must_use]
pub enum Next<'a> {
    /// The page gets it, filtered.
    Response(ResponseType),
    /// The request goes on: see [`Hop::follow`].
    Redirect(Redirect<'a>),
}

impl<'a> Hop<'a> {
    /// Sends a request on its way to its first URL.
    ///
    /// Mixed content and content security policies are not looked at.
    ///
    /// # Errors
    /// [`NetworkError`] when the mode does not let the request go there.
    pub fn start(request: Request<'a>, url: &Url<'_>, profile: &Profile) -> Result<Self, NetworkError> {
        if profile.refused_request_headers.iter().any(|name| request.headers.contains(name)) {
            return Err(NetworkError::RefusedHeader);
        }
        let hop = Self {
            request,
            tainting: Tainting::Basic,
            taint: RedirectTaint::SameOrigin,
            redirects: 0,
            needs_preflight: false,
            dropped: Dropped::default(),
        };
        hop.main_fetch(url, profile)
    }

    /// Main fetch (Fetch `#concept-main-fetch`): the step on bad ports, and the one that picks the response tainting.
    fn main_fetch(mut self, url: &Url<'_>, profile: &Profile) -> Result<Self, NetworkError> {
        if url.origin().tuple().is_some_and(|target| is_port_blocked(target, profile)) {
            return Err(NetworkError::BadPort);
        }
        let Request { mode, redirect, .. } = self.request;
        let is_same = self.request.origin.origin().is_same_origin(&url.origin());
        let is_own = is_same && self.tainting == Tainting::Basic;
        let needs_no_cors = matches!(mode, Mode::Navigate | Mode::WebSocket | Mode::WebTransport);
        self.needs_preflight = false;
        if is_own || needs_no_cors || url.scheme() == Scheme::Data {
            self.tainting = Tainting::Basic;
        } else if mode == Mode::SameOrigin {
            return Err(NetworkError::SameOriginMode { redirected: self.redirects > 0 });
        } else if mode == Mode::NoCors {
            if redirect != RedirectMode::Follow {
                return Err(NetworkError::NoCorsRedirectMode);
            }
            self.tainting = Tainting::Opaque;
        } else if !url.scheme().is_http() {
            return Err(NetworkError::Scheme);
        } else {
            self.tainting = Tainting::Cors;
            self.needs_preflight = self.request.needs_preflight_with(self.headers(), profile);
        }
        Ok(self)
    }

    /// The request, with the method and body that it has by now. Its headers are [`headers`](Self::headers).
    #[must_use]
    pub const fn request(&self) -> &Request<'a> {
        &self.request
    }

    /// The headers that are left.
    pub fn headers(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone + use<'a> {
        let dropped = self.dropped;
        self.request.headers.pairs().iter().copied().filter(move |(name, _)| !dropped.contains(name))
    }

    /// The response tainting.
    #[must_use]
    pub const fn tainting(&self) -> Tainting {
        self.tainting
    }

    /// The redirect-taint.
    #[must_use]
    pub const fn taint(&self) -> RedirectTaint {
        self.taint
    }

    /// The `Origin` header that is sent to the URL, if any.
    #[must_use]
    pub fn origin_header(&self, url: &Url<'_>, profile: &Profile) -> Option<&'a [u8]> {
        origin_header(&self.request, self.tainting, self.is_origin_tainted(), url, profile)
    }

    /// Whether credentials (cookies, HTTP authentication, client certificates) go along (Fetch
    /// `#concept-http-network-or-cache-fetch`). A header that the page set itself is none of these.
    #[must_use]
    pub fn includes_credentials(&self) -> bool {
        match self.request.credentials {
            Credentials::Omit => false,
            Credentials::SameOrigin => self.tainting == Tainting::Basic,
            Credentials::Include => true,
        }
    }

    /// Whether a preflight goes first, unless a [`PreflightCache`](super::PreflightCache) knows the answer.
    #[must_use]
    pub const fn needs_preflight(&self) -> bool {
        self.needs_preflight
    }

    /// The preflight of this hop.
    pub fn preflight<'p>(
        &self,
        profile: &'p Profile,
    ) -> Preflight<'a, 'p, impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone + use<'a>> {
        Preflight::new(&self.request, self.headers(), self.serialized_origin(), profile)
    }

    /// Takes a response: the CORS check, then the redirect mode (Fetch `#concept-http-fetch`).
    ///
    /// # Errors
    /// [`NetworkError`] when the response is not shared, or is a redirect that may not be followed.
    pub fn respond<'r>(
        &self,
        status: u16,
        response: &HeaderList<'r>,
        profile: &Profile,
    ) -> Result<Next<'r>, NetworkError> {
        if self.tainting == Tainting::Cors {
            cors_check(response, self.serialized_origin(), self.request.credentials, profile)
                .map_err(NetworkError::Check)?;
        }
        let shared = Next::Response(match self.tainting {
            Tainting::Basic => ResponseType::Basic,
            Tainting::Cors => ResponseType::Cors,
            Tainting::Opaque => ResponseType::Opaque,
        });
        let location = location(status, response, None, profile);
        if !is_redirect_status(status) || location == Location::None && profile.redirects_need_location {
            return Ok(shared);
        }
        match (self.request.redirect, location) {
            (RedirectMode::Error, _) => Err(NetworkError::RedirectMode),
            (RedirectMode::Manual, _) => Ok(Next::Response(ResponseType::OpaqueRedirect)),
            (RedirectMode::Follow, Location::None) => Ok(shared),
            (RedirectMode::Follow, Location::To(location)) => {
                let referrer_policy = ReferrerPolicy::of_response(response);
                Ok(Next::Redirect(Redirect { status, location, referrer_policy }))
            }
            (RedirectMode::Follow, Location::Several) => Err(NetworkError::SeveralLocations),
            (RedirectMode::Follow, Location::Invalid) => Err(NetworkError::InvalidLocation),
        }
    }

    /// Follows a redirect from one URL to the next (Fetch `#concept-http-redirect-fetch`). `to` is
    /// [`Redirect::location`], parsed relative to `from`; where that fails it is [`NetworkError::InvalidLocation`].
    /// `suffixes` only tells apart the two kinds of [`RedirectTaint`].
    ///
    /// # Errors
    /// [`NetworkError`] when the request may not go there.
    pub fn follow(
        mut self,
        redirect: &Redirect<'_>,
        from: &Url<'_>,
        to: &Url<'_>,
        suffixes: &impl PublicSuffix,
        profile: &Profile,
    ) -> Result<Self, NetworkError> {
        let own = self.request.origin.origin();
        if !to.scheme().is_http() {
            return Err(NetworkError::redirect_scheme(redirect.location, profile));
        }
        if self.redirects >= MAX_REDIRECTS {
            return Err(NetworkError::TooManyRedirects);
        }
        self.redirects = self.redirects.saturating_add(1);
        if to.has_credentials() {
            let is_foreign = self.request.mode == Mode::Cors && !own.is_same_origin(&to.origin());
            if is_foreign || self.tainting == Tainting::Cors {
                return Err(NetworkError::RedirectCredentials);
            }
            if profile.blocks_redirect_credentials {
                return Err(NetworkError::BlockedCredentials);
            }
        }
        if redirect.status != 303 && self.request.body == Body::Stream {
            return Err(NetworkError::UnreplayableBody);
        }
        if becomes_get(redirect.status, self.request.method) {
            self.request.method = b"GET";
            self.request.body = Body::None;
            self.dropped.body = true;
        }
        if !from.origin().is_same_origin(&to.origin()) {
            self.dropped.authorization = true;
        }
        self.taint = self.taint.max(self.taint_of(&from.origin(), &to.origin(), suffixes, profile));
        self.request.referrer_policy = redirect.referrer_policy.unwrap_or(self.request.referrer_policy);
        self.main_fetch(to, profile)
    }

    /// What one redirect adds to the taint: leaving the own origin is free, leaving a foreign one is not.
    fn taint_of(
        &self,
        from: &Origin<'_>,
        to: &Origin<'_>,
        suffixes: &impl PublicSuffix,
        profile: &Profile,
    ) -> RedirectTaint {
        let own = self.request.origin.origin();
        let never_free = profile.taints_uncors_redirects && self.request.mode != Mode::Cors;
        if from.is_same_origin(to) || own.is_same_origin(from) && !never_free {
            RedirectTaint::SameOrigin
        } else if from.is_same_site(to, suffixes) || own.is_same_site(from, suffixes) {
            RedirectTaint::SameSite
        } else {
            RedirectTaint::CrossSite
        }
    }

    fn is_origin_tainted(&self) -> bool {
        self.taint != RedirectTaint::SameOrigin
    }

    fn serialized_origin(&self) -> &'a [u8] {
        serialized_origin(&self.request, self.is_origin_tainted())
    }
}
