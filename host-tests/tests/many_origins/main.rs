//! The index of a policy with many origins, held against a scan of the list.

mod generate;
mod naive;

use corselet::policy::{IndexedPolicy, PolicySpec};
use corselet::{Policy, Request, Verdict, policy};
use generate::Random;
use naive::Entry;

fn grants(policy: &Policy<'_>, origin: &[u8]) -> bool {
    let mut request = Request::new(b"GET");
    request.observe(b"origin", origin);
    policy.decide(&request).verdict() == Verdict::ActualAllowed
}

fn build(entries: &[Entry]) -> IndexedPolicy {
    let texts: Vec<String> = entries.iter().map(Entry::text).collect();
    let origins: Vec<&str> = texts.iter().map(String::as_str).collect();
    IndexedPolicy::try_build(&PolicySpec { origins: &origins, ..PolicySpec::EMPTY }).expect("a valid policy")
}

/// Looks up so many generated origins; how many are granted.
fn compare(entries: &[Entry], lookups: usize, random: &mut Random) -> usize {
    let built = build(entries);
    let policy = built.policy();
    let mut granted = 0;
    for _ in 0..lookups {
        let origin = random.lookup(entries);
        // Blanks around a header's value are no part of it.
        let expected = naive::grants(entries, origin.trim_ascii());
        assert_eq!(
            grants(&policy, &origin),
            expected,
            "{:?} in {:?}",
            origin.escape_ascii().to_string(),
            entries.iter().map(Entry::text).collect::<Vec<_>>()
        );
        granted += usize::from(expected);
    }
    granted
}

#[test]
fn a_million_lookups_agree_with_a_scan() {
    let mut random = Random::new(1);
    let mut granted = 0;
    for _ in 0..2_000 {
        let len = 9 + random.below(40);
        let entries = random.entries(len);
        granted += compare(&entries, 500, &mut random);
    }
    assert!((200_000..800_000).contains(&granted), "both outcomes are met often: {granted} are granted");
}

#[test]
fn lists_of_every_short_length_agree_with_a_scan() {
    let mut random = Random::new(2);
    for len in 1..=200 {
        let entries = random.entries(len);
        compare(&entries, 100, &mut random);
    }
}

#[test]
fn ten_thousand_entries_agree_with_a_scan() {
    let mut random = Random::new(3);
    let entries = random.distinct_entries(10_000);
    let granted = compare(&entries, 1_000, &mut random);
    assert!(granted > 100, "{granted} are granted");
    let built = build(&entries);
    for entry in &entries {
        let origin = random.granted_by(entry);
        assert!(grants(&built.policy(), &origin), "{} is found", entry.text());
    }
}

#[test]
fn entries_that_differ_in_one_letter_are_all_found() {
    // Ends and beginnings alike, equal lengths, and every byte at every place.
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    let mut origins = Vec::new();
    for at in 0..24 {
        for letter in letters.chars() {
            let mut host = "aaaaaaaaaaaaaaaaaaaaaaaa".to_owned();
            host.replace_range(at..=at, letter.encode_utf8(&mut [0; 4]));
            origins.push(format!("https://{host}.example"));
            origins.push(format!("https://*.{host}.example"));
        }
    }
    let list: Vec<&str> = origins.iter().map(String::as_str).collect();
    let built = IndexedPolicy::try_build(&PolicySpec { origins: &list, ..PolicySpec::EMPTY }).expect("valid");
    for origin in &origins {
        assert!(grants(&built.policy(), origin.replace('*', "x").as_bytes()), "{origin}");
        assert!(!grants(
            &built.policy(),
            origin.replace('*', "x").replace(".example", "-.example").as_bytes()
        ));
    }
}

#[test]
fn keys_of_one_repeated_byte_are_all_found() {
    let origins: Vec<String> =
        (1..=63).map(|len| format!("{}://{}", "a".repeat(len), "a".repeat(64 - len))).collect();
    let list: Vec<&str> = origins.iter().map(String::as_str).collect();
    let built = IndexedPolicy::try_build(&PolicySpec { origins: &list, ..PolicySpec::EMPTY }).expect("valid");
    assert!(origins.iter().all(|origin| grants(&built.policy(), origin.as_bytes())));
}

#[test]
fn a_policy_compiled_with_the_program_is_indexed_too() {
    static POLICY: Policy = policy! {
        origins: [
            "https://a.example", "https://b.example", "https://c.example", "https://d.example", "https://e.example",
            "https://f.example", "https://g.example", "https://h.example", "https://i.example", "https://a.example",
            "https://*.a.example", "https://*.b.example", "https://*.c.example", "https://*.d.example:8443",
            "https://*.e.example:*", "http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*",
            "https://*.a.b.example", "https://*.a.example",
        ],
        dangerously_allow_null: true,
    };
    for origin in [
        "https://a.example",
        "https://i.example",
        "https://x.a.example",
        "https://x.y.c.example",
        "https://x.d.example:8443",
        "https://x.e.example",
        "https://x.e.example:1",
        "http://localhost",
        "http://localhost:3000",
        "http://127.0.0.1:80000000".get(..21).unwrap_or_default(),
        "http://[::1]:8080",
        "http://[::1]",
        "https://x.a.b.example",
        "null",
    ] {
        assert!(grants(&POLICY, origin.as_bytes()), "{origin}");
    }
    for origin in [
        "https://j.example",
        "https://xa.example",
        "https://x.f.example",
        "https://x.d.example",
        "https://x.e.example:443",
        "https://x.e.example:01",
        "http://localhost:",
        "http://localhosts:1",
        "http://x.localhost:1",
        "http://a.example",
        "https://.a.example",
        "https://x..a.example",
        "",
        "https://",
        "a:",
    ] {
        assert!(!grants(&POLICY, origin.as_bytes()), "{origin}");
    }
}
