//! `document.domain` (HTML `#relaxing-the-same-origin-restriction`).

use super::site::PublicSuffix;
use super::url::{self, DomainToAscii, Scratch, UrlError};
use super::{EnvironmentOrigin, Host};
use core::fmt;

/// Whether `suffix` is a registrable domain suffix of or equal to a host (HTML
/// `#is-a-registrable-domain-suffix-of-or-is-equal-to`), so that a page at the host may call itself so.
///
/// `suffix` is what a script gives: it is parsed as a host. Returned is the parsed host if the answer is yes.
///
/// ```
/// use corselet::origin::{Host, domain, site::LastLabel, url::{NoIdna, Scratch}};
///
/// let mut buffer = [0; 64];
/// let mut may = |suffix: &'static [u8]| {
///     let mut scratch = Scratch::new(&mut buffer);
///     domain::registrable_suffix_or_equal(suffix, Host::Name(b"www.example.com"), &LastLabel, &NoIdna, &mut scratch)
///         .map(|host| host.is_some())
/// };
/// assert_eq!(may(b"Example.com"), Ok(true));
/// assert_eq!(may(b"com"), Ok(false));
/// assert_eq!(may(b"ample.com"), Ok(false));
/// ```
///
/// # Errors
/// The limits among [`UrlError`]; a string that is no host is a plain no.
pub fn registrable_suffix_or_equal<'a>(
    suffix: &'a [u8],
    original: Host<'_>,
    suffixes: &impl PublicSuffix,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Option<Host<'a>>, UrlError> {
    let host = match url::parse_host(suffix, idna, scratch) {
        Ok(host) => host,
        Err(error) if error.is_failure() => return Ok(None),
        Err(error) => return Err(error),
    };
    let allowed = host == original || is_registrable_suffix(&host, &original, suffixes);
    Ok(allowed.then_some(host))
}

fn is_registrable_suffix(host: &Host<'_>, original: &Host<'_>, suffixes: &impl PublicSuffix) -> bool {
    let (Host::Name(name), Host::Name(original_name)) = (host, original) else { return false };
    // By labels: a dot stands before the suffix.
    let ends_with = |longer: &[u8]| longer.strip_suffix(*name).is_some_and(|before| before.ends_with(b"."));
    ends_with(original_name)
        && host.public_suffix(suffixes) != Some(name)
        && !original.public_suffix(suffixes).is_some_and(ends_with)
}

/// The document on which a script sets `document.domain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_structs, reason = "the conditions of HTML's setter")]
pub struct DomainSetter {
    /// The document is shown in a browsing context.
    pub has_browsing_context: bool,
    /// Its sandboxed document.domain browsing context flag is set: any `sandbox` attribute or CSP directive sets it.
    pub sandboxed: bool,
    /// Its agent cluster is origin-keyed (`Origin-Agent-Cluster`, and what the user agent takes for the default): then
    /// the setter has no effect.
    pub origin_keyed: bool,
}

/// Why `document.domain` may not be set: a script sees a `SecurityError` for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum DomainRefusal {
    /// The document has no browsing context.
    NoBrowsingContext,
    /// The document is sandboxed.
    Sandboxed,
    /// The document's origin is opaque.
    Opaque,
    /// The value is not the effective domain, nor a suffix of it that is registrable.
    NotASuffix,
    /// Limit: the value could not be read.
    Unread(UrlError),
}

impl fmt::Display for DomainRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBrowsingContext => f.write_str("the document has no browsing context"),
            Self::Sandboxed => f.write_str("the document is sandboxed"),
            Self::Opaque => f.write_str("the document has an opaque origin"),
            Self::NotASuffix => f.write_str("the value is not the domain, nor a registrable suffix of it"),
            Self::Unread(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for DomainRefusal {}

impl<'a> EnvironmentOrigin<'a> {
    /// The `document.domain` setter (HTML `#dom-document-domain`): the origin afterwards. From then on the port no
    /// longer matters, and documents that have not set theirs are shut out, even those at the same host.
    ///
    /// ```
    /// use corselet::origin::domain::{DomainRefusal, DomainSetter};
    /// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin, site::LastLabel, url::{NoIdna, Scratch}};
    ///
    /// let setter = DomainSetter { has_browsing_context: true, sandboxed: false, origin_keyed: false };
    /// let mut scratch = Scratch::new(&mut []);
    /// let mut set = |page: &'static [u8]| {
    ///     EnvironmentOrigin::new(Origin::parse(page).unwrap(), OpaqueId(1))
    ///         .with_domain(b"example.com", setter, &LastLabel, &NoIdna, &mut scratch)
    /// };
    /// let shop = set(b"https://shop.example.com")?;
    /// let help = set(b"https://help.example.com:8443")?;
    /// assert!(shop.is_same_origin_domain(&help));
    /// assert_eq!(set(b"https://example.org"), Err(DomainRefusal::NotASuffix));
    /// # Ok::<(), DomainRefusal>(())
    /// ```
    ///
    /// # Errors
    /// [`DomainRefusal`], in the standard's order.
    pub fn with_domain(
        &self,
        value: &'a [u8],
        setter: DomainSetter,
        suffixes: &impl PublicSuffix,
        idna: &impl DomainToAscii,
        scratch: &mut Scratch<'a>,
    ) -> Result<Self, DomainRefusal> {
        if !setter.has_browsing_context {
            return Err(DomainRefusal::NoBrowsingContext);
        }
        if setter.sandboxed {
            return Err(DomainRefusal::Sandboxed);
        }
        let (Self::Tuple(tuple, _), Some(effective)) = (self, self.effective_domain()) else {
            return Err(DomainRefusal::Opaque);
        };
        let domain = registrable_suffix_or_equal(value, effective, suffixes, idna, scratch)
            .map_err(DomainRefusal::Unread)?
            .ok_or(DomainRefusal::NotASuffix)?;
        Ok(if setter.origin_keyed { *self } else { Self::Tuple(*tuple, Some(domain)) })
    }
}
