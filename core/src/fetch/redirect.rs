//! Redirects, as responses tell them (Fetch `#concept-http-redirect-fetch`, `#concept-response-location-url`).

use super::{Profile, ReferrerPolicy};
use crate::header::HeaderList;
use crate::origin::MAX_ORIGIN_LEN;
use crate::origin::url::{self, NoIdna, Scratch, Url};

/// Redirect status (Fetch `#redirect-status`): 301, 302, 303, 307 or 308.
#[must_use]
pub const fn is_redirect_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Where a response redirects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location<'a> {
    /// Nowhere: no redirect status, or no `Location`.
    None,
    /// To this URL or relative reference.
    To(&'a [u8]),
    /// To something that is no URL.
    Invalid,
    /// To more than one place.
    Several,
}

/// The `Location` of a response. It is only parsed where `base` is given, to tell the invalid from the others.
pub(super) fn location<'a>(
    status: u16,
    response: &HeaderList<'a>,
    base: Option<&Url<'_>>,
    profile: &Profile,
) -> Location<'a> {
    if !is_redirect_status(status) {
        return Location::None;
    }
    let mut values = response.values(b"location");
    let Some(first) = values.next() else { return Location::None };
    let repeated = if profile.equal_locations_are_one {
        values.any(|value| value != first)
    } else {
        values.next().is_some()
    };
    if repeated {
        Location::Several
    } else if first.is_empty() && profile.empty_location_is_none {
        Location::None
    } else if base.is_some_and(|base| is_invalid(first, base)) {
        Location::Invalid
    } else {
        Location::To(first)
    }
}

fn is_invalid(location: &[u8], base: &Url<'_>) -> bool {
    let mut buffer = [0; MAX_ORIGIN_LEN];
    url::parse(location, Some(base), &NoIdna, &mut Scratch::new(&mut buffer))
        .is_err_and(|error| error.is_failure())
}

/// A redirect that is to be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "what a redirect tells; whoever drives a hop may make one up")]
pub struct Redirect<'a> {
    /// The redirect's status, one of [`is_redirect_status`].
    pub status: u16,
    /// The value of `Location`, relative to the URL that redirects.
    pub location: &'a [u8],
    /// The referrer policy that the redirect sets for the request's further way, if any.
    pub referrer_policy: Option<ReferrerPolicy>,
}

/// Request-body-header name (Fetch `#request-body-header-name`).
pub(super) fn is_body_header(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 4] =
        [b"content-encoding", b"content-language", b"content-location", b"content-type"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether the method becomes `GET` and the body is dropped: `POST` after 301 or 302, everything but `GET` and `HEAD`
/// after 303.
pub(super) const fn becomes_get(status: u16, method: &[u8]) -> bool {
    match status {
        301 | 302 => matches!(method, b"POST"),
        303 => !matches!(method, b"GET" | b"HEAD"),
        _ => false,
    }
}
