//! Redundant origins, told by texts, against the naive answer: whether another entry grants every origin that this one does.

use corselet::policy::{PolicySpec, StoredPolicy};
use corselet::{Request, Verdict};
use proptest::prelude::*;
use proptest::sample::select;

/// Origins that tell all entries below apart; two schemes are of one length.
const SCHEMES: [&str; 4] = ["http", "https", "tauri", "ws"];
const HOSTS: [&str; 7] = ["a", "b.a", "c.b.a", "d.c.b.a", "xb.a", "a.", "b.a."];
const PORTS: [&str; 4] = ["", ":1", ":2", ":12"];

fn entries() -> impl Strategy<Value = Vec<String>> {
    let host = select(vec!["a", "b.a", "c.b.a", "*.a", "*.b.a", "*.c.b.a", "a.", "*.a.", "xb.a"]);
    let port = select(vec!["", ":1", ":2", ":12", ":*"]);
    let entry = (select(SCHEMES.to_vec()), host, port)
        .prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"));
    proptest::collection::vec(prop_oneof![20 => entry, 1 => Just("*".to_owned())], 1..6)
}

fn granted(entry: &str) -> Vec<bool> {
    let origins = [entry];
    let stored: StoredPolicy<512, 1, 1> =
        StoredPolicy::try_build(&PolicySpec { origins: &origins, ..PolicySpec::EMPTY }).unwrap();
    let policy = stored.policy();
    let grants = |origin: String| {
        let mut request = Request::new(b"GET");
        request.observe(b"origin", origin.as_bytes());
        policy.decide(&request).verdict() == Verdict::ActualAllowed
    };
    let all = SCHEMES.iter().flat_map(|scheme| {
        HOSTS.iter().flat_map(move |host| PORTS.iter().map(move |port| format!("{scheme}://{host}{port}")))
    });
    // What no entry but `*` grants tells `*` apart.
    all.chain(["tauri://other".to_owned()]).map(grants).collect()
}

proptest! {
    #[test]
    fn redundant_is_what_another_entry_grants(entries in entries()) {
        let origins: Vec<&str> = entries.iter().map(String::as_str).collect();
        let spec = PolicySpec { origins: &origins, ..PolicySpec::EMPTY };
        let redundant = spec.warnings().filter(|problem| problem.code().code() == "redundant");
        let told: Vec<usize> = redundant.map(|problem| problem.index()).collect();

        let sets: Vec<_> = origins.iter().map(|origin| granted(origin)).collect();
        let covers = |by: usize, of: usize| sets[of].iter().zip(&sets[by]).all(|(of, by)| !of || *by);
        let naive: Vec<usize> = (0..origins.len())
            .filter(|of| {
                (0..origins.len()).any(|by| by != *of && covers(by, *of) && (by < *of || !covers(*of, by)))
            })
            .collect();
        prop_assert_eq!(told, naive, "{:?}", origins);
    }
}
