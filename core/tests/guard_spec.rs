//! Guards that do not build, and why.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on may stop"
)]

use corselet::guard::{Guard, GuardError, GuardField, GuardProblemCode as Code, GuardSpec};
use corselet::header::BufferTooSmall;
use corselet::origin::OriginErrorKind as Kind;

fn first(spec: &GuardSpec<'_>) -> Option<(GuardField, usize, Code)> {
    spec.problems().next().map(|problem| (problem.field(), problem.index(), problem.code()))
}

#[test]
fn a_host_is_an_exact_name_or_an_address() {
    for (host, code) in [
        ("gateway.local", None),
        ("gateway", None),
        ("my_device.local", None),
        ("xn--gteway-bua.example", None),
        ("192.168.4.1", None),
        ("[fd00::1]", None),
        ("*", Some(Code::Wildcard)),
        ("*.local", Some(Code::Wildcard)),
        ("gate*.local", Some(Code::Wildcard)),
        ("gateway.local:80", Some(Code::HostPort)),
        ("gateway.local:8080", Some(Code::HostPort)),
        ("gateway.local.", Some(Code::TrailingDot)),
        ("gateway..local", Some(Code::NotDnsShaped)),
        (".local", Some(Code::NotDnsShaped)),
        ("Gateway.local", Some(Code::Syntax(Kind::UpperCase))),
        ("", Some(Code::Syntax(Kind::NoHost))),
        ("http://gateway.local", Some(Code::Syntax(Kind::Port))),
        ("gateway.local/", Some(Code::Syntax(Kind::TrailingSlash))),
        ("a b", Some(Code::Syntax(Kind::HostByte))),
        ("192.168.4.01", Some(Code::Syntax(Kind::Ipv4))),
        ("fd00::1", Some(Code::Syntax(Kind::Port))),
        ("[fd00:0::1]", Some(Code::Syntax(Kind::Ipv6))),
    ] {
        let hosts = ["good.local", host];
        let spec = GuardSpec { hosts: &hosts, ..GuardSpec::EMPTY };
        assert_eq!(first(&spec), code.map(|code| (GuardField::Hosts, 1, code)), "{host}");
    }
}

#[test]
fn a_writer_is_an_exact_origin() {
    for (origin, code, timing) in [
        ("https://app.example.com", None, None),
        ("http://panel.local:8080", None, None),
        ("tauri://localhost", None, None),
        ("*", Some(Code::Wildcard), Some(Code::AnyBesideOthers)),
        ("https://*.example.com", Some(Code::Wildcard), Some(Code::Wildcard)),
        ("https://app.example.com:*", Some(Code::Wildcard), Some(Code::Wildcard)),
        ("null", Some(Code::NullOrigin), Some(Code::NullOrigin)),
        ("file://host", Some(Code::FileOrigin), Some(Code::FileOrigin)),
        ("https://a..b", Some(Code::NotDnsShaped), Some(Code::NotDnsShaped)),
        (
            "https://app.example.com/",
            Some(Code::Syntax(Kind::TrailingSlash)),
            Some(Code::Syntax(Kind::TrailingSlash)),
        ),
        ("app.example.com", Some(Code::Syntax(Kind::NoScheme)), Some(Code::Syntax(Kind::NoScheme))),
    ] {
        let list = ["https://good.example", origin];
        let spec = GuardSpec { trusted_writers: &list, ..GuardSpec::EMPTY };
        assert_eq!(first(&spec), code.map(|code| (GuardField::TrustedWriters, 1, code)), "{origin}");
        let spec = GuardSpec { timing_origins: &list, ..GuardSpec::EMPTY };
        assert_eq!(first(&spec), timing.map(|code| (GuardField::TimingOrigins, 1, code)), "{origin}");
    }
    assert_eq!(first(&GuardSpec { timing_origins: &["*"], ..GuardSpec::EMPTY }), None);
}

#[test]
fn all_problems_are_told() {
    let spec = GuardSpec {
        hosts: &["*", "good.local", "a:1"],
        trusted_writers: &["null", "*"],
        timing_origins: &["*", "*"],
        ..GuardSpec::EMPTY
    };
    let told: Vec<String> = spec.problems().map(|problem| problem.to_string()).collect();
    let places = [
        "hosts[0]",
        "hosts[2]",
        "trusted_writers[0]",
        "trusted_writers[1]",
        "timing_origins[0]",
        "timing_origins[1]",
    ];
    assert_eq!(told.len(), places.len(), "{told:?}");
    for (problem, place) in told.iter().zip(places) {
        assert!(problem.starts_with(&format!("{place}: ")), "{problem}");
    }
}

#[test]
fn a_guard_is_built_at_run_time_whole_or_not_at_all() {
    let spec = GuardSpec { hosts: &["gateway.local"], ..GuardSpec::EMPTY };
    let mut buffer = [0; 512];
    let len = Guard::try_build(&spec, &mut buffer).unwrap().block().len();
    for room in 0..len {
        let error = Guard::try_build(&spec, &mut buffer[..room]).unwrap_err();
        assert!(matches!(error, GuardError::Buffer(BufferTooSmall { needed, .. }) if needed == len));
    }
    let bad = GuardSpec { hosts: &["*"], ..GuardSpec::EMPTY };
    assert!(matches!(Guard::try_build(&bad, &mut buffer), Err(GuardError::Invalid(_))));
}
