//! `Cross-Origin-Resource-Policy` (Fetch, "`Cross-Origin-Resource-Policy` header").

use crate::header::HeaderList;
use crate::origin::Origin;
use crate::origin::site::PublicSuffix;

/// The embedder policy of the page that asks (HTML `#embedder-policy-value`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EmbedderPolicy {
    /// `unsafe-none`, the default.
    #[default]
    UnsafeNone,
    /// `credentialless`.
    Credentialless,
    /// `require-corp`.
    RequireCorp,
}

/// What the check looks at in the request.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "these are the inputs of Fetch's algorithm")]
pub struct CorpRequest<'a> {
    /// The request's origin; the redirects that taint it do not matter here.
    pub origin: Origin<'a>,
    /// The embedder policy of the request's client.
    pub embedder_policy: EmbedderPolicy,
    /// Whether a nested navigation asks, not a load.
    pub for_navigation: bool,
    /// Whether the response answers a request with credentials (Fetch
    /// `#response-request-includes-credentials`).
    pub includes_credentials: bool,
}

/// What `Cross-Origin-Resource-Policy` says of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use]
#[allow(clippy::exhaustive_enums, reason = "Fetch defines exactly these two results")]
pub enum CorpVerdict {
    /// It may be embedded.
    Allowed,
    /// It may not.
    Blocked(CorpReason),
}

/// Why a response may not be embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CorpReason {
    /// `same-origin`, and the page has another origin.
    OtherOrigin,
    /// No valid policy, which the page's embedder policy takes for `same-origin`, and the page has another origin.
    EmbedderPolicy,
    /// `same-site`, and the page is of another site, or an `https` resource is asked for over `http`.
    OtherSite,
}

enum Policy {
    SameOrigin(CorpReason),
    SameSite,
}

/// The cross-origin resource policy internal check (Fetch `#cross-origin-resource-policy-internal-check`), for
/// responses that are opaque and for nested navigations. `response` is the origin of the response's URL, at each
/// hop its own.
///
/// The value is case-sensitive; a repeated, empty or unknown one is no policy. Linear in the header list.
///
/// ```
/// use corselet::fetch::embed::{CorpReason, CorpRequest, CorpVerdict, EmbedderPolicy, check_corp};
/// use corselet::header::HeaderList;
/// use corselet::origin::Origin;
/// use corselet::origin::site::LastLabel;
///
/// let request = CorpRequest {
///     origin: Origin::parse(b"https://evil.example")?,
///     embedder_policy: EmbedderPolicy::UnsafeNone,
///     for_navigation: false,
///     includes_credentials: true,
/// };
/// let pairs: [(&[u8], &[u8]); 1] = [(b"cross-origin-resource-policy", b"same-origin")];
/// let device = Origin::parse(b"https://device.example")?;
/// let verdict = check_corp(&request, &device, &HeaderList::new(&pairs), &LastLabel);
/// assert_eq!(verdict, CorpVerdict::Blocked(CorpReason::OtherOrigin));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
pub fn check_corp(
    request: &CorpRequest<'_>,
    response: &Origin<'_>,
    headers: &HeaderList<'_>,
    suffixes: &impl PublicSuffix,
) -> CorpVerdict {
    if request.for_navigation && request.embedder_policy == EmbedderPolicy::UnsafeNone {
        return CorpVerdict::Allowed;
    }
    match policy(request, headers) {
        None => CorpVerdict::Allowed,
        Some(Policy::SameOrigin(_)) if request.origin.is_same_origin(response) => CorpVerdict::Allowed,
        Some(Policy::SameOrigin(reason)) => CorpVerdict::Blocked(reason),
        Some(Policy::SameSite) => {
            let secure = |origin: &Origin<'_>| origin.tuple().is_some_and(|tuple| tuple.scheme() == b"https");
            if request.origin.is_schemelessly_same_site(response, suffixes)
                && (secure(&request.origin) || !secure(response))
            {
                CorpVerdict::Allowed
            } else {
                CorpVerdict::Blocked(CorpReason::OtherSite)
            }
        }
    }
}

/// The policy in force; `None` where it allows everything.
fn policy(request: &CorpRequest<'_>, headers: &HeaderList<'_>) -> Option<Policy> {
    let mut lines = headers.values(b"cross-origin-resource-policy");
    // Several lines combine to a value that no policy has.
    match (lines.next(), lines.next()) {
        (Some(b"same-origin"), None) => return Some(Policy::SameOrigin(CorpReason::OtherOrigin)),
        (Some(b"same-site"), None) => return Some(Policy::SameSite),
        (Some(b"cross-origin"), None) => return None,
        _ => {}
    }
    let same_origin = match request.embedder_policy {
        EmbedderPolicy::UnsafeNone => false,
        EmbedderPolicy::Credentialless => request.includes_credentials || request.for_navigation,
        EmbedderPolicy::RequireCorp => true,
    };
    same_origin.then_some(Policy::SameOrigin(CorpReason::EmbedderPolicy))
}
