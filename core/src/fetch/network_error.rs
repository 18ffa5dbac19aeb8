//! Network errors (Fetch `#concept-network-error`), with the reason that a page is not told.

use super::{CheckError, CorsError, Profile};
use core::fmt;

/// Why a request fails, apart from what a preflight says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum NetworkError {
    /// A port that is blocked, at the first URL or after a redirect.
    BadPort,
    /// A redirect to a URL with a user name or password; see [`Profile::blocks_redirect_credentials`].
    BlockedCredentials,
    /// The response is not shared.
    Check(CheckError),
    /// A redirect to something that is no URL.
    InvalidLocation,
    /// Mode no-cors across origins, with a redirect mode that is not follow.
    NoCorsRedirectMode,
    /// A redirect to a URL with a user name or password, across origins.
    RedirectCredentials,
    /// A redirect, with redirect mode error.
    RedirectMode,
    /// A redirect to a scheme that is not HTTP.
    RedirectScheme,
    /// A header that the user agent keeps to itself; see [`Profile::refused_request_headers`].
    RefusedHeader,
    /// Mode same-origin, to another origin.
    SameOriginMode {
        /// A redirect has led there.
        redirected: bool,
    },
    /// A scheme that CORS does not work with.
    Scheme,
    /// A redirect to more than one place.
    SeveralLocations,
    /// More than [`MAX_REDIRECTS`](super::MAX_REDIRECTS).
    TooManyRedirects,
    /// A redirect that would send a stream again.
    UnreplayableBody,
    /// A redirect to a scheme that is refused before anything else; see [`Profile::unsafe_redirect_schemes`].
    UnsafeRedirect,
}

impl NetworkError {
    /// Chromium's name for it, in the given mode; `None` where Chromium does not speak of CORS.
    #[must_use]
    pub const fn cors_error(self, is_cors: bool) -> Option<CorsError> {
        Some(match self {
            Self::Check(error) => error.cors_error(),
            Self::NoCorsRedirectMode => CorsError::NoCorsRedirectModeNotFollow,
            Self::RedirectCredentials => CorsError::RedirectContainsCredentials,
            Self::RedirectScheme if is_cors => CorsError::CorsDisabledScheme,
            Self::SameOriginMode { redirected: false } => CorsError::DisallowedByMode,
            Self::Scheme => CorsError::CorsDisabledScheme,
            _ => return None,
        })
    }

    /// For a redirect to a scheme that is not HTTP.
    pub(super) fn redirect_scheme(location: &[u8], profile: &Profile) -> Self {
        let scheme = location.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_unsafe =
            profile.unsafe_redirect_schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known));
        if is_unsafe { Self::UnsafeRedirect } else { Self::RedirectScheme }
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadPort => "the port is blocked",
            Self::BlockedCredentials => "a redirect leads to a URL with a user name or password",
            Self::Check(error) => return error.fmt(f),
            Self::InvalidLocation => "a redirect leads to something that is no URL",
            Self::NoCorsRedirectMode => "mode no-cors across origins needs redirect mode follow",
            Self::RedirectCredentials => {
                "a redirect across origins leads to a URL with a user name or password"
            }
            Self::RedirectMode => "a redirect, and the redirect mode is error",
            Self::RedirectScheme | Self::UnsafeRedirect => "a redirect leads to a scheme that is not HTTP",
            Self::RefusedHeader => "a header that the user agent keeps to itself",
            Self::SameOriginMode { .. } => "mode same-origin, and another origin",
            Self::Scheme => "CORS is for http and https only",
            Self::SeveralLocations => "a redirect leads to more than one place",
            Self::TooManyRedirects => "more than 20 redirects",
            Self::UnreplayableBody => "a redirect would send a stream again",
        })
    }
}

impl core::error::Error for NetworkError {}
