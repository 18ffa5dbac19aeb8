//! What the guard refuses before a handler runs, and what it lets pass.
#![cfg(feature = "guard")]

mod client;

use client::{Client, DASHBOARD, status};

const EVIL: &str = "origin: https://evil.example";

#[test]
fn a_foreign_page_does_not_write() {
    for (start, lines, reason) in [
        ("PUT /api/relay", &[EVIL][..], "other-origin-write"),
        ("PUT /api/relay", &["origin: null"], "null-origin-write"),
        ("PUT /api/relay", &["origin: http://gateway.local:81"], "other-origin-write"),
        ("PUT /api/relay", &["origin: https://gateway.local"], "other-origin-write"),
        // Those may look, no more.
        ("PUT /api/relay", &["origin: https://press-4.plant.example.com"], "other-origin-write"),
        ("PUT /api/relay", &["origin: https://config.example.com"], "other-origin-write"),
        ("PUT /api/config", &[DASHBOARD], "other-origin-write"),
        ("PUT /api/relay", &[DASHBOARD, DASHBOARD], "other-origin-write"),
        ("POST /api/relay", &[EVIL, "content-type: application/x-www-form-urlencoded"], "other-origin-write"),
        ("DELETE /api/relay", &["sec-fetch-site: cross-site"], "cross-site-write"),
        ("DELETE /api/relay", &["sec-fetch-site: same-site"], "cross-site-write"),
        ("DELETE /api/relay", &["sec-fetch-site: nonsense"], "cross-site-write"),
        ("GET /api/relay", &[EVIL, "connection: upgrade", "upgrade: websocket"], "other-origin-upgrade"),
        ("GET /api/settings", &["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors"], "cross-site-load"),
        ("GET /api/settings", &[EVIL], "other-origin-load"),
    ] {
        let mut client = Client::new();
        client.ask("PUT /api/relay", &[], "on");
        let answer = client.ask(start, lines, "off");
        assert_eq!(status(&answer), 403, "{start} {lines:?}: {answer}");
        assert!(!answer.contains("access-control-"), "{start} {lines:?}: {answer}");
        assert!(client.gateway.relay_is_on(), "{start} {lines:?}");
        assert!(client.connection.closing(), "{start} {lines:?}: its body is not read");
        let event = client.events.last().cloned().unwrap_or_default();
        assert!(event.contains(&format!(" 403 refused {reason} ")), "{start} {lines:?}: {event}");
        assert!(client.hold(false, 1), "the LED tells it");
    }
}

#[test]
fn the_gateway_s_own_page_and_trusted_pages_write() {
    for lines in [
        &["origin: http://gateway.local"][..],
        &["origin: http://gateway.local", "sec-fetch-site: same-origin"],
        &["sec-fetch-site: none"],
        &[DASHBOARD],
        &[DASHBOARD, "sec-fetch-site: cross-site"],
        // No browser.
        &[],
    ] {
        let mut client = Client::new();
        let answer = client.ask("PUT /api/relay", lines, "on");
        assert_eq!(status(&answer), 204, "{lines:?}: {answer}");
        assert!(client.gateway.relay_is_on(), "{lines:?}");
    }
}

#[test]
fn the_settings_are_the_own_page_s() {
    let own = "origin: http://gateway.local";
    let answer = Client::new().ask("GET /api/settings", &[own], "");
    let granted = "HTTP/1.1 200 OK\r\naccess-control-allow-origin: http://gateway.local\r\nvary: origin\r\n";
    assert!(answer.starts_with(granted), "{answer}");
    assert!(answer.ends_with("\r\n\r\n{\"config_bytes\":0}\n"), "{answer}");
    for lines in [&[][..], &["sec-fetch-site: none"], &["sec-fetch-site: same-origin"]] {
        let answer = Client::new().ask("GET /api/settings", lines, "");
        assert_eq!(status(&answer), 200, "{lines:?}");
        assert!(!answer.contains("access-control-"), "{lines:?}: {answer}");
    }
}

#[test]
fn a_paired_dashboard_may_write_too() {
    let new = "origin: https://new.example.net";
    let mut client = Client::new();
    assert_eq!(status(&client.ask("PUT /api/relay", &[new], "on")), 403);
    client.connection.reset();
    for _ in 0..2 {
        client.hold(true, 50);
        client.hold(false, 50);
        client.ask("GET /api/relay", &[new], "");
    }
    assert_eq!(status(&client.ask("PUT /api/relay", &[new], "on")), 204);
    assert!(client.gateway.relay_is_on());
    assert_eq!(status(&client.ask("PUT /api/config", &[new], "x")), 403, "paired for the relay alone");
}

#[test]
fn a_preflight_is_answered_by_cors_alone_but_for_its_host() {
    let asks = [EVIL, "access-control-request-method: PUT", "sec-fetch-site: cross-site"];
    let mut client = Client::new();
    client.ask("OPTIONS /api/relay", &asks, "");
    assert!(client.events[0].contains(" 403 preflight-denied origin-not-allowed "), "{:?}", client.events);
    let plant = ["origin: https://a.plant.example.com", "access-control-request-method: PUT"];
    assert_eq!(status(&client.ask("OPTIONS /api/relay", &plant, "")), 204);
    let answer = at_host(&mut client, "evil.example", "OPTIONS /api/relay", &plant);
    assert_eq!(status(&answer), 421);
}

fn at_host(client: &mut Client, host: &str, start: &str, lines: &[&str]) -> String {
    let lines = lines.join("\r\n");
    let end = if lines.is_empty() { "" } else { "\r\n" };
    client.send(format!("{start} HTTP/1.1\r\nhost: {host}\r\n{lines}{end}\r\n").as_bytes(), 4096)
}

#[test]
fn only_its_own_names_reach_the_gateway() {
    for (host, expected) in [
        ("gateway.local", 200),
        ("GATEWAY.local:8080", 200),
        ("gateway.local.", 200),
        ("127.0.0.1:8080", 200),
        ("10.0.2.15", 200),
        ("evil.example", 421),
        ("gateway.local.evil.example", 421),
        ("other.local", 421),
        ("10.0.2.16", 421),
        ("[::1]", 421),
        ("gateway.local@evil.example", 400),
        ("", 400),
    ] {
        for path in ["/", "/api/relay", "/api/reading", "/api/settings", "/log", "/nowhere", "/a%2fb"] {
            let mut client = Client::new();
            client.gateway.set_address("10.0.2.15".parse().unwrap());
            // The page is of the same origin with what it asks for: the name is the attacker's own.
            let origin = format!("origin: http://{}", host.to_lowercase());
            let answer = at_host(&mut client, host, &format!("GET {path}"), &[&origin]);
            let status_expected = match (expected, path) {
                (200, "/nowhere") => 404,
                (200, "/a%2fb") => 400,
                _ => expected,
            };
            assert_eq!(status(&answer), status_expected, "{host} {path}: {answer}");
            let told = client.events[0].contains(" refused host-");
            assert_eq!(told, expected != 200, "{:?}", client.events);
        }
    }
}

#[test]
fn every_answer_keeps_out_of_foreign_pages() {
    for (start, lines) in [
        ("GET /", &[][..]),
        ("GET /api/relay", &[DASHBOARD]),
        ("PUT /api/relay", &[EVIL]),
        ("OPTIONS /api/relay", &[EVIL, "access-control-request-method: PUT"]),
        ("GET /nowhere", &[]),
        ("GET /a%2fb", &[]),
        ("GET /api/relay", &["bad header: x"]),
    ] {
        let answer = Client::new().ask(start, lines, "");
        for field in [
            "x-frame-options: DENY",
            "content-security-policy: frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "cross-origin-opener-policy: same-origin",
        ] {
            assert_eq!(answer.matches(field).count(), 1, "{start} {lines:?}: {field} in {answer}");
        }
    }
}
