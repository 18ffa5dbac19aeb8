//! Sites: who may be mistaken for whom (HTML, section "Sites").

use super::{Host, Origin, TupleOrigin};

/// Knowledge of the Public Suffix List (URL `#host-public-suffix`).
///
/// The list is large and changes weekly, so it lives outside of this crate. Sites are only as good as the list: they
/// are no hard security boundary, origins are.
pub trait PublicSuffix {
    /// The length in bytes of the public suffix at the end of a domain, by the list's algorithm and whole list (`ICANN`
    /// and `PRIVATE`): for `www.example.co.uk` it is 5. `domain` is in lower-case ASCII, without a trailing dot, not
    /// an address and not empty. A domain on no list has its last label for a suffix.
    fn public_suffix_len(&self, domain: &[u8]) -> usize;
}

/// No list: the last label alone is a public suffix. Right for `example.com`, too generous for `example.co.uk`.
#[derive(Clone, Copy, Debug, Default)]
pub struct LastLabel;

impl PublicSuffix for LastLabel {
    fn public_suffix_len(&self, domain: &[u8]) -> usize {
        let mut rest = domain;
        while let [before @ .., byte] = rest
            && *byte != b'.'
        {
            rest = before;
        }
        domain.len().wrapping_sub(rest.len())
    }
}

impl<'a> Host<'a> {
    /// The public suffix of a host (URL `#host-public-suffix`), with its trailing dot; `None` for addresses and for
    /// names that end in an empty label.
    ///
    /// ```
    /// use corselet::origin::{Host, site::LastLabel};
    ///
    /// assert_eq!(Host::Name(b"www.example.com.").public_suffix(&LastLabel), Some(&b"com."[..]));
    /// ```
    #[must_use]
    pub fn public_suffix(&self, suffixes: &impl PublicSuffix) -> Option<&'a [u8]> {
        let Self::Name(name) = self else { return None };
        let domain = name.strip_suffix(b".").unwrap_or(name);
        let trailing_dot = name.len().saturating_sub(domain.len());
        if domain.is_empty() || domain.ends_with(b".") {
            return None;
        }
        let len = suffixes.public_suffix_len(domain).saturating_add(trailing_dot);
        let (_, suffix) = name.split_at_checked(name.len().checked_sub(len)?)?;
        Some(suffix)
    }

    /// The registrable domain of a host (URL `#host-registrable-domain`): the public suffix and one label more. `None`
    /// for addresses, single labels, public suffixes, and where that label is empty.
    ///
    /// ```
    /// use corselet::origin::{Host, site::LastLabel};
    ///
    /// let domain = |name| Host::Name(name).registrable_domain(&LastLabel);
    /// assert_eq!(domain(b"www.example.com"), Some(&b"example.com"[..]));
    /// assert_eq!(domain(b"localhost"), None);
    /// ```
    #[must_use]
    pub fn registrable_domain(&self, suffixes: &impl PublicSuffix) -> Option<&'a [u8]> {
        let Self::Name(name) = self else { return None };
        let suffix = self.public_suffix(suffixes)?;
        let before = name.strip_suffix(suffix)?.strip_suffix(b".")?;
        let label = LastLabel.public_suffix_len(before);
        if label == 0 {
            return None;
        }
        let (_, domain) = name.split_at_checked(before.len().saturating_sub(label))?;
        Some(domain)
    }
}

/// A site (HTML `#site`) of a tuple origin: a scheme, and a registrable domain or else a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site<'a> {
    scheme: &'a [u8],
    host: Host<'a>,
}

impl<'a> Site<'a> {
    /// The scheme, in lower case.
    #[must_use]
    pub const fn scheme(&self) -> &'a [u8] {
        self.scheme
    }

    /// The registrable domain, or the host where there is none.
    #[must_use]
    pub const fn host(&self) -> Host<'a> {
        self.host
    }
}

impl<'a> TupleOrigin<'a> {
    /// Obtain a site (HTML `#obtain-a-site`).
    ///
    /// ```
    /// use corselet::origin::{Host, Origin, site::LastLabel};
    ///
    /// let origin = Origin::parse(b"https://www.example.com:8443").unwrap();
    /// let site = origin.tuple().unwrap().site(&LastLabel);
    /// assert_eq!((site.scheme(), site.host()), (&b"https"[..], Host::Name(b"example.com")));
    /// ```
    #[must_use]
    pub fn site(&self, suffixes: &impl PublicSuffix) -> Site<'a> {
        let host = self.host().registrable_domain(suffixes).map_or(self.host(), Host::Name);
        Site { scheme: self.scheme(), host }
    }
}

impl Origin<'_> {
    /// Same site (HTML `#same-site`): same scheme, and same registrable domain or else same host; the port does not
    /// matter. Opaque origins are never known to be the same site.
    ///
    /// ```
    /// use corselet::origin::{Origin, site::LastLabel};
    ///
    /// let origin = |text: &'static str| Origin::parse(text.as_bytes()).unwrap();
    /// assert!(origin("https://a.example.com").is_same_site(&origin("https://b.example.com:81"), &LastLabel));
    /// assert!(!origin("https://example.com").is_same_site(&origin("http://example.com"), &LastLabel));
    /// ```
    #[must_use]
    pub fn is_same_site(&self, other: &Origin<'_>, suffixes: &impl PublicSuffix) -> bool {
        match (self, other) {
            (Self::Tuple(a), Origin::Tuple(b)) => a.site(suffixes) == b.site(suffixes),
            _ => false,
        }
    }

    /// Schemelessly same site (HTML `#schemelessly-same-site`): same site, whatever the schemes.
    #[must_use]
    pub fn is_schemelessly_same_site(&self, other: &Origin<'_>, suffixes: &impl PublicSuffix) -> bool {
        match (self, other) {
            (Self::Tuple(a), Origin::Tuple(b)) => a.site(suffixes).host == b.site(suffixes).host,
            _ => false,
        }
    }
}
