//! The guard's list of hosts, corner by corner.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on may stop"
)]

use corselet::guard::{Arrival, Guard, Reason};
use corselet::server::Scheme;
use corselet::{Request, guard};
use std::net::IpAddr;

static GUARD: Guard = guard! { hosts: ["gateway.local", "my_device", "192.168.4.1", "[fd00::1]"] };

fn admit(lines: &[(&str, &str)], target: &str) -> Option<Reason> {
    let addresses: [IpAddr; 2] = ["10.0.2.15".parse().unwrap(), "2001:db8::7".parse().unwrap()];
    let guard = GUARD.with_names(&["Named.Example", "*", "", "bad name"]).with_addresses(&addresses);
    let mut arrival = Arrival::new(Scheme::Http);
    arrival.observe_target(target.as_bytes());
    for (name, value) in lines {
        arrival.observe(name.as_bytes(), value.as_bytes());
    }
    guard.admit(&arrival, &Request::new(b"GET")).err()
}

fn host(value: &str) -> Option<Reason> {
    admit(&[("Host", value)], "/")
}

#[test]
fn listed_names_and_addresses_pass_in_any_case_and_with_any_port() {
    for value in [
        "gateway.local",
        "Gateway.LOCAL",
        " gateway.local\t",
        "gateway.local:80",
        "gateway.local:8080",
        "gateway.local:0",
        "gateway.local:65535",
        "gateway.local.",
        "gateway.local.:8080",
        "my_device",
        "192.168.4.1",
        "192.168.4.1:81",
        "[fd00::1]",
        "[fd00::1]:8080",
        "[FD00::1]",
        // Told at run time.
        "named.example",
        "NAMED.example:1",
        "named.example.",
        "10.0.2.15",
        "10.0.2.15:8080",
        "[2001:db8::7]",
        "[2001:db8::7]:443",
    ] {
        assert_eq!(host(value), None, "{value}");
    }
}

#[test]
fn every_other_host_is_refused() {
    use Reason::{HostMalformed, HostUnknown};
    for (value, reason) in [
        ("evil.example", HostUnknown),
        ("EVIL.example", HostUnknown),
        ("other.local", HostUnknown),
        ("local", HostUnknown),
        ("gateway", HostUnknown),
        ("a.gateway.local", HostUnknown),
        ("gateway.local.evil.example", HostUnknown),
        ("xgateway.local", HostUnknown),
        ("gateway.localx", HostUnknown),
        ("10.0.2.16", HostUnknown),
        ("127.0.0.1", HostUnknown),
        ("[::1]", HostUnknown),
        ("[2001:db8::8]", HostUnknown),
        ("localhost", HostUnknown),
        ("xn--gteway-bua.local", HostUnknown),
        ("", HostMalformed),
        (".", HostMalformed),
        ("..", HostMalformed),
        ("gateway.local..", HostMalformed),
        ("gateway..local", HostMalformed),
        (":80", HostMalformed),
        ("gateway.local:", HostMalformed),
        ("gateway.local:080", HostMalformed),
        ("gateway.local:65536", HostMalformed),
        ("gateway.local:8a", HostMalformed),
        ("gateway.local:80:80", HostMalformed),
        ("gateway.local:-1", HostMalformed),
        ("gateway.local/", HostMalformed),
        ("http://gateway.local", HostMalformed),
        ("user@gateway.local", HostMalformed),
        ("gateway.local@evil.example", HostMalformed),
        ("gateway.local,evil.example", HostMalformed),
        ("gateway.local evil.example", HostMalformed),
        ("gateway.local\u{0}", HostMalformed),
        ("g\u{e4}teway.local", HostMalformed),
        ("*", HostMalformed),
        ("bad name", HostMalformed),
        // Addresses as no browser writes them.
        ("10.0.2.015", HostMalformed),
        ("0x0a.0.2.15", HostMalformed),
        ("167772687", HostMalformed),
        ("10.527", HostMalformed),
        ("[2001:db8:0:0:0:0:0:7]", HostMalformed),
        ("[2001:db8::7", HostMalformed),
        ("2001:db8::7", HostMalformed),
        ("[2001:db8::7]x", HostMalformed),
        ("[fd00::1%25eth0]", HostMalformed),
        ("[]", HostMalformed),
    ] {
        assert_eq!(host(value), Some(reason), "{value:?}");
    }
    let long = "a.".repeat(150);
    assert_eq!(host(&long), Some(HostMalformed));
    assert_eq!(host(&"a".repeat(64)), Some(HostMalformed), "a label of 64");
}

#[test]
fn a_request_names_one_host_once() {
    let (own, other) = (("host", "gateway.local"), ("host", "evil.example"));
    let authority = |value| (":authority", value);
    for (lines, target, refused) in [
        (&[][..], "/", Some(Reason::HostMissing)),
        (
            &[("x-forwarded-host", "gateway.local"), ("hosts", "gateway.local")],
            "/",
            Some(Reason::HostMissing),
        ),
        (&[own], "/", None),
        (&[own, own], "/", Some(Reason::HostRepeated)),
        (&[own, other], "/", Some(Reason::HostRepeated)),
        (&[other, own], "/", Some(Reason::HostRepeated)),
        // HTTP/2.
        (&[authority("gateway.local")], "/", None),
        (&[authority("evil.example")], "/", Some(Reason::HostUnknown)),
        (&[authority("gateway.local"), own], "/", None),
        (&[authority("GATEWAY.local"), own], "/", None),
        (&[authority("gateway.local"), other], "/", Some(Reason::HostConflicting)),
        (&[authority("evil.example"), own], "/", Some(Reason::HostConflicting)),
        (&[authority("gateway.local:80"), own], "/", Some(Reason::HostConflicting)),
        (&[authority("gateway.local"), authority("gateway.local")], "/", Some(Reason::HostRepeated)),
        // The absolute form.
        (&[own], "http://gateway.local/x", None),
        (&[own], "HTTP://Gateway.local?x", None),
        (&[], "http://gateway.local/x", None),
        (&[own], "http://evil.example/x", Some(Reason::HostConflicting)),
        (&[other], "http://gateway.local/x", Some(Reason::HostConflicting)),
        (&[other], "http://evil.example/x", Some(Reason::HostUnknown)),
        (&[own], "http://user@gateway.local/x", Some(Reason::HostConflicting)),
        (&[own], "http:///x", Some(Reason::HostConflicting)),
        // A URL in a path or a query is not the target.
        (&[own], "/http://evil.example/", None),
        (&[own], "/?u=http://evil.example/", None),
        (&[own], "*", None),
        (&[own], "http:evil.example", None),
    ] {
        assert_eq!(admit(lines, target), refused, "{lines:?} {target}");
    }
}

#[test]
fn a_guard_without_hosts_lets_nothing_in() {
    static NOTHING: Guard = guard! { hosts: [] };
    let mut arrival = Arrival::new(Scheme::Http);
    arrival.observe(b"host", b"gateway.local");
    let request = Request::new(b"GET");
    assert_eq!(NOTHING.admit(&arrival, &request), Err(Reason::HostUnknown));
    assert!(NOTHING.with_names(&["gateway.local"]).admit(&arrival, &request).is_ok());
}

#[test]
fn refusals_tell_their_status() {
    for (value, status) in [("evil.example", 421), ("evil example", 400)] {
        assert_eq!(host(value).map(Reason::status), Some(status), "{value}");
    }
    assert_eq!(admit(&[], "/").map(Reason::status), Some(400));
}
