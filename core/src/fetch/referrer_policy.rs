//! Referrer policies (Referrer Policy `#referrer-policies`), as far as `Origin` asks about them.

use crate::header::HeaderList;

/// How much of a page's address its requests tell (Referrer Policy `#enumdef-referrerpolicy`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReferrerPolicy {
    /// `no-referrer`
    NoReferrer,
    /// `no-referrer-when-downgrade`
    NoReferrerWhenDowngrade,
    /// `origin`
    Origin,
    /// `origin-when-cross-origin`
    OriginWhenCrossOrigin,
    /// `same-origin`
    SameOrigin,
    /// `strict-origin`
    StrictOrigin,
    /// `strict-origin-when-cross-origin`, the default.
    StrictOriginWhenCrossOrigin,
    /// `unsafe-url`
    UnsafeUrl,
}

const NAMES: [(&[u8], ReferrerPolicy); 8] = [
    (b"no-referrer", ReferrerPolicy::NoReferrer),
    (b"no-referrer-when-downgrade", ReferrerPolicy::NoReferrerWhenDowngrade),
    (b"origin", ReferrerPolicy::Origin),
    (b"origin-when-cross-origin", ReferrerPolicy::OriginWhenCrossOrigin),
    (b"same-origin", ReferrerPolicy::SameOrigin),
    (b"strict-origin", ReferrerPolicy::StrictOrigin),
    (b"strict-origin-when-cross-origin", ReferrerPolicy::StrictOriginWhenCrossOrigin),
    (b"unsafe-url", ReferrerPolicy::UnsafeUrl),
];

impl ReferrerPolicy {
    /// The policy of this name, in any case.
    #[must_use]
    pub fn parse(name: &[u8]) -> Option<Self> {
        NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, policy)| *policy)
    }

    /// The policy that a response sets (Referrer Policy `#parse-referrer-policy-from-header`): the last one that is
    /// known; `None` where there is none, or where the header is not a list of tokens.
    ///
    /// ```
    /// use corselet::fetch::ReferrerPolicy;
    /// use corselet::header::HeaderList;
    ///
    /// let headers: [(&[u8], &[u8]); 1] = [(b"Referrer-Policy", b"no-referrer, strict-origin, unknown")];
    /// let policy = ReferrerPolicy::of_response(&HeaderList::new(&headers));
    /// assert_eq!(policy, Some(ReferrerPolicy::StrictOrigin));
    /// ```
    #[must_use]
    pub fn of_response(response: &HeaderList<'_>) -> Option<Self> {
        let names = response.elements(b"referrer-policy");
        if names.clone().any(|name| name.is_err()) {
            return None;
        }
        names.filter_map(|name| Self::parse(name.ok()?)).last()
    }
}
