//! What is told about a policy, a case a line, each with the reason it is there.

use corselet::origin::site::PublicSuffix;
use corselet::policy::{PolicySpec, Problem, ProblemKind};
use corselet::policy_spec;

/// `origins[0] code`, or `max_age_secs code`.
fn told(spec: &PolicySpec<'_>) -> Vec<String> {
    spec.problems().map(line).collect()
}

fn line(problem: Problem) -> String {
    let place = if problem.field().is_list() { format!("[{}]", problem.index()) } else { String::new() };
    format!("{}{place} {}", problem.field().as_str(), problem.code().code())
}

fn of_origins(origins: &[&str], credentials: bool) -> Vec<String> {
    told(&PolicySpec { origins, credentials, ..PolicySpec::EMPTY })
}

#[test]
fn what_is_wrong_with_an_origin_is_told_to_the_byte() {
    let long = "a".repeat(64);
    let name = ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(62)].join(".");
    let base = ["a".repeat(61), "b".repeat(63), "c".repeat(63), "d".repeat(62)].join(".");
    for (origin, code, bytes) in [
        ("https://example.com/", "origin-trailing-slash", "/"),
        ("https://example.com:443", "origin-default-port", ":443"),
        ("example.com", "origin-no-scheme", ""),
        ("https://", "origin-no-host", ""),
        ("https://*.", "origin-no-host", ""),
        ("https://Example.com", "origin-upper-case", "E"),
        ("https://a{b.example", "host-byte", "{"),
        ("https://a..example", "empty-label", "."),
        ("https://.example", "empty-label", "."),
        ("https://a.example..", "empty-label", "."),
        (&format!("https://b.{long}.example:1"), "label-too-long", &long),
        (&format!("https://b.{long}"), "label-too-long", &long),
        (&format!("https://{name}"), "name-too-long", &name),
        (&format!("https://*.{base}"), "wildcard-no-room", &base),
        ("https://*", "wildcard-place", "*"),
        ("https://a.*.example", "wildcard-place", "*"),
        ("https://*.192.0.2.1", "wildcard-address", "192.0.2.1"),
        ("https://*.[::1]", "wildcard-address", "[::1]"),
        ("http://[::ffff:c000:201]", "mapped-address", "[::ffff:c000:201]"),
        ("https://example.com:0", "port-zero", "0"),
        ("null", "null-origin", "null"),
        ("file:///home", "file-origin", "file"),
    ] {
        let origins = [origin];
        let mut problems = PolicySpec { origins: &origins, ..PolicySpec::EMPTY }.problems();
        let found = problems.next().map(|problem| (problem.code().code(), origin.get(problem.range())));
        assert_eq!(found, Some((code, Some(bytes))), "{origin}");
        assert_eq!(problems.next(), None, "{origin}");
    }
}

#[test]
fn every_entry_is_told_of() {
    let spec = policy_spec! {
        origins: ["https://a.example/", "https://b.example", "HTTPS://c.example", "http://d.example"],
        methods: ["trace", "PUT"],
        request_headers: ["a b"],
        credentials: true,
        max_age_secs: 100_000,
        success_status: 500,
    };
    let expected = [
        "origins[0] origin-trailing-slash",
        "origins[2] origin-upper-case",
        "origins[3] http-with-credentials",
        "methods[0] forbidden-name",
        "request_headers[0] not-a-token",
        "max_age_secs max-age-too-long",
        "success_status status",
    ];
    assert_eq!(told(&spec), expected);
    assert_eq!(spec.errors().map(line).collect::<Vec<_>>(), expected);
    assert_eq!(spec.warnings().next(), None);
}

#[test]
fn a_policy_that_grants_nothing_is_told_of() {
    assert_eq!(told(&PolicySpec::EMPTY), ["origins[0] no-origins"]);
    // `null` is somebody.
    assert!(told(&PolicySpec { dangerously_allow_null: true, ..PolicySpec::EMPTY }).is_empty());
    let remembered = policy_spec! { origins: ["https://a.example"], max_age_secs: 600 };
    assert_eq!(told(&remembered), ["max_age_secs max-age-without-lists"]);
}

#[test]
fn what_another_entry_grants_is_redundant() {
    for (origins, redundant) in [
        (&["https://a.example", "https://a.example"][..], &[1][..]),
        (&["https://a.example", "*", "https://*.b.example:*", "*"], &[0, 2, 3]),
        (&["https://*.b.example", "https://a.b.example", "https://a.b.example:81"], &[1]),
        (&["https://a.b.example:81", "https://*.b.example:*", "https://*.b.example"], &[0, 2]),
        (&["https://*.a.b.example", "https://*.b.example"], &[0]),
        (&["http://localhost:*", "http://localhost", "http://localhost:3000"], &[1, 2]),
        // The base is no subdomain, another scheme and another port are other origins, and a label is whole.
        (&["https://*.b.example", "https://b.example", "http://a.c.example", "https://ab.example"], &[]),
        (&["https://*.b.example:81", "https://a.b.example", "https://a.xb.example:81"], &[]),
        (&["http://localhost:*", "http://a.localhost", "https://localhost:81"], &[]),
        // What covers must be valid.
        (&["https://*.b..example", "https://a.b.example"], &[]),
    ] {
        let spec = PolicySpec { origins, ..PolicySpec::EMPTY };
        let found: Vec<_> =
            spec.warnings().filter(|it| it.code().code() == "redundant").map(|it| it.index()).collect();
        assert_eq!(found, redundant, "{origins:?}");
    }
}

#[test]
fn twins_are_told_of() {
    for (origins, expected) in [
        (&["https://a.example", "http://a.example"][..], &["origins[1] http-twin"][..]),
        (&["http://*.a.example:81", "https://*.a.example:81"], &["origins[0] http-twin"]),
        (&["ws://a.example", "wss://a.example"], &["origins[0] http-twin"]),
        (&["http://a.example:81", "https://a.example"], &[]),
        (&["https://a.example.", "https://a.example"], &["origins[0] trailing-dot-twin"]),
        (&["https://*.a.example.:81", "https://*.a.example:81"], &["origins[0] trailing-dot-twin"]),
        (&["https://a.example.", "https://b.example"], &[]),
    ] {
        assert_eq!(of_origins(origins, false), expected, "{origins:?}");
    }
}

#[test]
fn hosts_that_nobody_vouches_for_are_told_of() {
    for (origin, credentials, expected) in [
        ("http://a.example", true, Some("origins[0] http-with-credentials")),
        ("http://a.example", false, None),
        ("http://localhost:3000", true, None),
        ("http://127.0.0.1", true, None),
        ("tauri://localhost", true, None),
        ("https://192.168.4.1", false, Some("origins[0] private-address-over-https")),
        ("https://10.0.0.1:8443", true, Some("origins[0] private-address-over-https")),
        ("https://[fd00::1]", false, Some("origins[0] private-address-over-https")),
        ("https://169.254.1.1", false, Some("origins[0] private-address-over-https")),
        ("https://192.0.2.1", false, None),
        ("http://192.168.4.1", false, None),
        ("https://my_host.example", false, Some("origins[0] underscore")),
    ] {
        assert_eq!(of_origins(&[origin], credentials).first().map(String::as_str), expected, "{origin}");
    }
    let tolerated = |origin| {
        let origins = [origin];
        told(&PolicySpec {
            origins: &origins,
            credentials: true,
            dangerously_allow_http_with_credentials: true,
            ..PolicySpec::EMPTY
        })
    };
    assert_eq!(tolerated("http://printer.local"), ["origins[0] local-with-credentials"]);
    assert_eq!(tolerated("http://192.168.4.1"), ["origins[0] local-with-credentials"]);
    assert_eq!(tolerated("http://a.example"), ["origins[0] plain-http"]);
    assert!(tolerated("http://localhost:3000").is_empty());
}

/// A list of one rule more than the implicit one: `co.uk`.
struct CoUk;

impl PublicSuffix for CoUk {
    fn public_suffix_len(&self, domain: &[u8]) -> usize {
        if domain.ends_with(b"co.uk") {
            5
        } else {
            domain.rsplit(|byte| *byte == b'.').next().map_or(0, <[u8]>::len)
        }
    }
}

#[test]
fn subdomains_of_a_public_suffix_are_told_of() {
    let origins =
        ["https://*.com", "https://com", "https://*.co.uk", "https://*.a.co.uk:81", "https://*.co.uk.:*"];
    let spec = PolicySpec { origins: &origins, ..PolicySpec::EMPTY };
    let by_list = |spec: &PolicySpec<'_>| spec.suffix_problems(&CoUk).map(line).collect::<Vec<_>>();
    let warned = ["origins[2] public-suffix", "origins[4] public-suffix"];
    assert_eq!(told(&spec), ["origins[0] public-suffix"]);
    assert_eq!(by_list(&spec), warned);

    let credentialed = PolicySpec { credentials: true, ..spec };
    assert_eq!(told(&credentialed), ["origins[0] public-suffix-with-credentials"]);
    let refused = ["origins[2] public-suffix-with-credentials", "origins[4] public-suffix-with-credentials"];
    assert_eq!(by_list(&credentialed), refused);
    assert!(
        credentialed.suffix_problems(&CoUk).all(|problem| problem.code().kind() == ProblemKind::Conflicting)
    );

    let tolerated = PolicySpec { dangerously_allow_public_suffixes: true, ..credentialed };
    assert_eq!(told(&tolerated), ["origins[0] public-suffix"]);
    assert_eq!(by_list(&tolerated), warned);
}

#[test]
fn names_that_do_nothing_are_told_of() {
    let spec = policy_spec! {
        origins: ["https://a.example"],
        methods: ["GET", "put", "PUT", "patch", "PATCH"],
        request_headers: ["X-Api-Key", "content-type", "x-api-key"],
        expose: ["ETag", "Content-Type", "etag"],
    };
    let expected = [
        "methods[0] safelisted",
        "methods[2] redundant",
        "request_headers[2] redundant",
        "expose[1] safelisted",
        "expose[2] redundant",
    ];
    assert_eq!(told(&spec), expected);
}

#[test]
fn a_wildcard_absorbs_names_but_not_authorization() {
    let spec = policy_spec! { origins: ["https://a.example"], request_headers: ["*"] };
    assert_eq!(told(&spec), ["request_headers[0] authorization-not-listed"]);
    let spec =
        policy_spec! { origins: ["https://a.example"], request_headers: ["x-a", "*", "Authorization"] };
    assert_eq!(told(&spec), ["request_headers[0] redundant"]);
    let spec = policy_spec! { origins: ["*"], methods: ["PUT", "*"], dangerously_allow_null: true };
    assert_eq!(told(&spec), ["methods[0] redundant", "dangerously_allow_null redundant"]);
}

#[test]
fn a_maximum_age_over_a_cap_is_told_of() {
    for (secs, expected) in [
        (0, None),
        (600, None),
        (601, Some("max_age_secs max-age-over-webkit-cap")),
        (7_200, Some("max_age_secs max-age-over-webkit-cap")),
        (7_201, Some("max_age_secs max-age-over-chromium-cap")),
        (86_400, Some("max_age_secs max-age-over-chromium-cap")),
        (86_401, Some("max_age_secs max-age-too-long")),
    ] {
        let base = policy_spec! { origins: ["https://a.example"], methods: ["PUT"] };
        let told = told(&PolicySpec { max_age_secs: Some(secs), ..base });
        assert_eq!(told.first().map(String::as_str), expected, "{secs}");
    }
}

#[test]
fn a_problem_reads_as_a_sentence() {
    let spec = policy_spec! { origins: ["https://a.example", "https://b.example/"], max_age_secs: 100_000 };
    let words: Vec<_> = spec.errors().map(|problem| problem.to_string()).collect();
    assert_eq!(words, ["origins[1]: an origin has no trailing slash", "max_age_secs: at most 86400 seconds"]);
    let none = PolicySpec::EMPTY.errors().next().map(|problem| problem.to_string());
    assert_eq!(none.as_deref(), Some("origins: no origin is listed: the policy grants nothing"));
}

#[test]
fn all_can_be_told_in_const() {
    const SPEC: PolicySpec<'static> = policy_spec! { origins: ["https://a.example", "https://a.example"] };
    const WARNINGS: usize = {
        let mut warnings = SPEC.warnings();
        let mut count = 0;
        while warnings.next_problem().is_some() {
            count += 1;
        }
        count
    };
    assert_eq!(WARNINGS, 1);
}
