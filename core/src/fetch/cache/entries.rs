//! The standard's preflight cache (Fetch `#concept-cache`): an entry for each method and header name.

use super::pieces::Pieces;
use super::{CacheKey, PreflightCache, expiry};
use crate::fetch::preflight::is_non_wildcard;
use crate::fetch::{Credentials, Preflight};
use crate::header::{Field, HeaderList, is_safelisted_method};

/// A cache with room for `ENTRIES` entries, each of at most `BYTES` bytes: its partition, origin, URL, and one method
/// or header name. A look costs at most `ENTRIES` comparisons for the method and each header name.
///
/// A `*` that was granted to a request with credentials stands for itself only: the standard's matching is laxer than
/// its own preflight check there, and no user agent follows it.
#[derive(Clone, Debug)]
pub struct EntryCache<const ENTRIES: usize, const BYTES: usize> {
    entries: [Option<Entry<BYTES>>; ENTRIES],
}

/// Cache entry (Fetch `#cache-entry`).
#[derive(Clone, Debug)]
struct Entry<const BYTES: usize> {
    /// Partition, origin, URL, name.
    pieces: Pieces<BYTES, 4>,
    kind: Kind,
    credentials: bool,
    expires_ms: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Method,
    Header,
}

/// What is looked for: an entry that a request may use.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    partition: &'a [u8],
    origin: &'a [u8],
    url: &'a [u8],
    kind: Kind,
    name: &'a [u8],
    credentials: bool,
}

impl<const BYTES: usize> Entry<BYTES> {
    /// Cache entry match (Fetch `#concept-cache-match`), with method (`-match-method`) or header (`-match-header`).
    fn matches(&self, wanted: &Wanted<'_>) -> bool {
        let [partition, origin, url, name] = self.pieces.get();
        let is_name = match self.kind {
            Kind::Method => name == wanted.name,
            Kind::Header => name.eq_ignore_ascii_case(wanted.name),
        };
        let is_wildcard = || {
            name == b"*" && !self.credentials && !(self.kind == Kind::Header && is_non_wildcard(wanted.name))
        };
        self.kind == wanted.kind
            && (is_name || is_wildcard())
            && (self.credentials || !wanted.credentials)
            && [partition, origin, url] == [wanted.partition, wanted.origin, wanted.url]
    }
}

impl<const ENTRIES: usize, const BYTES: usize> EntryCache<ENTRIES, BYTES> {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: [const { None }; ENTRIES] }
    }

    fn has(&self, wanted: &Wanted<'_>, now_ms: u64) -> bool {
        self.entries.iter().flatten().any(|entry| entry.expires_ms > now_ms && entry.matches(wanted))
    }

    /// Sets the age of a matching entry, or creates one.
    fn remember(&mut self, wanted: &Wanted<'_>, expires: Option<u64>, now_ms: u64) {
        let found =
            self.entries.iter_mut().find(|entry| entry.as_ref().is_some_and(|entry| entry.matches(wanted)));
        if let Some(slot) = found {
            match (slot.as_mut(), expires) {
                (Some(entry), Some(expires)) => entry.expires_ms = expires,
                _ => *slot = None,
            }
            return;
        }
        let Some(expires_ms) = expires else { return };
        let Wanted { partition, origin, url, kind, name, credentials } = *wanted;
        let pieces = Pieces::write([
            &mut partition.iter().copied(),
            &mut origin.iter().copied(),
            &mut url.iter().copied(),
            &mut name.iter().copied(),
        ]);
        let Some(pieces) = pieces else { return };
        // A free slot, one that has expired, or the one that would have gone first.
        let left = |entry: &Option<Entry<BYTES>>| entry.as_ref()?.expires_ms.checked_sub(now_ms);
        let free = self.entries.iter_mut().min_by_key(|entry| left(entry));
        if let Some(slot) = free {
            *slot = Some(Entry { pieces, kind, credentials, expires_ms });
        }
    }
}

impl<const ENTRIES: usize, const BYTES: usize> Default for EntryCache<ENTRIES, BYTES> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const ENTRIES: usize, const BYTES: usize> PreflightCache for EntryCache<ENTRIES, BYTES> {
    fn covers<'a, I>(&mut self, key: &CacheKey<'_>, preflight: &Preflight<'a, '_, I>, now_ms: u64) -> bool
    where
        I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
    {
        let Some(partition) = key.partition else { return false };
        let wanted = |kind, name| Wanted {
            partition,
            origin: preflight.origin(),
            url: key.url,
            kind,
            name,
            credentials: preflight.credentials() == Credentials::Include,
        };
        let needs_method = preflight.uses_cors_preflight() || !is_safelisted_method(preflight.method());
        (!needs_method || self.has(&wanted(Kind::Method, preflight.method()), now_ms))
            && preflight.names().all(|name| self.has(&wanted(Kind::Header, name.as_written()), now_ms))
    }

    fn store<'a, I>(
        &mut self,
        key: &CacheKey<'_>,
        preflight: &Preflight<'a, '_, I>,
        response: &HeaderList<'_>,
        now_ms: u64,
    ) where
        I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
    {
        let Some(partition) = key.partition else { return };
        let expires = expiry(response, preflight.profile(), now_ms);
        let (methods, headers) =
            (Field::AllowMethods.name().as_bytes(), Field::AllowHeaders.name().as_bytes());
        // No list of methods grants the method of a request that only its flag sent ahead (step 3).
        let implied = preflight.uses_cors_preflight() && !response.contains(methods);
        let implied = implied.then(|| preflight.method());
        let listed = |field| response.elements(field).flatten();
        let methods = listed(methods).chain(implied).map(|name| (Kind::Method, name));
        for (kind, name) in methods.chain(listed(headers).map(|name| (Kind::Header, name))) {
            let wanted = Wanted {
                partition,
                origin: preflight.origin(),
                url: key.url,
                kind,
                name,
                credentials: preflight.credentials() == Credentials::Include,
            };
            self.remember(&wanted, expires, now_ms);
        }
    }

    /// Clears the entries of this key and origin (Fetch `#concept-cache-clear`).
    fn request_failed(&mut self, key: &CacheKey<'_>, origin: &[u8]) {
        for slot in &mut self.entries {
            let is_of = |entry: &Entry<BYTES>| {
                let [partition, known, url, _] = entry.pieces.get();
                Some(partition) == key.partition && known == origin && url == key.url
            };
            if slot.as_ref().is_some_and(is_of) {
                *slot = None;
            }
        }
    }
}
