//! Which `Origin` a request sends (Fetch `#append-a-request-origin-header`).

use super::{Mode, Profile, ReferrerPolicy, Request, Tainting};
use crate::origin::Origin;
use crate::origin::url::{Scheme, Url};

/// The value of the `Origin` header, or `None` where none is sent (Fetch `#append-a-request-origin-header`).
///
/// `tainted` says that a redirect has left a foreign origin, so that the request's origin serialises to `null` (Fetch
/// `#byte-serializing-a-request-origin`).
///
/// ```
/// use corselet::fetch::{Profile, Request, RequestOrigin, Tainting, origin_header};
/// use corselet::origin::url::{self, NoIdna, Scratch};
///
/// let mut request = Request::new(RequestOrigin::parse(b"https://app.example.com").unwrap());
/// let url = url::parse(b"https://app.example.com/cart", None, &NoIdna, &mut Scratch::new(&mut []))?;
/// assert_eq!(origin_header(&request, Tainting::Basic, false, &url, &Profile::STANDARD), None);
/// request.method = b"POST";
/// let origin = origin_header(&request, Tainting::Basic, false, &url, &Profile::STANDARD);
/// assert_eq!(origin, Some(&b"https://app.example.com"[..]));
/// # Ok::<(), url::UrlError>(())
/// ```
#[must_use]
pub fn origin_header<'a>(
    request: &Request<'a>,
    tainting: Tainting,
    tainted: bool,
    url: &Url<'_>,
    profile: &Profile,
) -> Option<&'a [u8]> {
    let serialized = serialized_origin(request, tainted);
    if tainting == Tainting::Cors || matches!(request.mode, Mode::WebSocket | Mode::WebTransport) {
        return Some(serialized);
    }
    if matches!(request.method, b"GET" | b"HEAD") {
        let by_element =
            profile.cors_elements_send_origin && request.mode == Mode::Cors && request.by_element;
        return by_element.then_some(serialized);
    }
    let hides = match request.mode {
        Mode::Cors => false,
        Mode::Navigate => true,
        _ => !profile.only_navigations_hide_origin,
    };
    Some(if hides && is_hidden(request, url) { b"null" } else { serialized })
}

/// Byte-serialises the request's origin (Fetch `#byte-serializing-a-request-origin`).
pub(super) const fn serialized_origin<'a>(request: &Request<'a>, tainted: bool) -> &'a [u8] {
    if tainted { b"null" } else { request.origin.serialized() }
}

/// Whether the referrer policy keeps the origin from this URL (Fetch `#append-a-request-origin-header`, step 3.2).
fn is_hidden(request: &Request<'_>, url: &Url<'_>) -> bool {
    let origin = request.origin.origin();
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => true,
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            let is_https = matches!(origin, Origin::Tuple(tuple) if tuple.scheme() == b"https");
            is_https && url.scheme() != Scheme::Https
        }
        ReferrerPolicy::SameOrigin => !origin.is_same_origin(&url.origin()),
        ReferrerPolicy::Origin | ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::UnsafeUrl => false,
    }
}
