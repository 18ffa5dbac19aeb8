//! A cookie's own idea of an origin (RFC 6265bis): its domain and path, neither scheme nor port.

use crate::origin::Host;
use crate::origin::site::PublicSuffix;
use crate::origin::url::{Scheme, Url};
use core::fmt;

/// The longest attribute value that is not ignored, in bytes (RFC 6265bis 5.6).
pub const MAX_ATTRIBUTE_LEN: usize = 1024;

/// The longest serialised address: eight pieces of four digits in brackets.
const MAX_ADDRESS_LEN: usize = 41;

/// Where a cookie belongs: its domain and host-only-flag (RFC 6265bis 5.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "the host-only-flag is set or not")]
pub enum CookieDomain<'a> {
    /// The host-only-flag is set: this host alone.
    HostOnly(Host<'a>),
    /// This domain and every name under it.
    AndSubdomains(&'a [u8]),
}

/// Why a cookie with this `Domain` attribute is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum DomainAttributeError {
    /// The attribute holds a byte beyond ASCII.
    NotAscii,
    /// The host is neither the domain nor under it.
    Foreign,
    /// The domain is a public suffix: a cookie for all of `co.uk`.
    PublicSuffix,
}

impl fmt::Display for DomainAttributeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAscii => "the domain is not ASCII",
            Self::Foreign => "the host does not belong to the domain",
            Self::PublicSuffix => "the domain is a public suffix",
        })
    }
}

impl core::error::Error for DomainAttributeError {}

impl<'a> CookieDomain<'a> {
    /// Where a cookie belongs that `host` sets, with or without a `Domain` attribute (RFC 6265bis 5.6.3, and 5.7 from
    /// the domain-attribute on).
    ///
    /// A parent domain may be named, a sibling or a child may not; a leading dot means nothing; a public suffix may
    /// only be named by the host that it is, and then means that host alone. Blanks around the value are the caller's
    /// to strip. Linear.
    ///
    /// ```
    /// use corselet::fetch::cookie::{CookieDomain, DomainAttributeError};
    /// use corselet::origin::{Host, site::LastLabel};
    ///
    /// let host = Host::Name(b"shop.example.com");
    /// let set = |domain| CookieDomain::of(host, domain, &LastLabel);
    ///
    /// assert_eq!(set(None), Ok(CookieDomain::HostOnly(host)));
    /// assert_eq!(set(Some(b".Example.com")), Ok(CookieDomain::AndSubdomains(b"example.com")));
    /// assert_eq!(set(Some(b"com")), Err(DomainAttributeError::PublicSuffix));
    /// assert_eq!(set(Some(b"bank.example.com")), Err(DomainAttributeError::Foreign));
    /// ```
    ///
    /// # Errors
    /// The cookie is ignored entirely: [`DomainAttributeError`].
    pub fn of(
        host: Host<'a>,
        domain_attribute: Option<&[u8]>,
        suffixes: &impl PublicSuffix,
    ) -> Result<Self, DomainAttributeError> {
        let value = domain_attribute.filter(|value| value.len() <= MAX_ATTRIBUTE_LEN).unwrap_or_default();
        let value = value.strip_prefix(b".").unwrap_or(value);
        if value.is_empty() {
            return Ok(Self::HostOnly(host));
        }
        if !value.is_ascii() {
            return Err(DomainAttributeError::NotAscii);
        }
        let Host::Name(name) = host else {
            // An address has nothing under it.
            let mut buffer = [0; MAX_ADDRESS_LEN];
            let equal = host.serialize(&mut buffer).is_some_and(|text| text.eq_ignore_ascii_case(value));
            return if equal { Ok(Self::HostOnly(host)) } else { Err(DomainAttributeError::Foreign) };
        };
        let domain = suffix_ignoring_case(name, value).ok_or(DomainAttributeError::Foreign)?;
        let is_public = Host::Name(domain).public_suffix(suffixes) == Some(domain);
        match is_public {
            true if domain.len() == name.len() => Ok(Self::HostOnly(host)),
            true => Err(DomainAttributeError::PublicSuffix),
            false => Ok(Self::AndSubdomains(domain)),
        }
    }

    /// Whether the cookie belongs to a host: it is the same one, or domain-matches (RFC 6265bis 5.1.3).
    #[must_use]
    pub fn contains(&self, host: Host<'_>) -> bool {
        match (self, host) {
            (Self::HostOnly(own), host) => *own == host,
            (Self::AndSubdomains(domain), Host::Name(name)) => suffix_ignoring_case(name, domain).is_some(),
            _ => false,
        }
    }
}

/// The end of `name` that is `domain` in any case, where a label begins there (RFC 6265bis 5.1.3).
fn suffix_ignoring_case<'n>(name: &'n [u8], domain: &[u8]) -> Option<&'n [u8]> {
    let (before, end) = name.split_at_checked(name.len().checked_sub(domain.len())?)?;
    let begins_a_label = before.is_empty() || before.ends_with(b".");
    (begins_a_label && end.eq_ignore_ascii_case(domain)).then_some(end)
}

/// The path of a cookie (RFC 6265bis 5.6.4): the `Path` attribute if it begins with a slash, else the default path
/// (5.1.4), which is the directory of the URL that set it. `url_path` is a path without query.
///
/// ```
/// use corselet::fetch::cookie::cookie_path;
///
/// assert_eq!(cookie_path(Some(b"/docs"), b"/a/b"), b"/docs");
/// assert_eq!(cookie_path(None, b"/a/b"), b"/a");
/// assert_eq!(cookie_path(Some(b"docs"), b"/a"), b"/");
/// ```
#[must_use]
pub fn cookie_path<'a>(path_attribute: Option<&'a [u8]>, url_path: &'a [u8]) -> &'a [u8] {
    if let Some(path) =
        path_attribute.filter(|path| path.starts_with(b"/") && path.len() <= MAX_ATTRIBUTE_LEN)
    {
        return path;
    }
    let last_slash = url_path.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
    match url_path.split_at_checked(last_slash) {
        Some((directory @ [b'/', ..], _)) => directory,
        _ => b"/",
    }
}

/// Path-match (RFC 6265bis 5.1.4): the same path, or one under it. Case matters; no `/docs` matches `/docs2`.
///
/// ```
/// use corselet::fetch::cookie::path_matches;
///
/// assert!(path_matches(b"/docs/page", b"/docs"));
/// assert!(!path_matches(b"/docs2", b"/docs"));
/// ```
#[must_use]
pub fn path_matches(request_path: &[u8], cookie_path: &[u8]) -> bool {
    match request_path.strip_prefix(cookie_path) {
        Some([] | [b'/', ..]) => true,
        Some(_) => cookie_path.ends_with(b"/"),
        None => false,
    }
}

/// The `SameSite` attribute (RFC 6265bis 5.6.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "the same-site-flag has these values")]
pub enum SameSite {
    /// Sent to same-site requests alone.
    Strict,
    /// Sent to same-site requests and top-level navigations with a safe method.
    Lax,
    /// Sent to all requests.
    None,
    /// No attribute or one that is not known: enforced like `Lax`.
    #[default]
    Default,
}

impl SameSite {
    /// Reads the attribute's value, in any case.
    #[must_use]
    pub const fn parse(value: &[u8]) -> Self {
        if value.eq_ignore_ascii_case(b"strict") {
            Self::Strict
        } else if value.eq_ignore_ascii_case(b"lax") {
            Self::Lax
        } else if value.eq_ignore_ascii_case(b"none") {
            Self::None
        } else {
            Self::Default
        }
    }
}

/// A stored cookie, as far as it is decided where it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "the four things that RFC 6265bis decides by")]
pub struct Cookie<'a> {
    /// Where it belongs: see [`CookieDomain::of`].
    pub domain: CookieDomain<'a>,
    /// Its path: see [`cookie_path`].
    pub path: &'a [u8],
    /// It has the `Secure` attribute.
    pub secure: bool,
    /// Its `SameSite` attribute.
    pub same_site: SameSite,
}

/// A request that cookies may be attached to.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "what RFC 6265bis asks of a request")]
pub struct CookieRequest<'u, 'a> {
    /// Where it goes: a URL in its serialised form ([`Url::serialize`]), since paths are compared as bytes.
    pub url: &'u Url<'a>,
    /// Its method.
    pub method: &'u [u8],
    /// It is a same-site request (RFC 6265bis 5.2): everything that it was caused by, the frames above and the
    /// redirects before included, is the same site as `url`.
    pub is_same_site: bool,
    /// It loads a page into a top-level window.
    pub is_top_level_navigation: bool,
}

/// Why a cookie is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Withheld {
    /// It belongs to another host or domain.
    Domain,
    /// The path is not under the cookie's.
    Path,
    /// It is `Secure` and the connection is not.
    Secure,
    /// Its `SameSite` attribute keeps it from cross-site requests.
    SameSite,
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Domain => "the cookie belongs to another host",
            Self::Path => "the path is not under the cookie's path",
            Self::Secure => "the cookie is for secure connections only",
            Self::SameSite => "the cookie is not for cross-site requests like this one",
        })
    }
}

impl core::error::Error for Withheld {}

impl Cookie<'_> {
    /// Whether the cookie is sent with a request that includes credentials (RFC 6265bis 5.8.3). Neither scheme nor
    /// port are part of where it belongs: that is what sets cookies apart from origins.
    ///
    /// Two allowances are left to user agents there and not made here: `Secure` cookies over plain http to this very
    /// machine, and young cookies without `SameSite` in cross-site POST navigations.
    ///
    /// ```
    /// use corselet::fetch::cookie::{Cookie, CookieDomain, CookieRequest, SameSite, Withheld};
    /// use corselet::origin::url::{self, NoIdna, Scratch};
    ///
    /// let session = Cookie {
    ///     domain: CookieDomain::AndSubdomains(b"example.com"),
    ///     path: b"/",
    ///     secure: true,
    ///     same_site: SameSite::Lax,
    /// };
    /// let url = url::parse(b"https://api.example.com:8443/orders", None, &NoIdna, &mut Scratch::new(&mut []))?;
    /// let mut request =
    ///     CookieRequest { url: &url, method: b"POST", is_same_site: true, is_top_level_navigation: false };
    /// assert_eq!(session.is_sent(&request), Ok(()));
    /// request.is_same_site = false;
    /// assert_eq!(session.is_sent(&request), Err(Withheld::SameSite));
    /// # Ok::<(), url::UrlError>(())
    /// ```
    ///
    /// # Errors
    /// [`Withheld`]: the first thing that stands against it.
    pub fn is_sent(&self, request: &CookieRequest<'_, '_>) -> Result<(), Withheld> {
        if !request.url.host().is_some_and(|host| self.domain.contains(host)) {
            return Err(Withheld::Domain);
        }
        let path = if request.url.path().is_empty() { b"/" } else { request.url.path() };
        if !path_matches(path, self.path) {
            return Err(Withheld::Path);
        }
        if self.secure && !matches!(request.url.scheme(), Scheme::Https | Scheme::Wss) {
            return Err(Withheld::Secure);
        }
        let allowed_cross_site = match self.same_site {
            SameSite::None => true,
            SameSite::Strict => false,
            SameSite::Lax | SameSite::Default => {
                request.is_top_level_navigation && is_safe_method(request.method)
            }
        };
        if request.is_same_site || allowed_cross_site { Ok(()) } else { Err(Withheld::SameSite) }
    }
}

/// Safe method (RFC 9110 9.2.1): it asks for nothing but an answer.
const fn is_safe_method(method: &[u8]) -> bool {
    matches!(method, b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE")
}
