//! CORS-preflight fetch (Fetch `#cors-preflight-fetch-0`): what is asked, and whether the answer grants it.

use super::redirect::{Location, location};
use super::{CheckError, CorsError, Credentials, Profile, UnsafeNames, cors_check, unsafe_names};
use crate::header::{Field, HeaderList, LowerName, is_safelisted_method};
use crate::origin::url::Url;
use core::fmt;

/// A preflight: the question that a request asks before it goes.
///
/// It is sent as `OPTIONS` without credentials, with `Origin`, `Accept: */*`, `Access-Control-Request-Method` and, if
/// [`names`](Self::names) yields any, `Access-Control-Request-Headers`.
///
/// ```
/// use corselet::fetch::{PreflightError, Profile, Request, RequestOrigin};
/// use corselet::header::HeaderList;
///
/// let mut request = Request::new(RequestOrigin::parse(b"https://app.example.com")?);
/// let headers: [(&[u8], &[u8]); 1] = [(b"X-Api-Key", b"1")];
/// (request.method, request.headers) = (b"PUT", HeaderList::new(&headers));
/// let preflight = request.preflight(&Profile::STANDARD);
///
/// let mut buffer = [0; 64];
/// assert_eq!(preflight.method(), b"PUT");
/// assert_eq!(preflight.names().write_to(&mut buffer).unwrap(), b"x-api-key");
///
/// let answer: [(&[u8], &[u8]); 3] = [
///     (b"Access-Control-Allow-Origin", b"*"),
///     (b"Access-Control-Allow-Methods", b"put"),
///     (b"Access-Control-Allow-Headers", b"x-api-key"),
/// ];
/// let verdict = preflight.check(204, &HeaderList::new(&answer), None);
/// assert_eq!(verdict, Err(PreflightError::Method(b"PUT")));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Preflight<'a, 'p, I> {
    method: &'a [u8],
    origin: &'a [u8],
    credentials: Credentials,
    use_cors_preflight: bool,
    names: UnsafeNames<'a, 'p, I>,
    profile: &'p Profile,
}

/// Why a preflight's answer does not grant what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreflightError<'a> {
    /// `Authorization` is asked for and not listed; `*` does not cover it (step 5).
    Authorization,
    /// The CORS check fails (step 1), with the request's own credentials mode.
    Check(CheckError),
    /// A header is asked for and not listed (step 6).
    Header(LowerName<'a>),
    /// `Access-Control-Allow-Headers` is not a list of tokens (step 2).
    InvalidAllowHeaders,
    /// `Access-Control-Allow-Methods` is not a list of tokens (step 2).
    InvalidAllowMethods,
    /// The redirect that answers cannot even be read; see [`Profile::preflight_redirects_fail_first`].
    InvalidRedirect,
    /// The method is not listed (step 4).
    Method(&'a [u8]),
    /// A redirect; see [`Profile::preflight_redirects_fail_first`].
    Redirect,
    /// The status is not 200 to 299 (step 1).
    Status(u16),
}

impl PreflightError<'_> {
    /// Chromium's name for it; `None` where Chromium speaks of a network error instead.
    #[must_use]
    pub const fn cors_error(&self) -> Option<CorsError> {
        Some(match self {
            Self::Check(error) => error.preflight_cors_error(),
            Self::Authorization | Self::Header(_) => CorsError::HeaderDisallowedByPreflightResponse,
            Self::InvalidAllowHeaders => CorsError::InvalidAllowHeadersPreflightResponse,
            Self::InvalidAllowMethods => CorsError::InvalidAllowMethodsPreflightResponse,
            Self::InvalidRedirect => return None,
            Self::Method(_) => CorsError::MethodDisallowedByPreflightResponse,
            Self::Redirect => CorsError::PreflightDisallowedRedirect,
            Self::Status(_) => CorsError::PreflightInvalidStatus,
        })
    }
}

impl fmt::Display for PreflightError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cors_error() {
            Some(error) => error.fmt(f),
            None => f.write_str("the preflight was answered with a redirect to nowhere"),
        }
    }
}

impl core::error::Error for PreflightError<'_> {}

const METHODS: &[u8] = Field::AllowMethods.name().as_bytes();
const HEADERS: &[u8] = Field::AllowHeaders.name().as_bytes();

impl<'a, 'p, I> Preflight<'a, 'p, I>
where
    I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
{
    pub(super) fn new(
        request: &super::Request<'a>,
        headers: I,
        origin: &'a [u8],
        profile: &'p Profile,
    ) -> Self {
        Self {
            method: request.method,
            origin,
            credentials: request.credentials,
            use_cors_preflight: request.use_cors_preflight,
            names: unsafe_names(headers, profile),
            profile,
        }
    }

    /// The value of `Access-Control-Request-Method`.
    #[must_use]
    pub const fn method(&self) -> &'a [u8] {
        self.method
    }

    /// The value of `Origin`.
    #[must_use]
    pub const fn origin(&self) -> &'a [u8] {
        self.origin
    }

    /// The names of `Access-Control-Request-Headers`.
    pub fn names(&self) -> UnsafeNames<'a, 'p, I> {
        self.names.clone()
    }

    /// Whether the answer grants the request (Fetch `#cors-preflight-fetch-0`, the steps on the response), in the
    /// standard's order. `url` is where the request goes, to read a relative `Location` by; only a profile that looks
    /// for redirects asks for it.
    ///
    /// Linear in the lists times the number of names that were asked for.
    ///
    /// # Errors
    /// [`PreflightError`]: the first step that fails.
    pub fn check(
        &self,
        status: u16,
        response: &HeaderList<'_>,
        url: Option<&Url<'_>>,
    ) -> Result<(), PreflightError<'a>> {
        if self.profile.preflight_redirects_fail_first {
            match location(status, response, url, self.profile) {
                Location::None => {}
                Location::To(_) => return Err(PreflightError::Redirect),
                Location::Invalid | Location::Several => return Err(PreflightError::InvalidRedirect),
            }
        }
        cors_check(response, self.origin, self.credentials, self.profile).map_err(PreflightError::Check)?;
        if !matches!(status, 200..=299) {
            return Err(PreflightError::Status(status));
        }
        if response.elements(METHODS).any(|method| method.is_err()) {
            return Err(PreflightError::InvalidAllowMethods);
        }
        if response.elements(HEADERS).any(|name| name.is_err()) {
            return Err(PreflightError::InvalidAllowHeaders);
        }
        self.check_method(response)?;
        self.check_headers(response, self.profile.wildcard_covers_authorization)
    }

    /// The request's credentials mode: what [`check`](Self::check) goes by, though the preflight has no credentials.
    pub(super) const fn credentials(&self) -> Credentials {
        self.credentials
    }

    pub(super) const fn uses_cors_preflight(&self) -> bool {
        self.use_cors_preflight
    }

    pub(super) const fn profile(&self) -> &'p Profile {
        self.profile
    }

    /// Whether the lists of an answer to an earlier request, which `credentials` tells about, grant this one. `*` never
    /// covers `Authorization` here: see [`Profile::wildcard_covers_authorization`].
    pub(super) fn is_granted_by(&self, answer: &HeaderList<'_>, credentials: bool) -> bool {
        let credentials = if credentials { Credentials::Include } else { self.credentials };
        let preflight = Self { credentials, ..self.clone() };
        preflight.check_method(answer).is_ok() && preflight.check_headers(answer, false).is_ok()
    }

    /// Steps 3 and 4.
    fn check_method(&self, response: &HeaderList<'_>) -> Result<(), PreflightError<'a>> {
        let implied = self.use_cors_preflight && !response.contains(METHODS);
        let grants = |listed: &[u8]| listed == self.method || self.is_wildcard(listed);
        let listed = response.elements(METHODS).any(|listed| listed.is_ok_and(grants));
        if implied || listed || is_safelisted_method(self.method) {
            Ok(())
        } else {
            Err(PreflightError::Method(self.method))
        }
    }

    /// Steps 5 and 6. `covers` lets `*` cover `Authorization` as it does other names.
    fn check_headers(&self, response: &HeaderList<'_>, covers: bool) -> Result<(), PreflightError<'a>> {
        let mut refused = None;
        for name in self.names() {
            let is_strict = !covers && is_non_wildcard(name.as_written());
            let grants = |listed: &[u8]| {
                listed.eq_ignore_ascii_case(name.as_written()) || !is_strict && self.is_wildcard(listed)
            };
            if response.elements(HEADERS).any(|listed| listed.is_ok_and(grants)) {
                continue;
            }
            // Step 5 comes before any other name, whichever sorts first.
            if is_strict {
                return Err(PreflightError::Authorization);
            }
            refused = refused.or(Some(name));
        }
        refused.map_or(Ok(()), |name| Err(PreflightError::Header(name)))
    }

    /// Whether a listed element is a `*` that stands for everything: without credentials only.
    fn is_wildcard(&self, listed: &[u8]) -> bool {
        listed == b"*" && self.credentials != Credentials::Include
    }
}

/// CORS non-wildcard request-header name (Fetch `#cors-non-wildcard-request-header-name`).
pub(super) const fn is_non_wildcard(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"authorization")
}
