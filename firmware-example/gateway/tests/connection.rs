//! The gateway as a client sees it: bytes in, bytes out.

mod client;

use client::{Client, DASHBOARD, status};

#[test]
fn an_allowed_write_is_granted_and_done() {
    let mut client = Client::new();
    let answer =
        client.ask("PUT /api/relay", &[DASHBOARD, "content-type: application/json"], r#"{"on":true}"#);
    assert!(
        answer.starts_with(
            "HTTP/1.1 204 No Content\r\naccess-control-allow-origin: https://dashboard.example.com\r\n\
         access-control-allow-credentials: true\r\nvary: origin\r\n"
        ),
        "{answer}"
    );
    assert!(client.gateway.relay_is_on());
    let answer = client.ask("GET /api/relay", &[], "");
    assert!(answer.ends_with("\r\n\r\n{\"on\":true}\n"), "{answer}");
    assert_eq!(
        client.events,
        [
            "PUT /api/relay 204 actual-allowed - origin=https://dashboard.example.com",
            "GET /api/relay 200 not-cors - origin=-",
        ]
    );
}

#[test]
fn every_spelling_of_a_path_meets_its_own_policy() {
    for path in [
        "/api/relay",
        "//api//relay/",
        "/api/./relay",
        "/x/../api/relay",
        "/%61pi/relay",
        "/api/relay?x=/api/reading",
    ] {
        let answer = Client::new().ask(&format!("GET {path}"), &["origin: https://evil.example"], "");
        assert_eq!(status(&answer), 200, "{path}");
        assert!(!answer.contains("access-control-"), "{path}: {answer}");
        assert!(answer.contains("\r\nvary: origin\r\n"), "{path}: {answer}");
    }
}

#[test]
fn errors_carry_their_fields() {
    for (start, lines, expected, field) in [
        (
            "PATCH /api/relay",
            &[DASHBOARD][..],
            405,
            "access-control-allow-origin: https://dashboard.example.com",
        ),
        ("GET /nowhere", &[DASHBOARD], 404, "access-control-allow-origin: *"),
        ("PUT /api/relay", &[DASHBOARD], 400, "access-control-allow-origin: https://dashboard.example.com"),
        ("GET /a%2fb", &[DASHBOARD], 400, "access-control-allow-origin: *"),
        ("GET /api/reading", &["bad header: x"], 400, "access-control-allow-origin: *"),
        (
            "PUT /api/config",
            &["origin: https://config.example.com", "content-length: 513"],
            413,
            "access-control-allow-origin: https://config.example.com",
        ),
        (
            "PUT /api/config",
            &["origin: https://config.example.com", "transfer-encoding: chunked"],
            411,
            "access-control-allow-origin: https://config.example.com",
        ),
    ] {
        let answer = Client::new().ask(start, lines, "");
        assert_eq!(status(&answer), expected, "{start}");
        assert!(answer.contains(&format!("\r\n{field}\r\n")), "{start}: {answer}");
    }
    let long = format!("x-long: {}", "x".repeat(2000));
    let answer = Client::new().ask("GET /", &[&long], "");
    assert_eq!(status(&answer), 431);
    assert!(answer.contains("\r\nconnection: close\r\n"));
}

#[test]
fn a_form_switches_the_relay() {
    let mut client = Client::new();
    for (body, on) in [("relay=on", true), ("relay=off", false), ("relay=on\r\n", true)] {
        let answer =
            client.ask("POST /api/relay", &["content-type: application/x-www-form-urlencoded"], body);
        assert_eq!((status(&answer), client.gateway.relay_is_on()), (204, on), "{body}");
    }
    assert_eq!(status(&client.ask("POST /api/relay", &[], "relay=maybe")), 400);
    assert!(client.gateway.relay_is_on());
}

#[test]
fn a_refused_body_never_becomes_a_request() {
    let hidden = "DELETE /api/relay HTTP/1.1\r\nhost: gateway.local\r\n\r\n";
    for (start, lines) in [
        ("PATCH /api/relay", &[][..]),
        ("OPTIONS /api/relay", &["origin: https://evil.example", "access-control-request-method: PUT"]),
        ("GET /api/reading", &[]),
        ("GET /nowhere", &[]),
    ] {
        let mut client = Client::new();
        client.ask("PUT /api/relay", &[], "on");
        let answer = client.ask(start, lines, hidden);
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{start}: {answer}");
        assert!(client.connection.closing(), "{start}");
        assert!(client.gateway.relay_is_on(), "{start}");
    }
}

#[test]
fn pipelined_requests_are_answered_in_order_however_they_arrive() {
    let one = "GET /api/reading HTTP/1.1\r\nhost: gateway.local\r\n\r\n";
    let two = "PUT /api/relay HTTP/1.1\r\nhost: gateway.local\r\ncontent-length: 2\r\n\r\non";
    let three = "GET /log HTTP/1.1\r\nhost: gateway.local\r\n\r\n";
    let four = "GET / HTTP/1.1\r\nhost: gateway.local\r\nconnection: close\r\n\r\n";
    let all = [one, two, three, four].concat();
    for piece in [1, 7, 64, 4096] {
        let mut client = Client::new();
        let answer = client.send(all.as_bytes(), piece);
        assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 3, "{piece}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 204 No Content").count(), 1, "{piece}");
        assert!(answer.ends_with("</html>\n"), "{piece}: the page is whole");
        assert!(answer.contains("pairing: closed\n"), "{piece}: {answer}");
        assert!(answer.contains("1 PUT /api/relay 204 not-cors - origin=-\n"), "{piece}: {answer}");
        assert!(client.connection.closing());
    }
}

#[test]
fn an_old_client_gets_the_log_until_the_connection_closes() {
    let mut client = Client::new();
    let answer = client.send(b"GET /log HTTP/1.0\r\nhost: gateway.local\r\n\r\n", 4096);
    assert!(answer.ends_with("\r\n\r\npairing: closed\n"), "{answer}");
    assert!(client.connection.closing());
}

#[test]
fn a_dashboard_is_paired_by_two_presses() {
    let new = "origin: https://new.example.net";
    let mut client = Client::new();
    let denied = client.ask("GET /api/relay", &[new], "");
    assert!(!denied.contains("access-control-allow-origin"));
    client.hold(true, 50);
    client.hold(false, 50);
    client.ask("GET /api/relay", &[new], "");
    assert!(client.ask("GET /log", &[], "").contains("pairing: candidate https://new.example.net"));
    let blinks = (0..20).map(|_| client.hold(false, 100)).collect::<Vec<_>>();
    assert!(blinks.contains(&true) && blinks.contains(&false), "the LED blinks");
    assert!(
        !client.ask("GET /api/relay", &[new], "").contains("access-control-allow-origin"),
        "not accepted yet"
    );
    client.hold(true, 50);
    client.hold(false, 50);
    let answer = client.ask("GET /api/relay", &[new], "");
    assert!(answer.contains("access-control-allow-origin: https://new.example.net\r\n"), "{answer}");
    assert!(client.ask("GET /api/relay", &[DASHBOARD], "").contains("access-control-allow-origin"));
    assert!(client.ask("GET /log", &[], "").contains("paired: https://new.example.net\n"));
}

#[test]
fn a_denial_lights_the_led_for_a_while() {
    let mut client = Client::new();
    assert!(!client.hold(false, 10));
    client.ask("GET /api/relay", &["origin: https://evil.example"], "");
    assert!(client.hold(false, 1900));
    assert!(!client.hold(false, 200));
}

#[test]
fn bytes_of_the_network_are_escaped_in_the_log() {
    let mut client = Client::new();
    let answer = client.ask("GET /api/relay", &["origin: https://evil\u{1b}.example"], "");
    assert_eq!((status(&answer), client.connection.closing()), (400, true));
    client.connection.reset();
    client.ask("GET /api/relay", &["origin: https://evil\u{e9}.example"], "");
    let last = client.events.last().cloned().unwrap_or_default();
    assert_eq!(
        last,
        r"GET /api/relay 200 actual-denied origin-malformed origin=https://evil\xc3\xa9.example"
    );
    assert!(client.ask("GET /log", &[], "").contains(&last));
}
