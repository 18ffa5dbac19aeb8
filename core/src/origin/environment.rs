//! Origins of documents and workers (HTML `#concept-origin`), which know more than a serialised origin tells: which
//! opaque origin it is, and what `document.domain` was set to.

use super::{Host, Origin, TupleOrigin};

/// The identity of an opaque origin (HTML `#concept-origin-opaque`). Whoever makes a new opaque origin makes a new
/// number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct OpaqueId(pub u64);

/// The origin of an environment: a document or a worker.
///
/// ```
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let page = EnvironmentOrigin::new(Origin::parse(b"https://a.test").unwrap(), OpaqueId(1));
/// let sandboxed = EnvironmentOrigin::Opaque(OpaqueId(2));
/// let its_blank_child = sandboxed;
///
/// assert!(sandboxed.is_same_origin(&its_blank_child));
/// assert!(!sandboxed.is_same_origin(&EnvironmentOrigin::Opaque(OpaqueId(3))));
/// assert!(!sandboxed.is_same_origin(&page));
/// assert_eq!(sandboxed.origin(), Origin::Opaque);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "HTML defines exactly these two kinds")]
pub enum EnvironmentOrigin<'a> {
    /// An opaque origin, the same as itself alone.
    Opaque(OpaqueId),
    /// A tuple origin, and its domain (HTML `#concept-origin-domain`): `None` until `document.domain` is set.
    Tuple(TupleOrigin<'a>, Option<Host<'a>>),
}

impl<'a> EnvironmentOrigin<'a> {
    /// An environment's origin from an origin as serialised or as a URL has it; `fresh` becomes the identity of an
    /// opaque one.
    #[must_use]
    pub const fn new(origin: Origin<'a>, fresh: OpaqueId) -> Self {
        match origin {
            Origin::Opaque => Self::Opaque(fresh),
            Origin::Tuple(tuple) => Self::Tuple(tuple, None),
        }
    }

    /// What a serialisation tells of it.
    #[must_use]
    pub const fn origin(&self) -> Origin<'a> {
        match self {
            Self::Opaque(_) => Origin::Opaque,
            Self::Tuple(tuple, _) => Origin::Tuple(*tuple),
        }
    }

    /// Effective domain (HTML `#concept-origin-effective-domain`): `None` for an opaque origin, else the domain, or the
    /// host where none was set.
    #[must_use]
    pub fn effective_domain(&self) -> Option<Host<'a>> {
        match self {
            Self::Opaque(_) => None,
            Self::Tuple(tuple, domain) => Some(domain.unwrap_or(tuple.host())),
        }
    }

    /// Same origin (HTML `#same-origin`): the same opaque origin, or identical scheme, host and port. Domains do not
    /// matter.
    #[must_use]
    pub fn is_same_origin(&self, other: &EnvironmentOrigin<'_>) -> bool {
        match (self, other) {
            (Self::Opaque(a), EnvironmentOrigin::Opaque(b)) => a == b,
            (Self::Tuple(a, _), EnvironmentOrigin::Tuple(b, _)) => a.is_same_origin(b),
            _ => false,
        }
    }

    /// Same origin-domain (HTML `#same-origin-domain`), which decides access between windows: where both domains are
    /// set, scheme and domain; where neither is, same origin; never where one is set and the other is not.
    ///
    /// ```
    /// use corselet::origin::{EnvironmentOrigin, Host, Origin};
    ///
    /// let tuple = |text: &'static str| *Origin::parse(text.as_bytes()).unwrap().tuple().unwrap();
    /// let set = |text, domain| EnvironmentOrigin::Tuple(tuple(text), domain);
    /// let domain = Some(Host::Name(b"example.org"));
    ///
    /// assert!(set("https://a.example.org", domain).is_same_origin_domain(&set("https://b.example.org:81", domain)));
    /// assert!(!set("https://example.org", domain).is_same_origin_domain(&set("https://example.org", None)));
    /// ```
    #[must_use]
    pub fn is_same_origin_domain(&self, other: &EnvironmentOrigin<'_>) -> bool {
        match (self, other) {
            (Self::Tuple(a, Some(a_domain)), EnvironmentOrigin::Tuple(b, Some(b_domain))) => {
                a.scheme() == b.scheme() && a_domain == b_domain
            }
            (Self::Tuple(_, Some(_)), _) | (_, EnvironmentOrigin::Tuple(_, Some(_))) => false,
            _ => self.is_same_origin(other),
        }
    }
}
