//! Preflight caches (Fetch `#concept-cache`): what a user agent remembers of preflights' answers.
//!
//! User agents differ in what they keep. [`EntryCache`] keeps what the standard says, an entry for each method and
//! header name; [`ResultCache`] keeps each answer whole, as Chromium does. Both have a fixed size, compare keys whole,
//! and are told the time.

mod entries;
mod pieces;
mod results;

pub use entries::EntryCache;
pub use results::ResultCache;

use super::{Preflight, Profile};
use crate::header::{Field, HeaderList, Line, delta_seconds};

/// What an answer is remembered under, besides the request's origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "the parts of the standard's key")]
pub struct CacheKey<'a> {
    /// The network partition (Fetch `#network-partition-key`): the serialised site of the top-level page. `None` for a
    /// top-level page with an opaque origin, which shares nothing with any other and has nothing remembered.
    pub partition: Option<&'a [u8]>,
    /// The URL, serialised, with its query and its fragment.
    pub url: &'a [u8],
}

/// A cache of preflights' answers.
///
/// ```
/// use corselet::fetch::{CacheKey, EntryCache, PreflightCache, Profile, Request, RequestOrigin};
/// use corselet::header::HeaderList;
///
/// let profile = &Profile::STANDARD;
/// let mut request = Request::new(RequestOrigin::parse(b"https://app.example.com")?);
/// request.method = b"PUT";
/// let key = CacheKey { partition: Some(b"https://example.com"), url: b"https://api.example.com/cart" };
/// let answer: [(&[u8], &[u8]); 3] = [
///     (b"Access-Control-Allow-Origin", b"*"),
///     (b"Access-Control-Allow-Methods", b"PUT, DELETE"),
///     (b"Access-Control-Max-Age", b"60"),
/// ];
///
/// let mut cache = EntryCache::<8, 128>::new();
/// assert!(!cache.covers(&key, &request.preflight(profile), 0));
/// // ... the preflight is sent, and its answer grants the request ...
/// cache.store(&key, &request.preflight(profile), &HeaderList::new(&answer), 0);
/// request.method = b"DELETE";
/// assert!(cache.covers(&key, &request.preflight(profile), 59_000));
/// assert!(!cache.covers(&key, &request.preflight(profile), 61_000));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
pub trait PreflightCache {
    /// Whether what is remembered grants the request, so that it goes without a preflight (Fetch `#concept-http-fetch`,
    /// the step on makeCORSPreflight). Takes `&mut`, because a look may make a cache forget.
    ///
    /// `now_ms` is a clock in milliseconds that never goes back, such as the time since the device started.
    #[must_use]
    fn covers<'a, I>(&mut self, key: &CacheKey<'_>, preflight: &Preflight<'a, '_, I>, now_ms: u64) -> bool
    where
        I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone;

    /// Remembers an answer that [`Preflight::check`] has found good (Fetch `#cors-preflight-fetch-0`, the last steps),
    /// for as long as it says: see [`max_age`]. What does not fit is not remembered; where the cache is full, what
    /// would have gone first makes room.
    fn store<'a, I>(
        &mut self,
        key: &CacheKey<'_>,
        preflight: &Preflight<'a, '_, I>,
        response: &HeaderList<'_>,
        now_ms: u64,
    ) where
        I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone;

    /// Is told that a request that needed a preflight has ended in a network error: the preflight or the request itself
    /// (Fetch `#concept-main-fetch`). `origin` is the request's origin, byte-serialised.
    fn request_failed(&mut self, key: &CacheKey<'_>, origin: &[u8]);
}

/// How many seconds a preflight's answer is remembered that does not say (Fetch `#cors-preflight-fetch-0`).
pub const DEFAULT_MAX_AGE: u64 = 5;

/// For how many seconds a preflight's answer may be remembered (Fetch `#cors-preflight-fetch-0`, the steps on
/// `Access-Control-Max-Age`): what one line says, [`DEFAULT_MAX_AGE`] where there is none, more than one, or one that is
/// no number; never more than the profile's cap. A number too large for `u64` is the greatest one.
///
/// ```
/// use corselet::fetch::{Profile, max_age};
/// use corselet::header::HeaderList;
///
/// let headers: [(&[u8], &[u8]); 1] = [(b"Access-Control-Max-Age", b"86400")];
/// assert_eq!(max_age(&HeaderList::new(&headers), &Profile::STANDARD), 86_400);
/// assert_eq!(max_age(&HeaderList::new(&headers), &Profile::CHROMIUM), 7_200);
/// assert_eq!(max_age(&HeaderList::new(&[]), &Profile::STANDARD), 5);
/// ```
#[must_use]
pub fn max_age(response: &HeaderList<'_>, profile: &Profile) -> u64 {
    let seconds = match response.line(Field::MaxAge.name().as_bytes()) {
        Line::One(value) if profile.max_age_is_signed => signed_seconds(value),
        Line::One(value) => delta_seconds(value),
        Line::Absent | Line::Several => None,
    };
    seconds.unwrap_or(DEFAULT_MAX_AGE).min(profile.max_age_cap)
}

/// A number with or without a sign, within `i64`; a negative one is 0.
fn signed_seconds(value: &[u8]) -> Option<u64> {
    let seconds: i64 = core::str::from_utf8(value).ok()?.parse().ok()?;
    Some(seconds.max(0).unsigned_abs())
}

/// When something stored now goes, in milliseconds; `None` if it is not to be stored at all.
fn expiry(response: &HeaderList<'_>, profile: &Profile, now_ms: u64) -> Option<u64> {
    let seconds = max_age(response, profile);
    (seconds > 0).then(|| now_ms.saturating_add(seconds.saturating_mul(1000)))
}
