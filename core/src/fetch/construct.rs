//! What a `Request` constructor accepts, keeps and drops (Fetch `#dom-request`).

use super::safelist::{MAX_SAFELISTED_VALUE, combine, is_safelisted_request_header};
use super::{Mode, Profile};
use crate::header::{
    HeaderList, is_forbidden_method, is_forbidden_request_header, is_header_value, is_safelisted_method,
    is_token, normalize_method, normalize_value,
};
use core::fmt;

/// What a page hands to `new Request()` or `fetch()`.
///
/// ```
/// use corselet::fetch::{Init, InitError, Mode, Profile};
/// use corselet::header::HeaderList;
///
/// let headers: [(&[u8], &[u8]); 2] = [(b"Cookie", b"a=b"), (b"X-A", b"1")];
/// let mut init = Init { method: b"put", headers: HeaderList::new(&headers), ..Init::default() };
/// assert_eq!(init.method()?, b"PUT");
/// assert!(init.headers(&Profile::STANDARD).eq([(&b"X-A"[..], &b"1"[..])]));
///
/// init.mode = Mode::NoCors;
/// assert_eq!(init.method(), Err(InitError::MethodInNoCors));
/// assert_eq!(init.headers(&Profile::STANDARD).count(), 0);
/// # Ok::<(), InitError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Init<'a> {
    /// The method as the script wrote it.
    pub method: &'a [u8],
    /// The mode.
    pub mode: Mode,
    /// The headers in the order in which the script appends them.
    pub headers: HeaderList<'a>,
    /// Whether there is a body.
    pub has_body: bool,
    /// The `Content-Type` that the body brings along (Fetch `#concept-bodyinit-extract`), if any.
    pub body_type: Option<&'a [u8]>,
    /// Whether the URL includes credentials (URL `#include-credentials`).
    pub url_has_credentials: bool,
}

impl Default for Init<'_> {
    fn default() -> Self {
        Self {
            method: b"GET",
            mode: Mode::Cors,
            headers: HeaderList::default(),
            has_body: false,
            body_type: None,
            url_has_credentials: false,
        }
    }
}

/// Why a `Request` constructor throws a `TypeError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum InitError {
    /// A body with `GET` or `HEAD`.
    BodyWithGet,
    /// `CONNECT`, `TRACE` or `TRACK`.
    ForbiddenMethod,
    /// A header name that is not a token.
    HeaderName,
    /// A value that no header has: NUL, CR or LF in it.
    HeaderValue,
    /// A method that is not a token.
    Method,
    /// A method that mode no-cors does not allow.
    MethodInNoCors,
    /// A page cannot ask for this mode: navigate, websocket and webtransport are not its to set.
    Mode,
    /// The URL includes credentials.
    UrlCredentials,
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BodyWithGet => "a GET or HEAD request has no body",
            Self::ForbiddenMethod => "the method is forbidden",
            Self::HeaderName => "a header name is not a token",
            Self::HeaderValue => "a header value holds NUL, CR or LF",
            Self::Method => "the method is not a token",
            Self::MethodInNoCors => "mode no-cors allows GET, HEAD and POST only",
            Self::Mode => "a page cannot set this mode",
            Self::UrlCredentials => "the URL includes credentials",
        })
    }
}

impl core::error::Error for InitError {}

impl<'a> Init<'a> {
    /// The request's method, normalised, if the constructor does not throw (Fetch `#dom-request`).
    ///
    /// # Errors
    /// [`InitError`]: the reason for the `TypeError`.
    pub fn method(&self) -> Result<&'a [u8], InitError> {
        let method = normalize_method(self.method);
        if self.url_has_credentials {
            return Err(InitError::UrlCredentials);
        }
        if !matches!(self.mode, Mode::SameOrigin | Mode::Cors | Mode::NoCors) {
            return Err(InitError::Mode);
        }
        if !is_token(method) {
            return Err(InitError::Method);
        }
        if is_forbidden_method(method) {
            return Err(InitError::ForbiddenMethod);
        }
        if self.mode == Mode::NoCors && !is_safelisted_method(method) {
            return Err(InitError::MethodInNoCors);
        }
        for (name, value) in self.headers.pairs() {
            if !is_token(name) {
                return Err(InitError::HeaderName);
            }
            if !is_header_value(normalize_value(value)) {
                return Err(InitError::HeaderValue);
            }
        }
        if self.has_body && matches!(method, b"GET" | b"HEAD") {
            return Err(InitError::BodyWithGet);
        }
        Ok(method)
    }

    /// The headers that the request keeps, values normalised, and the body's `Content-Type` unless the script set one
    /// (Fetch `#concept-headers-append`, with the guard that the mode asks for).
    ///
    /// Linear in the headers; in mode no-cors quadratic in their number.
    pub fn headers<'p>(
        &self,
        profile: &'p Profile,
    ) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone + use<'a, 'p> {
        let Self { mode, headers, body_type, .. } = *self;
        let kept = move |index: usize, name: &'a [u8], value: &'a [u8]| {
            let forbidden = is_forbidden_request_header(name, value)
                || profile.dropped_request_headers.iter().any(|known| name.eq_ignore_ascii_case(known));
            !forbidden && (mode != Mode::NoCors || is_kept_in_no_cors(headers, index, name, value, profile))
        };
        let pairs = headers.pairs().iter().map(|(name, value)| (*name, normalize_value(value))).enumerate();
        let own = pairs
            .filter(move |(index, (name, value))| kept(*index, name, value))
            .map(|(_, (name, value))| (name, value));
        let has_type = own.clone().any(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE));
        let index = headers.pairs().len();
        let body = body_type.filter(|_| !has_type).map(|value| (CONTENT_TYPE, value));
        own.chain(body.filter(|(name, value)| kept(index, name, value)))
    }
}

const CONTENT_TYPE: &[u8] = b"Content-Type";

/// Whether the guard request-no-cors lets the header at this place in (Fetch `#concept-headers-append`): combined with
/// those of its name that were let in before, it must be a no-CORS-safelisted request-header.
fn is_kept_in_no_cors(
    headers: HeaderList<'_>,
    index: usize,
    name: &[u8],
    value: &[u8],
    profile: &Profile,
) -> bool {
    if !NO_CORS_SAFELISTED.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return false;
    }
    let mut kept = [0; MAX_SAFELISTED_VALUE];
    let mut kept_len: Option<usize> = None;
    let before = headers.pairs().iter().take(index).filter(|(known, _)| known.eq_ignore_ascii_case(name));
    let candidates = before.map(|(_, value)| normalize_value(value)).chain(core::iter::once(value));
    let mut last_kept = false;
    for candidate in candidates {
        let mut buffer = [0; MAX_SAFELISTED_VALUE];
        let earlier = kept_len.and_then(|len| kept.get(..len));
        let combined = combine(earlier.into_iter().chain(core::iter::once(candidate)), &mut buffer);
        let len =
            combined.filter(|value| is_safelisted_request_header(name, value, profile)).map(<[u8]>::len);
        last_kept = len.is_some();
        if last_kept {
            kept_len = len;
            kept = buffer;
        }
    }
    last_kept
}

/// No-CORS-safelisted request-header names (Fetch `#no-cors-safelisted-request-header-name`).
const NO_CORS_SAFELISTED: [&[u8]; 4] = [b"accept", b"accept-language", b"content-language", b"content-type"];
