//! What is told of an origin that nearly matched.

use corselet::explain::{Change, near_miss};
use corselet::{Policy, Request, policy};

static POLICY: Policy = policy! {
    origins: ["https://app.example.com", "https://www.shop.example", "https://*.example.org", "https://[2001:db8::1]:8443"],
};

#[test]
fn slips_of_spelling_and_single_changes_are_named() {
    for (origin, changes) in [
        ("https://app.example.com/", &[Change::Path][..]),
        ("https://app.example.com/login?x#y", &[Change::Path]),
        ("HTTPS://App.Example.com:443/", &[Change::Path, Change::Case, Change::DefaultPort]),
        ("https://app.example.com:443", &[Change::DefaultPort]),
        ("http://app.example.com", &[Change::Scheme]),
        ("https://app.example.com:8443", &[Change::Port]),
        ("https://[2001:DB8::1]:8443", &[Change::Case]),
        ("https://shop.example", &[Change::Www]),
        ("https://www.app.example.com", &[Change::Www]),
        ("https://app.example.com.", &[Change::TrailingDot]),
        ("http://a.example.org/", &[Change::Path, Change::Scheme]),
    ] {
        let mut request = Request::new(b"GET");
        request.observe(b"origin", origin.as_bytes());
        let miss = near_miss(&POLICY, &request).unwrap_or_else(|| panic!("{origin} is near"));
        assert_eq!(miss.changes().collect::<Vec<_>>(), changes, "{origin}");
    }
}

#[test]
fn what_is_far_or_granted_is_no_near_miss() {
    let long = format!("https://{}", "a".repeat(400));
    for origin in [
        "https://app.example.com",
        "https://evil.example",
        "null",
        "",
        "://",
        "https://app.example.com.evil.net",
        &long,
    ] {
        let mut request = Request::new(b"GET");
        request.observe(b"origin", origin.as_bytes());
        assert_eq!(near_miss(&POLICY, &request), None, "{origin}");
    }
    assert_eq!(near_miss(&POLICY, &Request::new(b"GET")), None);
}
