//! The two preflight caches where they differ, and at their limits.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on may stop"
)]

use corselet::fetch::{
    CacheKey, CacheMode, Credentials, EntryCache, PreflightCache, Profile, Request, RequestOrigin,
    ResultCache,
};
use corselet::header::HeaderList;

type Pairs<'a> = &'a [(&'a [u8], &'a [u8])];

const KEY: CacheKey<'static> = CacheKey { partition: Some(b"https://page.test"), url: b"https://api.test/a" };
const STANDARD: &Profile = &Profile::STANDARD;

fn request<'a>(method: &'a [u8], headers: Pairs<'a>, credentials: Credentials) -> Request<'a> {
    let mut request = Request::new(RequestOrigin::parse(b"https://page.test").unwrap());
    request.method = method;
    request.headers = HeaderList::new(headers);
    request.credentials = credentials;
    request
}

fn put() -> Request<'static> {
    request(b"PUT", &[], Credentials::Omit)
}

/// An answer with these lists that lasts for a minute.
fn answer(methods: &'static [u8], headers: &'static [u8]) -> [(&'static [u8], &'static [u8]); 3] {
    [
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", headers),
        (b"access-control-max-age", b"60"),
    ]
}

fn store(
    cache: &mut impl PreflightCache,
    key: &CacheKey<'_>,
    request: &Request<'_>,
    pairs: Pairs<'_>,
    now: u64,
) {
    cache.store(key, &request.preflight(STANDARD), &HeaderList::new(pairs), now.saturating_mul(1000));
}

fn covers(cache: &mut impl PreflightCache, key: &CacheKey<'_>, request: &Request<'_>, now: u64) -> bool {
    cache.covers(key, &request.preflight(STANDARD), now.saturating_mul(1000))
}

/// What both kinds have in common.
fn common(mut new: impl FnMut() -> (EntryCache<4, 64>, ResultCache<4, 64>)) {
    fn check(cache: &mut impl PreflightCache) {
        assert!(!covers(cache, &KEY, &put(), 0), "empty");
        store(cache, &KEY, &put(), &answer(b"PUT", b"x-a"), 10);
        assert!(covers(cache, &KEY, &put(), 69));
        assert!(!covers(cache, &KEY, &put(), 70), "a minute later");

        store(cache, &KEY, &put(), &answer(b"PUT", b"x-a"), 100);
        let elsewhere = CacheKey { url: b"https://api.test/a?", ..KEY };
        assert!(!covers(cache, &elsewhere, &put(), 100), "another URL");
        let shifted = CacheKey { partition: Some(b"https://page.tes"), url: b"thttps://api.test/a" };
        assert!(!covers(cache, &shifted, &put(), 100), "the same bytes, cut otherwise");
        let mut foreign = put();
        foreign.origin = RequestOrigin::parse(b"https://other.test").unwrap();
        assert!(!covers(cache, &KEY, &foreign, 100), "another origin");
        assert!(covers(cache, &KEY, &request(b"PUT", &[(b"X-A", b"1")], Credentials::Omit), 100));
        assert!(!covers(cache, &KEY, &request(b"PUT", &[], Credentials::Include), 100), "with credentials");

        let zero: Pairs<'_> = &[(b"access-control-allow-methods", b"PUT"), (b"access-control-max-age", b"0")];
        store(cache, &KEY, &put(), &answer(b"PUT", b""), 200);
        store(cache, &KEY, &put(), zero, 200);
        assert!(!covers(cache, &KEY, &put(), 200), "0 seconds replace what there was");

        let credentialed = request(b"PUT", &[], Credentials::Include);
        store(cache, &KEY, &credentialed, &answer(b"PUT", b""), 300);
        assert!(covers(cache, &KEY, &put(), 300), "serves requests without credentials");
        assert!(covers(cache, &KEY, &credentialed, 300));
        store(cache, &KEY, &credentialed, &answer(b"*", b"*"), 400);
        assert!(
            !covers(cache, &KEY, &request(b"PATCH", &[], Credentials::Omit), 400),
            "`*` is a method's name"
        );

        let nowhere = CacheKey { partition: None, ..KEY };
        store(cache, &nowhere, &put(), &answer(b"PUT", b""), 500);
        assert!(!covers(cache, &nowhere, &put(), 500), "no partition");
        let long = CacheKey { url: &[b'a'; 64], ..KEY };
        store(cache, &long, &put(), &answer(b"PUT", b""), 500);
        assert!(!covers(cache, &long, &put(), 500), "too long to be kept");
    }
    let (mut entries, mut results) = new();
    check(&mut entries);
    check(&mut results);
}

#[test]
fn both_kinds_keep_to_keys_times_and_credentials() {
    common(|| (EntryCache::new(), ResultCache::new()));
    common(|| (EntryCache::default(), ResultCache::default()));
}

#[test]
fn a_full_cache_drops_what_would_have_gone_first() {
    fn check(mut cache: impl PreflightCache, url: [&[u8]; 3]) {
        let key = |index: usize| CacheKey { url: url.get(index).unwrap(), ..KEY };
        let lasting: Pairs<'_> =
            &[(b"access-control-allow-methods", b"PUT"), (b"access-control-max-age", b"600")];
        store(&mut cache, &key(0), &put(), lasting, 0);
        store(&mut cache, &key(1), &put(), &answer(b"PUT", b""), 0);
        store(&mut cache, &key(2), &put(), &answer(b"PUT", b""), 1);
        assert!(covers(&mut cache, &key(0), &put(), 1));
        assert!(!covers(&mut cache, &key(1), &put(), 1));
        assert!(covers(&mut cache, &key(2), &put(), 1));
    }
    check(EntryCache::<2, 64>::new(), [b"a", b"b", b"c"]);
    check(ResultCache::<2, 64>::new(), [b"a", b"b", b"c"]);
}

#[test]
fn an_expired_entry_makes_room_before_a_living_one() {
    let mut cache = EntryCache::<2, 64>::new();
    let short: Pairs<'_> = &[(b"access-control-allow-methods", b"PUT"), (b"access-control-max-age", b"5")];
    let key = |url| CacheKey { url, ..KEY };
    store(&mut cache, &key(b"living"), &put(), &answer(b"PUT", b""), 0);
    store(&mut cache, &key(b"short"), &put(), short, 0);
    store(&mut cache, &key(b"new"), &put(), &answer(b"PUT", b""), 10);
    assert!(covers(&mut cache, &key(b"living"), &put(), 10));
    assert!(covers(&mut cache, &key(b"new"), &put(), 10));
}

#[test]
fn an_entry_stands_for_one_name_and_an_answer_for_all_of_its_own() {
    let (with_a, with_b): (Pairs<'_>, Pairs<'_>) = (&[(b"x-a", b"1")], &[(b"x-b", b"1")]);
    let (a, b) = (request(b"PUT", with_a, Credentials::Omit), request(b"DELETE", with_b, Credentials::Omit));
    let crossed = request(b"DELETE", with_a, Credentials::Omit);

    let mut entries = EntryCache::<8, 64>::new();
    store(&mut entries, &KEY, &a, &answer(b"PUT", b"x-a"), 0);
    store(&mut entries, &KEY, &b, &answer(b"DELETE", b"x-b"), 0);
    assert!(covers(&mut entries, &KEY, &a, 0) && covers(&mut entries, &KEY, &b, 0));
    assert!(covers(&mut entries, &KEY, &crossed, 0), "each name was granted");

    let mut results = ResultCache::<8, 64>::new();
    store(&mut results, &KEY, &a, &answer(b"PUT", b"x-a"), 0);
    store(&mut results, &KEY, &b, &answer(b"DELETE", b"x-b"), 0);
    assert!(covers(&mut results, &KEY, &b, 0), "the later answer has replaced the earlier");
    assert!(!covers(&mut results, &KEY, &crossed, 0));
    assert!(!covers(&mut results, &KEY, &b, 0), "a look that was in vain has made it forget");
}

#[test]
fn a_wildcard_covers_everything_but_authorization() {
    let (other, authorization): (Pairs<'_>, Pairs<'_>) = (&[(b"x-a", b"1")], &[(b"Authorization", b"1")]);
    fn check(mut cache: impl PreflightCache, other: Pairs<'_>, authorization: Pairs<'_>) {
        store(&mut cache, &KEY, &put(), &answer(b"*", b"*"), 0);
        assert!(covers(&mut cache, &KEY, &request(b"PATCH", other, Credentials::Omit), 0));
        assert!(!covers(&mut cache, &KEY, &request(b"PATCH", authorization, Credentials::Omit), 0));
        store(&mut cache, &KEY, &put(), &answer(b"*", b"*, authorization"), 0);
        assert!(covers(&mut cache, &KEY, &request(b"PATCH", authorization, Credentials::Omit), 0));
    }
    check(EntryCache::<8, 96>::new(), other, authorization);
    check(ResultCache::<8, 128>::new(), other, authorization);
}

#[test]
fn a_method_that_only_its_flag_sent_ahead_is_remembered() {
    let mut upload = request(b"POST", &[], Credentials::Omit);
    upload.use_cors_preflight = true;
    let lasting: Pairs<'_> = &[(b"access-control-max-age", b"60")];
    let mut entries = EntryCache::<2, 64>::new();
    assert!(!covers(&mut entries, &KEY, &upload, 0));
    store(&mut entries, &KEY, &upload, lasting, 0);
    assert!(covers(&mut entries, &KEY, &upload, 0));
    let mut results = ResultCache::<2, 64>::new();
    store(&mut results, &KEY, &upload, lasting, 0);
    assert!(covers(&mut results, &KEY, &upload, 0));
}

#[test]
fn a_failure_clears_entries_of_its_key_and_no_answers() {
    let other = CacheKey { url: b"other", ..KEY };
    let mut entries = EntryCache::<8, 64>::new();
    for key in [&KEY, &other] {
        store(&mut entries, key, &put(), &answer(b"PUT", b"x-a"), 0);
    }
    entries.request_failed(&KEY, b"https://other.test");
    assert!(covers(&mut entries, &KEY, &put(), 0), "another origin's failure");
    entries.request_failed(&KEY, b"https://page.test");
    assert!(!covers(&mut entries, &KEY, &put(), 0));
    assert!(covers(&mut entries, &other, &put(), 0));

    let mut results = ResultCache::<8, 64>::new();
    store(&mut results, &KEY, &put(), &answer(b"PUT", b""), 0);
    results.request_failed(&KEY, b"https://page.test");
    assert!(covers(&mut results, &KEY, &put(), 0));
}

#[test]
fn cache_modes_rule_preflights_in_chromium_only() {
    use CacheMode::{Default, ForceCache, NoCache, NoStore, OnlyIfCached, Reload};
    for mode in [Default, NoStore, Reload, NoCache, ForceCache, OnlyIfCached] {
        assert!(mode.uses_preflights(STANDARD) && mode.remembers_preflights(STANDARD));
        let chromium = &Profile::CHROMIUM;
        assert_eq!(mode.uses_preflights(chromium), matches!(mode, Default | ForceCache | OnlyIfCached));
        assert_eq!(mode.remembers_preflights(chromium), mode != NoStore);
    }
}
