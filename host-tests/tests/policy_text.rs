//! Policies as text and through `serde`, over generated policies: what goes out comes back, and nothing comes in unchecked.

use corselet::policy::{PolicySpec, PolicyText, Problem, StoredPolicy, TextErrors, WriteTextError};
use corselet::{Policy, Request};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde::Serialize;

type Stored = StoredPolicy<4096, 8, 8>;
type Text<'t> = PolicyText<'t, 8, 8>;

#[derive(Clone, Debug)]
struct Owned {
    origins: Vec<&'static str>,
    methods: Vec<&'static str>,
    request_headers: Vec<&'static str>,
    expose: Vec<&'static str>,
    max_age_secs: Option<u32>,
    success_status: u16,
    denial_status: u16,
    flags: [bool; 8],
}

impl Owned {
    fn spec(&self) -> PolicySpec<'_> {
        let [
            credentials,
            static_origin,
            options_cached,
            private_network,
            disclose_least,
            null,
            http,
            suffixes,
        ] = self.flags;
        PolicySpec {
            origins: &self.origins,
            methods: &self.methods,
            request_headers: &self.request_headers,
            expose: &self.expose,
            max_age_secs: self.max_age_secs,
            success_status: self.success_status,
            denial_status: self.denial_status,
            credentials,
            static_origin,
            options_cached_by_intermediary: options_cached,
            private_network,
            disclose_least,
            dangerously_allow_null: null,
            dangerously_allow_http_with_credentials: http,
            dangerously_allow_public_suffixes: suffixes,
        }
    }
}

fn some_of(entries: &[&'static str]) -> impl Strategy<Value = Vec<&'static str>> + use<> {
    let count = entries.len();
    subsequence(entries.to_vec(), 0..=count).prop_shuffle()
}

/// Any policy, most of them with an error. Each list seldom has the entry that is wrong.
fn any_policy() -> impl Strategy<Value = Owned> {
    let origins = some_of(&[
        "*",
        "https://a.example",
        "https://b.example:8443",
        "http://localhost:*",
        "https://*.c.example",
        "https://*.d.example:*",
        "http://*.e.example:81",
        "https://*.com",
        "tauri://localhost",
        "https://f.example/",
        "a b",
        "",
    ]);
    let lists = (
        origins,
        some_of(&["*", "PUT", "delete", "PATCH", "#", "get", "TRACE"]),
        some_of(&["*", "Authorization", "X-Api-Key", "content-type", "a,b"]),
        some_of(&["*", "ETag", "x-a", "set-cookie"]),
    );
    let numbers = (
        proptest::option::of(select(vec![0, 600, 86_400, 86_401, u32::MAX])),
        select(vec![200, 204, 299, 304]),
        select(vec![400, 403, 599, 200]),
    );
    (lists, numbers, any::<[bool; 8]>()).prop_map(
        |(
            (origins, methods, request_headers, expose),
            (max_age_secs, success_status, denial_status),
            flags,
        )| Owned {
            origins,
            methods,
            request_headers,
            expose,
            max_age_secs,
            success_status,
            denial_status,
            flags,
        },
    )
}

/// A policy without errors: what is wrong is left out, or put right.
fn valid_policy() -> impl Strategy<Value = Owned> {
    any_policy().prop_map(|mut policy| {
        policy.origins.retain(|origin| !matches!(*origin, "https://f.example/" | "a b" | ""));
        policy.methods.retain(|method| *method != "TRACE");
        policy.request_headers.retain(|name| *name != "a,b");
        policy.expose.retain(|name| *name != "set-cookie");
        policy.max_age_secs = policy.max_age_secs.map(|secs| secs.min(86_400));
        policy.success_status = policy.success_status.min(299);
        policy.denial_status = policy.denial_status.max(400);
        let [credentials, static_origin, .., null, http, suffixes] = &mut policy.flags;
        if *credentials {
            policy.origins.retain(|origin| *origin != "*");
            policy.expose.retain(|name| *name != "*");
            (*null, *http, *suffixes) = (false, true, true);
        }
        if policy.origins.is_empty() && !*null {
            policy.origins.push("https://g.example");
        }
        *static_origin &= !*null && matches!(policy.origins[..], ["https://a.example" | "https://g.example"]);
        policy
    })
}

/// What a policy does to some requests, byte by byte.
fn behaviour(policy: &Policy<'_>) -> Vec<u8> {
    let mut told = Vec::new();
    let origins = [
        "https://a.example",
        "https://x.d.example:1",
        "http://y.e.example:81",
        "null",
        "tauri://localhost",
        "x",
    ];
    for (method, asked, names) in [
        ("GET", "", ""),
        ("OPTIONS", "DELETE", "x-api-key"),
        ("OPTIONS", "#", "authorization"),
        ("OPTIONS", "QUERY", "x-y"),
    ] {
        for origin in origins {
            let mut request = Request::new(method.as_bytes());
            request.observe(b"origin", origin.as_bytes());
            if !asked.is_empty() {
                request.observe(b"access-control-request-method", asked.as_bytes());
                request.observe(b"access-control-request-headers", names.as_bytes());
                request.observe(b"access-control-request-private-network", b"true");
            }
            let decision = policy.decide(&request);
            let mut buffer = [0; 8192];
            told.extend(format!("{:?}\n", decision.action()).into_bytes());
            told.extend_from_slice(decision.write_to(&request, &mut buffer).unwrap());
        }
    }
    told
}

/// Whether a format gives a policy back that does the same.
fn survives(stored: &Stored, there_and_back: impl Fn(&Stored) -> Stored) -> Result<(), TestCaseError> {
    let back = there_and_back(stored);
    prop_assert_eq!(behaviour(&back.policy()), behaviour(&stored.policy()));
    // What is written a second time is what was written the first time.
    let text = |policy: &Stored| policy.policy().write_text(&mut [0; 4096]).map(<[u8]>::to_vec);
    prop_assert_eq!(text(&back), text(stored));
    Ok(())
}

fn postcard_of(policy: &impl Serialize) -> Vec<u8> {
    let mut buffer = [0; 4096];
    postcard::to_slice(policy, &mut buffer).unwrap().to_vec()
}

proptest! {
    #[test]
    fn a_valid_spec_comes_back_from_text_as_it_was(policy in valid_policy()) {
        let spec = policy.spec();
        prop_assert_eq!(spec.errors().next(), None);
        let mut buffer = [0; 4096];
        let text = spec.write_text(&mut buffer).unwrap();
        let read = Text::parse(text).unwrap();
        prop_assert_eq!(read.spec(), spec);
    }

    #[test]
    fn a_spec_is_written_if_and_only_if_it_is_valid(policy in any_policy()) {
        let mut buffer = [0; 4096];
        let spec = policy.spec();
        match (spec.write_text(&mut buffer), spec.errors().next()) {
            (Ok(_), None) => {}
            (Err(WriteTextError::Invalid(told)), Some(first)) => prop_assert_eq!(told, first),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn a_stored_policy_survives_every_format(policy in valid_policy()) {
        let stored = Stored::try_build(&policy.spec()).unwrap();
        survives(&stored, |stored| {
            let mut buffer = [0; 4096];
            let text = stored.policy().write_text(&mut buffer).unwrap();
            Stored::try_build(&Text::parse(text).unwrap().spec()).unwrap()
        })?;
        survives(&stored, |stored| postcard::from_bytes(&postcard_of(stored)).unwrap())?;
        survives(&stored, |stored| toml::from_str(&toml::to_string(stored).unwrap()).unwrap())?;
        survives(&stored, |stored| serde_json::from_str(&serde_json::to_string(stored).unwrap()).unwrap())?;
        survives(&stored, |stored| serde_json::from_value(serde_json::to_value(stored).unwrap()).unwrap())?;
    }

    /// Whatever is serialised, what is read is a policy that could be built.
    #[test]
    fn nothing_unchecked_is_read(policy in any_policy()) {
        let spec = policy.spec();
        let valid = spec.errors().next().is_none();
        let read: [Result<Stored, String>; 3] = [
            postcard::from_bytes(&postcard_of(&spec)).map_err(|error| error.to_string()),
            toml::from_str(&toml::to_string(&spec).unwrap()).map_err(|error| error.to_string()),
            serde_json::from_str(&serde_json::to_string(&spec).unwrap()).map_err(|error| error.to_string()),
        ];
        for read in read {
            prop_assert_eq!(read.is_ok(), valid, "{:?}", read.err());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_within_their_bounds(
        text in proptest::collection::vec(
            select(vec![
                &b"origins"[..], b"max_age_secs", b"credentials", b"=", b" ", b"\n", b"\r", b"#", b"true", b"4294967295",
                b"https://a.example", b"\xff", b"\t", b"*",
            ]),
            0..40,
        ),
        noise in any::<Vec<u8>>(),
    ) {
        for text in [text.concat(), noise] {
            let lines = 1 + text.iter().filter(|byte| **byte == b'\n').count();
            for error in TextErrors::of(&text) {
                prop_assert!(text.get(error.place().range()).is_some(), "{}", error);
                prop_assert!((1..=lines).contains(&error.place().line()), "{}", error);
            }
            match Text::parse(&text) {
                Err(error) => prop_assert!(text.get(error.place().range()).is_some()),
                Ok(read) => {
                    prop_assert_eq!(TextErrors::of(&text).next(), None);
                    let in_text = |problem: Problem| text.get(read.locate(&problem).range()).is_some();
                    prop_assert!(read.spec().problems().all(in_text));
                }
            }
        }
    }
}

#[test]
fn a_format_says_what_is_wrong() {
    let refused = |json: &str| serde_json::from_str::<Stored>(json).err().map(|error| error.to_string());
    for (json, why) in [
        (r#"{"origins": ["https://a.example/"]}"#, "origins[0]: an origin has no trailing slash"),
        (r#"{"origins": ["*"], "credentials": true}"#, "origins[0]: `*` with credentials"),
        (r#"{"origins": ["https://a.example"], "origin": []}"#, "unknown field `origin`"),
        (r#"{"origins": ["https://a.example"], "origins": []}"#, "duplicate field `origins`"),
        (r#"{"origins": ["https://a.example https://b.example"]}"#, "an entry is empty or has a blank"),
        (r#"{"origins": ["*"], "success_status": 70000}"#, "success_status: a granted preflight"),
        (
            r#"{"origins": ["*"], "methods": ["1","2","3","4","5","6","7","8","9"]}"#,
            "more entries than there is room",
        ),
        (r#"{"origins": "*"}"#, "a list of strings for origins"),
        (r#"{}"#, "origins: no origin is listed"),
        (r#"[]"#, "all fields of a policy"),
    ] {
        let told = refused(json).unwrap_or_else(|| panic!("{json} is read"));
        assert!(told.contains(why), "{json}: {told}");
    }
    let long = format!(r#"{{"origins": ["https://{}"]}}"#, "a".repeat(5_000));
    assert!(refused(&long).unwrap().contains("more bytes than there are"));
}

#[test]
fn formats_for_people_have_only_what_was_said() {
    let spec = corselet::policy_spec! { origins: ["https://a.example"], credentials: true, max_age_secs: 60, methods: ["PUT"] };
    let stored = Stored::try_build(&spec).unwrap();
    let toml =
        "origins = [\"https://a.example\"]\nmethods = [\"PUT\"]\ncredentials = true\nmax_age_secs = 60\n";
    assert_eq!(toml::to_string(&stored).unwrap(), toml);
    assert_eq!(toml::to_string(&spec).unwrap(), toml);
    assert_eq!(
        serde_json::to_string(&stored.policy()).unwrap(),
        r#"{"origins":["https://a.example"],"methods":["PUT"],"credentials":true,"max_age_secs":60}"#
    );
}
