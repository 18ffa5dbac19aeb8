//! One call for guard and policy, and the grant of the same host.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on may stop"
)]

use corselet::gate::{Gate, Request};
use corselet::guard::{Deed, Framing, Guard, OpenerPolicy, ResourcePolicy, Rule};
use corselet::header::BufferTooSmall;
use corselet::policy::NOBODY;
use corselet::server::{Scheme, Verdict};
use corselet::{Action, Policy, guard, policy};

static GUARD: Guard = guard! { hosts: ["device.test", "192.0.2.7"], trusted_writers: ["https://app.test"] };
static POLICY: Policy = policy! { origins: ["https://app.test"], methods: ["PUT"], credentials: true };
static GATE: Gate = Gate::new(&GUARD, &POLICY);
static OWN: Gate = Gate::new(&GUARD, &NOBODY).with_same_host();

const LINES: &str = "x-frame-options: DENY\r\ncontent-security-policy: frame-ancestors 'none'\r\n\
    cross-origin-resource-policy: same-origin\r\ncross-origin-opener-policy: same-origin\r\n\
    x-content-type-options: nosniff\r\n";

fn request<'r>(scheme: Scheme, method: &'r str, host: &'r str, origin: &'r str) -> Request<'r> {
    let mut request = Request::new(method.as_bytes(), scheme);
    request.observe(b"Host", host.as_bytes());
    if !origin.is_empty() {
        request.observe(b"Origin", origin.as_bytes());
    }
    request
}

/// Action, verdict, reason and the whole block.
fn decide(gate: &Gate<'_>, request: &Request<'_>) -> (Action, Option<Verdict>, &'static str, String) {
    let decision = gate.decide(request);
    let mut buffer = [0; 1024];
    let block = decision.write_to(request, &mut buffer).unwrap();
    let reason = decision.reason(request).map_or("", |reason| reason.code());
    (decision.action(), decision.verdict(), reason, String::from_utf8(block.to_vec()).unwrap())
}

#[test]
fn the_host_comes_first_then_the_page_then_cors() {
    let granted = "access-control-allow-origin: https://app.test\r\n\
        access-control-allow-credentials: true\r\nvary: origin\r\n";
    let forward = Action::Forward;
    let reject = |status| Action::Reject { status };
    for (method, host, origin, action, verdict, reason, cors) in [
        ("GET", "device.test", "", forward, Some(Verdict::NotCors), "", "vary: origin\r\n"),
        ("GET", "device.test", "https://app.test", forward, Some(Verdict::ActualAllowed), "", granted),
        ("PUT", "device.test", "https://app.test", forward, Some(Verdict::ActualAllowed), "", granted),
        (
            "GET",
            "device.test",
            "https://evil.test",
            forward,
            Some(Verdict::ActualDenied),
            "origin-not-allowed",
            "vary: origin\r\n",
        ),
        ("PUT", "device.test", "https://evil.test", reject(403), None, "other-origin-write", ""),
        // Two things are wrong: the first one is told.
        ("PUT", "evil.test", "https://evil.test", reject(421), None, "host-unknown", ""),
        ("PUT", "evil.test", "https://app.test", reject(421), None, "host-unknown", ""),
        ("GET", "device test", "https://app.test", reject(400), None, "host-malformed", ""),
    ] {
        let expected = (action, verdict, reason, format!("{cors}{LINES}"));
        assert_eq!(
            decide(&GATE, &request(Scheme::Http, method, host, origin)),
            expected,
            "{method} {host} {origin}"
        );
    }
}

#[test]
fn a_preflight_is_answered_by_the_policy() {
    for (host, origin, method, action, reason) in [
        ("device.test", "https://app.test", "PUT", Action::Respond { status: 204 }, ""),
        ("device.test", "https://app.test", "DELETE", Action::Reject { status: 403 }, "method-not-allowed"),
        ("device.test", "https://evil.test", "PUT", Action::Reject { status: 403 }, "origin-not-allowed"),
        ("evil.test", "https://app.test", "PUT", Action::Reject { status: 421 }, "host-unknown"),
    ] {
        let mut request = request(Scheme::Http, "OPTIONS", host, origin);
        request.observe(b"Access-Control-Request-Method", method.as_bytes());
        let (got, _, why, _) = decide(&GATE, &request);
        assert_eq!((got, why), (action, reason), "{host} {origin} {method}");
    }
}

#[test]
fn the_same_host_is_granted_only_where_it_is_sure() {
    for (scheme, host, origin, granted) in [
        (Scheme::Http, "device.test", "http://device.test", true),
        (Scheme::Https, "device.test", "https://device.test", true),
        (Scheme::Http, "192.0.2.7:8080", "http://192.0.2.7:8080", true),
        (Scheme::Http, "DEVICE.test:80", "http://device.test", true),
        // Nobody has told the scheme.
        (Scheme::Unknown, "device.test", "http://device.test", false),
        (Scheme::Http, "device.test", "https://device.test", false),
        (Scheme::Http, "device.test", "http://device.test:8080", false),
        (Scheme::Http, "device.test", "http://192.0.2.7", false),
        (Scheme::Http, "device.test", "https://app.test", false),
        (Scheme::Http, "device.test", "null", false),
    ] {
        let request = request(scheme, "GET", host, origin);
        let (action, verdict, _, block) = decide(&OWN, &request);
        let expected = if granted { Verdict::ActualAllowed } else { Verdict::ActualDenied };
        assert_eq!((action, verdict), (Action::Forward, Some(expected)), "{scheme:?} {host} {origin}");
        let cors = if granted {
            format!("access-control-allow-origin: {origin}\r\nvary: origin\r\n")
        } else {
            "vary: origin\r\n".to_owned()
        };
        assert_eq!(block, format!("{cors}{LINES}"), "{scheme:?} {host} {origin}");
        // A gate that was not told to, and the policy alone, know no same host.
        let plain = Gate::new(&GUARD, &NOBODY);
        assert_eq!(plain.decide(&request).verdict(), Some(Verdict::ActualDenied));
        assert_eq!(NOBODY.decide(request.cors()).verdict(), Verdict::ActualDenied);
    }
    let rebound = request(Scheme::Http, "GET", "evil.test", "http://evil.test");
    assert_eq!(
        decide(&OWN, &rebound),
        (Action::Reject { status: 421 }, None, "host-unknown", LINES.to_owned())
    );
}

#[test]
fn the_same_host_stands_beside_the_policy() {
    let gate = Gate::new(&GUARD, &POLICY).with_same_host();
    for (origin, verdict) in [
        ("http://device.test", Verdict::ActualAllowed),
        ("https://app.test", Verdict::ActualAllowed),
        ("http://other.test", Verdict::ActualDenied),
    ] {
        let request = request(Scheme::Http, "GET", "device.test", origin);
        assert_eq!(gate.decide(&request).verdict(), Some(verdict), "{origin}");
    }
}

#[test]
fn nothing_is_echoed_from_a_request_that_was_not_decided_about() {
    let decided = request(Scheme::Http, "GET", "device.test", "http://device.test");
    let decision = OWN.decide(&decided);
    for (host, origin) in [
        ("device.test", "http://evil.test"),
        ("evil.test", "http://evil.test"),
        ("device.test", "http://device.test\r\nset-cookie: x"),
    ] {
        let other = request(Scheme::Http, "GET", host, origin);
        let mut buffer = [0; 1024];
        let block = decision.write_to(&other, &mut buffer).unwrap();
        assert_eq!(block, format!("vary: origin\r\n{LINES}").as_bytes(), "{host} {origin}");
        assert!(decision.fields(&other).all(|(name, _)| name != "access-control-allow-origin"));
    }
}

#[test]
fn a_buffer_too_small_is_told_how_much_is_needed() {
    let request = request(Scheme::Http, "GET", "device.test", "http://device.test");
    let gate = Gate::new(&GUARD, &NOBODY).with_same_host();
    let decision = gate.decide(&request);
    let needed = "access-control-allow-origin: http://device.test\r\nvary: origin\r\n".len() + LINES.len();
    assert!(gate.max_block_len() >= needed);
    for len in 0..needed {
        let mut buffer = vec![b'.'; len];
        let written = decision.write_to(&request, &mut buffer);
        assert!(matches!(written, Err(BufferTooSmall { needed: told, .. }) if told == needed), "{len}");
        assert!(buffer.iter().all(|byte| *byte == b'.'), "{len}: nothing is written");
    }
    assert_eq!(decision.write_to(&request, &mut vec![0; needed]).map(<[u8]>::len), Ok(needed));
}

#[test]
fn fields_and_block_say_the_same() {
    static LOOSE: Guard = guard! {
        hosts: ["device.test"],
        rule: Rule::RESOURCE_ISOLATION,
        framing: Framing::SameOrigin,
        resource_policy: ResourcePolicy::SameSite,
        opener_policy: OpenerPolicy::SameOriginAllowPopups,
        timing_origins: ["https://app.test", "https://b.test"],
    };
    static EMPTY: Guard = guard! {
        hosts: ["device.test"],
        framing: Framing::Everybody,
        resource_policy: ResourcePolicy::CrossOrigin,
        opener_policy: OpenerPolicy::UnsafeNone,
        timing_origins: ["*"],
    };
    let request = request(Scheme::Http, "GET", "device.test", "http://device.test");
    for (guard, lines) in [
        (
            &LOOSE,
            "x-frame-options: SAMEORIGIN\r\ncontent-security-policy: frame-ancestors 'self'\r\n\
             cross-origin-resource-policy: same-site\r\n\
             cross-origin-opener-policy: same-origin-allow-popups\r\nx-content-type-options: nosniff\r\n\
             timing-allow-origin: https://app.test, https://b.test\r\n\
             vary: sec-fetch-site, sec-fetch-mode, sec-fetch-dest, origin\r\n",
        ),
        (
            &EMPTY,
            "cross-origin-resource-policy: cross-origin\r\nx-content-type-options: nosniff\r\n\
             timing-allow-origin: *\r\n",
        ),
        (&GUARD, LINES),
    ] {
        assert_eq!(guard.block(), lines.as_bytes());
        let decision = Gate::new(guard, &NOBODY).with_same_host().decide(&request);
        let mut buffer = [0; 1024];
        let block = decision.write_to(&request, &mut buffer).unwrap();
        let fields: Vec<u8> = decision
            .fields(&request)
            .flat_map(|(name, value)| [name.as_bytes(), b": ", value.as_bytes().unwrap(), b"\r\n"].concat())
            .collect();
        assert_eq!(block, fields);
    }
}

#[test]
fn a_head_is_read_whole() {
    use corselet::header::Head;
    let head = b"PUT http://device.test/x HTTP/1.1\r\nhost: evil.test\r\norigin: https://app.test\r\n\r\n";
    let request = Request::from_head(&Head::parse(head).unwrap(), Scheme::Http);
    assert_eq!(
        GUARD.admit(request.arrival(), request.cors()),
        Err(guard::Reason::HostConflicting),
        "host and target"
    );
    let head = b"PUT /x HTTP/1.1\r\nHOST: device.test\r\nSEC-FETCH-SITE: cross-site\r\n\r\n";
    let request = Request::from_head(&Head::parse(head).unwrap(), Scheme::Http);
    assert_eq!(GUARD.admit(request.arrival(), request.cors()), Err(guard::Reason::CrossSite(Deed::Write)));
}
