//! The guard's rules about pages of other origins.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on may stop"
)]

use corselet::guard::{Arrival, Deed, Guard, Reason, Rule};
use corselet::server::Scheme;
use corselet::{Request, guard};

static WRITES: Guard = guard! {
    hosts: ["device.test", "[2001:db8::1]", "192.0.2.7"],
    trusted_writers: ["https://app.test", "http://app.test:8080"],
};
static ISOLATION: Guard = guard! {
    hosts: ["device.test"],
    trusted_writers: ["https://app.test"],
    rule: Rule::RESOURCE_ISOLATION,
};

/// Lines as `name: value`.
fn check(guard: &Guard<'_>, scheme: Scheme, method: &str, lines: &[&str]) -> Option<Reason> {
    let (mut arrival, mut request) = (Arrival::new(scheme), Request::new(method.as_bytes()));
    let lines: Vec<_> = lines.iter().map(|line| line.split_once(": ").unwrap()).collect();
    for (name, value) in &lines {
        arrival.observe(name.as_bytes(), value.as_bytes());
        request.observe(name.as_bytes(), value.as_bytes());
    }
    if lines.iter().all(|(name, _)| *name != "host") {
        arrival.observe(b"host", b"device.test");
    }
    guard.admit(&arrival, &request).err()
}

fn writes(method: &str, lines: &[&str]) -> Option<Reason> {
    check(&WRITES, Scheme::Https, method, lines)
}

#[test]
fn by_sec_fetch_site_where_it_comes() {
    let refused = Some(Reason::CrossSite(Deed::Write));
    for (value, expected) in [
        ("same-origin", None),
        ("none", None),
        ("same-site", refused),
        ("cross-site", refused),
        ("Same-Origin", refused),
        ("same-origin;x", refused),
        ("\"same-origin\"", refused),
        ("", refused),
        ("nonsense", refused),
    ] {
        let site = format!("Sec-Fetch-Site: {value}");
        for method in ["POST", "PUT", "DELETE", "PATCH", "get", "CONNECT", "TRACE", "X"] {
            assert_eq!(writes(method, &[&site]), expected, "{method} {value}");
            // What the browser says of the site outweighs what it says of the origin, but for the trusted.
            assert_eq!(writes(method, &[&site, "origin: https://device.test"]), expected, "{method} {value}");
            assert_eq!(writes(method, &[&site, "origin: https://app.test"]), None, "{method} {value}");
        }
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert_eq!(writes(method, &[&site]), None, "{method} {value}");
        }
    }
    let twice = ["sec-fetch-site: same-origin", "sec-fetch-site: same-origin"];
    assert_eq!(writes("POST", &twice), refused);
}

#[test]
fn by_origin_against_host_where_it_does_not() {
    let (other, null) = (Some(Reason::OtherOrigin(Deed::Write)), Some(Reason::NullOrigin(Deed::Write)));
    for (scheme, host, origin, expected) in [
        (Scheme::Http, "device.test", "http://device.test", None),
        (Scheme::Http, "Device.TEST:80", "http://device.test", None),
        (Scheme::Https, "device.test:443", "https://device.test", None),
        (Scheme::Http, "device.test:8080", "http://device.test:8080", None),
        (Scheme::Http, "[2001:db8::1]", "http://[2001:db8::1]", None),
        (Scheme::Http, "192.0.2.7:81", "http://192.0.2.7:81", None),
        // The scheme is the stack's to tell, and counts once it has.
        (Scheme::Http, "device.test", "https://device.test", other),
        (Scheme::Https, "device.test", "http://device.test", other),
        (Scheme::Unknown, "device.test", "http://device.test", None),
        (Scheme::Unknown, "device.test", "https://device.test", None),
        (Scheme::Unknown, "device.test:80", "https://device.test", other),
        (Scheme::Unknown, "device.test", "ftp://device.test", other),
        (Scheme::Unknown, "device.test", "tauri://device.test", other),
        // Another port is another origin, another spelling another host.
        (Scheme::Http, "device.test", "http://device.test:8080", other),
        (Scheme::Http, "device.test:8080", "http://device.test", other),
        (Scheme::Http, "device.test.", "http://device.test", other),
        (Scheme::Http, "device.test", "http://device.test.", other),
        (Scheme::Http, "device.test", "http://device.test.evil.test", other),
        (Scheme::Http, "device.test", "http://a.device.test", other),
        (Scheme::Http, "device.test", "http://192.0.2.7", other),
        // What no browser serialises is nobody's origin.
        (Scheme::Http, "device.test", "http://device.test/", other),
        (Scheme::Http, "device.test", "http://device.test:80", other),
        (Scheme::Http, "device.test", "HTTP://device.test", other),
        (Scheme::Http, "device.test", "device.test", other),
        (Scheme::Http, "device.test", "", other),
        (Scheme::Http, "device.test", "null", null),
        (Scheme::Unknown, "device.test", "null", null),
        // The trusted: to the byte.
        (Scheme::Http, "device.test", "https://app.test", None),
        (Scheme::Http, "device.test", "http://app.test:8080", None),
        (Scheme::Http, "device.test", "http://app.test", other),
        (Scheme::Http, "device.test", "https://app.test:8080", other),
        (Scheme::Http, "device.test", "https://a.app.test", other),
        (Scheme::Http, "device.test", "https://App.test", other),
    ] {
        let (host_line, origin_line) = (format!("host: {host}"), format!("origin: {origin}"));
        assert_eq!(
            check(&WRITES, scheme, "PUT", &[&host_line, &origin_line]),
            expected,
            "{scheme:?} {host} {origin}"
        );
    }
    assert_eq!(writes("PUT", &[]), None, "no browser");
    assert_eq!(writes("PUT", &["origin: https://app.test", "origin: https://app.test"]), other);
    assert_eq!(writes("PUT", &["origin: https://device.test", "origin: https://device.test"]), other);
}

#[test]
fn an_upgrade_is_a_write() {
    for (lines, evidence) in [
        (&["origin: https://evil.test", "upgrade: websocket"][..], Reason::OtherOrigin(Deed::Upgrade)),
        (&["origin: null", "Upgrade: WebSocket"], Reason::NullOrigin(Deed::Upgrade)),
        (&["sec-fetch-site: cross-site", "upgrade: websocket"], Reason::CrossSite(Deed::Upgrade)),
        (&["sec-fetch-site: cross-site", "sec-fetch-mode: websocket"], Reason::CrossSite(Deed::Upgrade)),
    ] {
        assert_eq!(writes("GET", lines), Some(evidence), "{lines:?}");
    }
    assert_eq!(writes("GET", &["origin: https://device.test", "upgrade: websocket"]), None);
    assert_eq!(writes("GET", &["origin: https://app.test", "upgrade: websocket"]), None);
    assert_eq!(writes("GET", &["upgrade: h2c"]), None, "no browser");
}

#[test]
fn preflights_pass_but_for_their_host() {
    let asks = [
        "origin: https://evil.test",
        "access-control-request-method: PUT",
        "sec-fetch-site: cross-site",
        "sec-fetch-mode: cors",
    ];
    assert_eq!(writes("OPTIONS", &asks), None);
    assert_eq!(check(&ISOLATION, Scheme::Https, "OPTIONS", &asks), None);
    let no_preflight = [asks[0], asks[2], asks[3]];
    assert_eq!(
        check(&ISOLATION, Scheme::Https, "OPTIONS", &no_preflight),
        Some(Reason::CrossSite(Deed::Load))
    );
    let rebound = [&asks[..], &["host: evil.test"]].concat();
    assert_eq!(writes("OPTIONS", &rebound), Some(Reason::HostUnknown));
}

#[test]
fn isolation_looks_at_reads_and_embeds_too() {
    let cross = "sec-fetch-site: cross-site";
    let (load, write) = (Some(Reason::CrossSite(Deed::Load)), Some(Reason::CrossSite(Deed::Write)));
    for (method, lines, expected) in [
        ("GET", &[][..], None),
        ("POST", &[], None),
        ("GET", &["sec-fetch-site: same-origin"], None),
        ("POST", &["sec-fetch-site: same-site"], None),
        ("GET", &["sec-fetch-site: none"], None),
        ("GET", &[cross], load),
        ("GET", &[cross, "sec-fetch-mode: no-cors", "sec-fetch-dest: image"], load),
        ("GET", &[cross, "sec-fetch-mode: no-cors", "sec-fetch-dest: script"], load),
        ("GET", &[cross, "sec-fetch-mode: cors", "sec-fetch-dest: empty"], load),
        ("GET", &[cross, "sec-fetch-mode: navigate", "sec-fetch-dest: document"], None),
        ("GET", &[cross, "sec-fetch-mode: navigate", "sec-fetch-dest: iframe"], None),
        ("GET", &[cross, "sec-fetch-mode: navigate", "sec-fetch-dest: object"], load),
        ("GET", &[cross, "sec-fetch-mode: navigate", "sec-fetch-dest: embed"], load),
        ("GET", &[cross, "sec-fetch-mode: navigate"], None),
        ("HEAD", &[cross, "sec-fetch-mode: navigate"], load),
        ("POST", &[cross, "sec-fetch-mode: navigate", "sec-fetch-dest: document"], write),
        // A field that comes twice counts as the worst that it could say.
        ("GET", &[cross, "sec-fetch-mode: navigate", "sec-fetch-mode: navigate"], load),
        ("GET", &[cross, "sec-fetch-mode: navigate", "sec-fetch-dest: empty", "sec-fetch-dest: empty"], load),
        ("GET", &["sec-fetch-site: nonsense", "sec-fetch-mode: cors"], load),
        ("GET", &[cross, "origin: https://app.test"], None),
        // Without Sec-Fetch-Site, origin against host is all there is.
        ("GET", &["origin: https://device.test"], None),
        ("GET", &["origin: https://evil.test"], Some(Reason::OtherOrigin(Deed::Load))),
        ("GET", &["origin: null"], Some(Reason::NullOrigin(Deed::Load))),
        ("POST", &["origin: https://evil.test"], Some(Reason::OtherOrigin(Deed::Write))),
    ] {
        assert_eq!(check(&ISOLATION, Scheme::Https, method, lines), expected, "{method} {lines:?}");
    }
}

#[test]
fn writers_that_are_told_at_run_time_are_origins_or_nobody() {
    let told = ["https://late.test", "null", "", "*", "https://*.test", "https://App.test"];
    let guard = WRITES.with_trusted_writers(&told);
    for (origin, trusted) in [
        ("https://late.test", true),
        ("https://app.test", true),
        ("null", false),
        ("", false),
        ("*", false),
        ("https://any.test", false),
        ("https://App.test", false),
    ] {
        let refused = check(&guard, Scheme::Http, "PUT", &[&format!("origin: {origin}")]);
        assert_eq!(refused.is_none(), trusted, "{origin}: {refused:?}");
    }
}
