//! A policy that was changed one origin at a time decides as one that was made of the list that came of it.

use corselet::policy::{BuildError, EditError, PolicySpec, StoredPolicy};
use corselet::{Policy, Request, Verdict, policy_spec};
use proptest::prelude::*;

const ORIGINS: usize = 4;
// Room for the text of all entries: the count of origins is what runs out.
type Stored = StoredPolicy<512, ORIGINS, 4>;
type Roomy = StoredPolicy<800, 8, 4>;

/// Entries that cover each other, share prefixes and lengths, or are none.
const ENTRIES: [&str; 14] = [
    "https://a.example",
    "https://b.example",
    "https://a.example:8443",
    "http://a.example",
    "https://*.a.example",
    "https://x.a.example",
    "https://*.a.example:8443",
    "http://localhost:*",
    "http://localhost:3000",
    "tauri://localhost",
    "*",
    "null",
    "https://a.example/",
    "https://*.x.a.example",
];

/// Origins of requests, each granted by some entry or by none.
const ASKED: [&str; 11] = [
    "https://a.example",
    "https://b.example",
    "https://a.example:8443",
    "http://a.example",
    "https://x.a.example",
    "https://y.x.a.example",
    "https://x.a.example:8443",
    "http://localhost:3000",
    "http://localhost",
    "tauri://localhost",
    "https://stranger.example",
];

const SPEC: PolicySpec<'static> = policy_spec! {
    methods: ["PUT", "DELETE"],
    request_headers: ["x-api-key", "content-type"],
    max_age_secs: 600,
};

/// What the policy answers to everybody that may ask, preflights too.
fn answers(policy: Policy<'_>) -> Vec<(Verdict, Vec<u8>)> {
    let ask = |origin: &str, method: &str| {
        let mut request = Request::new(if method.is_empty() { b"GET" } else { b"OPTIONS" });
        request.observe(b"origin", origin.as_bytes());
        if !method.is_empty() {
            request.observe(b"access-control-request-method", method.as_bytes());
            request.observe(b"access-control-request-headers", b"content-type");
        }
        let decision = policy.decide(&request);
        let mut room = [0; 1024];
        (decision.verdict(), decision.write_to(&request, &mut room).unwrap().to_vec())
    };
    ASKED.iter().flat_map(|origin| ["", "PUT", "PATCH"].map(|method| ask(origin, method))).collect()
}

/// The policy, written down.
fn text(policy: Policy<'_>) -> String {
    String::from_utf8(policy.write_text(&mut [0; 1024]).unwrap().to_vec()).unwrap()
}

fn is_denied((verdict, _): &(Verdict, Vec<u8>)) -> bool {
    matches!(verdict, Verdict::ActualDenied | Verdict::PreflightDenied)
}

#[derive(Clone, Copy, Debug)]
enum Edit {
    Add(&'static str),
    Remove(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    (any::<bool>(), 0..ENTRIES.len())
        .prop_map(|(add, place)| if add { Edit::Add(ENTRIES[place]) } else { Edit::Remove(ENTRIES[place]) })
}

proptest! {
    #[test]
    fn edits_come_to_the_list_they_describe(
        credentials in any::<bool>(),
        edits in proptest::collection::vec(edit(), 0..40),
    ) {
        let mut list = vec!["https://first.example"];
        let spec = |list: &[&str]| Stored::try_build(&PolicySpec { origins: list, credentials, ..SPEC });
        let mut stored = spec(&list).unwrap();
        for edit in edits {
            let before = answers(stored.policy());
            let outcome = match edit {
                Edit::Add(entry) => stored.add_origin(entry).map(|()| list.push(entry)),
                Edit::Remove(entry) => {
                    stored.remove_origin(entry).map(|()| list.retain(|listed| *listed != entry))
                }
            };
            match outcome {
                Ok(()) if !list.is_empty() => {
                    let made = spec(&list).unwrap();
                    prop_assert_eq!(answers(stored.policy()), answers(made.policy()));
                    prop_assert_eq!(text(stored.policy()), text(made.policy()));
                }
                Ok(()) => prop_assert!(answers(stored.policy()).iter().all(is_denied)),
                Err(_) => prop_assert_eq!(answers(stored.policy()), before),
            }
            let listed = |entry| list.contains(&entry);
            match (edit, outcome) {
                (Edit::Add(entry), Ok(())) => prop_assert!(listed(entry)),
                (Edit::Add(entry), Err(EditError::Redundant)) => {
                    // Nobody gains by it.
                    let more = [&list[..], &[entry]].concat();
                    let more = Roomy::try_build(&PolicySpec { origins: &more, credentials, ..SPEC }).unwrap();
                    prop_assert_eq!(answers(more.policy()), answers(stored.policy()));
                }
                (Edit::Add(entry), Err(EditError::Build(BuildError::Invalid(problem)))) => {
                    let alone = PolicySpec { origins: &[entry], credentials, ..SPEC };
                    prop_assert_eq!(Some(problem), alone.errors().next());
                }
                (Edit::Add(entry), Err(EditError::Constant)) => prop_assert_eq!(entry, "*"),
                (Edit::Add(_), Err(EditError::Build(BuildError::Origins { needed }))) => {
                    prop_assert_eq!(needed, ORIGINS + 1);
                }
                (Edit::Remove(entry), Err(error)) => {
                    prop_assert_eq!(error, EditError::NotListed);
                    prop_assert!(!listed(entry));
                }
                (Edit::Remove(entry), Ok(())) => prop_assert!(!listed(entry)),
                (edit, outcome) => prop_assert!(false, "{:?}: {:?}", edit, outcome),
            }
        }
    }
}

#[test]
fn a_full_policy_says_what_it_needs_and_stays() {
    let mut policy: StoredPolicy<64, 8, 1> =
        StoredPolicy::try_build(&policy_spec! { origins: ["https://a.example"] }).unwrap();
    let mut added = 0;
    let error = loop {
        match policy.add_origin(&format!("https://{added}.example")) {
            Ok(()) => added += 1,
            Err(error) => break error,
        }
    };
    assert!(added > 0);
    let EditError::Build(BuildError::Text { needed }) = error else { panic!("{error:?}") };
    assert!(needed > 64 && needed < 64 + "https://0.example".len());
    // Every byte that an entry took is free again.
    for _ in 0..100 {
        policy.remove_origin("https://0.example").unwrap();
        policy.add_origin("https://0.example").unwrap();
    }
}

#[test]
fn one_answer_for_everybody_is_not_edited() {
    for spec in [
        policy_spec! { origins: ["*"] },
        policy_spec! { origins: ["https://a.example"], static_origin: true },
    ] {
        let mut policy = Stored::try_build(&spec).unwrap();
        assert_eq!(policy.add_origin("https://b.example"), Err(EditError::Constant));
        assert_eq!(policy.remove_origin("https://a.example"), Err(EditError::Constant));
    }
}

#[test]
fn the_switch_for_plain_http_holds_for_entries_that_are_added() {
    let with = |allow| PolicySpec {
        origins: &["https://a.example"],
        credentials: true,
        dangerously_allow_http_with_credentials: allow,
        ..PolicySpec::EMPTY
    };
    let mut strict = Stored::try_build(&with(false)).unwrap();
    assert!(matches!(strict.add_origin("http://a.example"), Err(EditError::Build(BuildError::Invalid(_)))));
    let mut lax = Stored::try_build(&with(true)).unwrap();
    assert_eq!(lax.add_origin("http://a.example"), Ok(()));
}

#[test]
fn the_first_origin_of_all_makes_a_policy() {
    let mut policy = Stored::deny_all();
    assert_eq!(policy.remove_origin("https://a.example"), Err(EditError::NotListed));
    policy.add_origin("https://a.example").unwrap();
    let made = Stored::try_build(&policy_spec! { origins: ["https://a.example"] }).unwrap();
    assert_eq!(answers(policy.policy()), answers(made.policy()));
}

#[test]
fn an_entry_that_is_listed_twice_is_removed_whole() {
    let mut policy = Stored::try_build(&policy_spec! {
        origins: ["https://a.example", "https://b.example", "https://a.example", "https://*.c.example", "https://*.c.example"]
    })
    .unwrap();
    policy.remove_origin("https://a.example").unwrap();
    policy.remove_origin("https://*.c.example").unwrap();
    let rest = Stored::try_build(&policy_spec! { origins: ["https://b.example"] }).unwrap();
    assert_eq!(answers(policy.policy()), answers(rest.policy()));
}
