//! Chromium's preflight cache: one whole answer for each origin and URL.

use super::pieces::Pieces;
use super::{CacheKey, PreflightCache, expiry};
use crate::fetch::{Credentials, Preflight};
use crate::header::{Field, HeaderList};

/// A cache with room for `RESULTS` answers, each of at most `BYTES` bytes: its partition, origin, URL, and its lists of
/// methods and header names. A look costs at most `RESULTS` comparisons and one pass over a list for each name.
///
/// An answer replaces the one before it. A request that the answer does not grant makes the cache forget it, so that a
/// page that alternates two methods, each granted alone, is preflighted every time (observed in Chromium 156).
#[derive(Clone, Debug)]
pub struct ResultCache<const RESULTS: usize, const BYTES: usize> {
    results: [Option<Answer<BYTES>>; RESULTS],
}

#[derive(Clone, Debug)]
struct Answer<const BYTES: usize> {
    /// Partition, origin, URL, methods, header names.
    pieces: Pieces<BYTES, 5>,
    credentials: bool,
    expires_ms: u64,
}

impl<const BYTES: usize> Answer<BYTES> {
    fn is_of(&self, key: &CacheKey<'_>, origin: &[u8]) -> bool {
        let [partition, known, url, ..] = self.pieces.get();
        Some(partition) == key.partition && known == origin && url == key.url
    }

    fn grants<'a, I>(&self, preflight: &Preflight<'a, '_, I>) -> bool
    where
        I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
    {
        if preflight.credentials() == Credentials::Include && !self.credentials {
            return false;
        }
        let [.., methods, headers] = self.pieces.get();
        let pairs = [
            (Field::AllowMethods.name().as_bytes(), methods),
            (Field::AllowHeaders.name().as_bytes(), headers),
        ];
        // An empty list of methods stands for none: see step 3 of the check.
        let lists = pairs.get(usize::from(methods.is_empty())..).unwrap_or_default();
        preflight.is_granted_by(&HeaderList::new(lists), self.credentials)
    }
}

impl<const RESULTS: usize, const BYTES: usize> ResultCache<RESULTS, BYTES> {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        Self { results: [const { None }; RESULTS] }
    }

    fn slot(&mut self, key: &CacheKey<'_>, origin: &[u8]) -> Option<&mut Option<Answer<BYTES>>> {
        self.results.iter_mut().find(|slot| slot.as_ref().is_some_and(|answer| answer.is_of(key, origin)))
    }
}

impl<const RESULTS: usize, const BYTES: usize> Default for ResultCache<RESULTS, BYTES> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const RESULTS: usize, const BYTES: usize> PreflightCache for ResultCache<RESULTS, BYTES> {
    fn covers<'a, I>(&mut self, key: &CacheKey<'_>, preflight: &Preflight<'a, '_, I>, now_ms: u64) -> bool
    where
        I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
    {
        let Some(slot) = self.slot(key, preflight.origin()) else { return false };
        let covers =
            slot.as_ref().is_some_and(|answer| answer.expires_ms > now_ms && answer.grants(preflight));
        if !covers {
            *slot = None;
        }
        covers
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
        if let Some(slot) = self.slot(key, preflight.origin()) {
            *slot = None;
        }
        let Some((partition, expires_ms)) = key.partition.zip(expiry(response, preflight.profile(), now_ms))
        else {
            return;
        };
        // Lines are joined: what was one list by several lines is one by a single line.
        let pieces = Pieces::write([
            &mut partition.iter().copied(),
            &mut preflight.origin().iter().copied(),
            &mut key.url.iter().copied(),
            &mut response.combined(Field::AllowMethods.name().as_bytes()),
            &mut response.combined(Field::AllowHeaders.name().as_bytes()),
        ]);
        let Some(pieces) = pieces else { return };
        let credentials = preflight.credentials() == Credentials::Include;
        // A free slot, or the answer that would have gone first.
        let end = |slot: &Option<Answer<BYTES>>| slot.as_ref().map(|answer| answer.expires_ms);
        if let Some(slot) = self.results.iter_mut().min_by_key(|slot| end(slot)) {
            *slot = Some(Answer { pieces, credentials, expires_ms });
        }
    }

    /// Chromium does not forget an answer for a request that fails; a preflight that fails has been looked up, and
    /// thereby forgotten, before.
    fn request_failed(&mut self, _: &CacheKey<'_>, _: &[u8]) {}
}
