//! `Sec-Fetch-*`: what a user agent tells the server of a request (Fetch Metadata).

use super::Destination;
use crate::fetch::Mode;
use crate::origin::Origin;
use crate::origin::site::PublicSuffix;

/// `Sec-Fetch-Site` (Fetch Metadata `#sec-fetch-site-header`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum SecFetchSite {
    /// Every URL on the way was of the page's origin.
    SameOrigin,
    /// Every URL on the way was of the page's site.
    SameSite,
    /// A URL on the way was of another site.
    CrossSite,
    /// The user asked, not a page: the address bar, a bookmark.
    None,
}

/// The `Sec-Fetch-*` fields of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_structs, reason = "Fetch Metadata defines exactly these four fields")]
pub struct SecFetch {
    /// `Sec-Fetch-Dest`.
    pub destination: Destination,
    /// `Sec-Fetch-Mode`.
    pub mode: Mode,
    /// `Sec-Fetch-Site`.
    pub site: SecFetchSite,
    /// `Sec-Fetch-User`: a navigation that the user set off.
    pub user_activated: bool,
}

impl SecFetchSite {
    /// The value (Fetch Metadata `#abstract-opdef-set-site`); `None` where no `Sec-Fetch-*` field is sent, since the
    /// current URL, the last one, is not potentially trustworthy.
    ///
    /// `urls` are the origins of the request's URL list, from the first to the current. A site includes the scheme
    /// here. Linear in the list.
    ///
    /// ```
    /// use corselet::fetch::embed::SecFetchSite;
    /// use corselet::origin::Origin;
    /// use corselet::origin::site::LastLabel;
    ///
    /// let page = Origin::parse(b"https://app.example")?;
    /// let away_and_back = [Origin::parse(b"https://other.example")?, page];
    /// let site = SecFetchSite::of(&page, &away_and_back, false, &LastLabel);
    /// assert_eq!(site, Some(SecFetchSite::CrossSite));
    /// # Ok::<(), corselet::origin::OriginError>(())
    /// ```
    #[must_use]
    pub fn of(
        origin: &Origin<'_>,
        urls: &[Origin<'_>],
        set_off_by_user: bool,
        suffixes: &impl PublicSuffix,
    ) -> Option<Self> {
        if !urls.last()?.tuple()?.is_potentially_trustworthy() {
            return None;
        }
        if set_off_by_user {
            return Some(Self::None);
        }
        let mut site = Self::SameOrigin;
        for url in urls.iter().filter(|url| !url.is_same_origin(origin)) {
            if !url.is_same_site(origin, suffixes) {
                return Some(Self::CrossSite);
            }
            site = Self::SameSite;
        }
        Some(site)
    }

    /// The value, a token of structured fields.
    #[must_use]
    pub const fn name(self) -> &'static [u8] {
        match self {
            Self::SameOrigin => b"same-origin",
            Self::SameSite => b"same-site",
            Self::CrossSite => b"cross-site",
            Self::None => b"none",
        }
    }
}

impl SecFetch {
    /// The fields, names in lower case.
    ///
    /// ```
    /// use corselet::fetch::Mode;
    /// use corselet::fetch::embed::{Destination, SecFetch, SecFetchSite};
    ///
    /// let fields = SecFetch {
    ///     destination: Destination::Empty,
    ///     mode: Mode::Cors,
    ///     site: SecFetchSite::CrossSite,
    ///     user_activated: false,
    /// };
    /// assert!(fields.fields().any(|field| field == (b"sec-fetch-dest", b"empty")));
    /// ```
    pub fn fields(&self) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        let destination = match self.destination {
            Destination::Empty => b"empty",
            destination => destination.name(),
        };
        let user = self.user_activated.then_some((&b"sec-fetch-user"[..], &b"?1"[..]));
        let fields: [(&[u8], &[u8]); 3] = [
            (b"sec-fetch-dest", destination),
            (b"sec-fetch-mode", self.mode.name()),
            (b"sec-fetch-site", self.site.name()),
        ];
        fields.into_iter().chain(user)
    }
}
