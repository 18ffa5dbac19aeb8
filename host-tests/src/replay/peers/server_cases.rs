//! `server_cases`: policies, requests, and the recommended answer.

use super::policy::{Mode, OwnedPolicy, lines, members};
use crate::replay::{Case, Report, bytes, each};
use serde_json::Value;

/// Runs the cases of `file`: the answers' lists are compared in `disclose_least` mode, the verdict in the default mode too.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["policy", "request"], check)
}

fn check(c: &Value, case: &mut Case) -> anyhow::Result<()> {
    let policy = OwnedPolicy::read(&c["policy"])?.granting_null();
    let method = bytes(&c["request"]["method"])?;
    let lines = lines(&c["request"]["headers"])?;
    let expected = &c["expect"];

    let least = policy.answer(Mode { disclose_least: true, ..Mode::default() }, &method, &lines)?;
    case.expect("kind", &expected["kind"], least.kind);
    case.expect("reason", &expected["reason"], least.reason);
    case.expect("status", &expected["status"], least.status);
    case.expect("vary", sorted(&expected["vary"]), &least.vary);
    if let Some(headers) = expected["response_headers"].as_array() {
        case.expect(
            "response_headers",
            comparable(headers.iter().map(pair)),
            comparable(least.fields.into_iter()),
        );
    }

    let whole = policy.answer(Mode::default(), &method, &lines)?;
    let verdict = (&expected["kind"], &expected["reason"], &expected["status"]);
    case.expect("verdict with whole lists", verdict, (whole.kind, whole.reason, whole.status));

    let mut cached =
        policy.answer(Mode { disclose_least: true, options_cached: true }, &method, &lines)?.vary;
    if c["policy"]["private_network"] == true {
        // The cases give the least that is correct; an answer that depends on this header says so too.
        cached.retain(|member| member != "access-control-request-private-network");
    }
    case.expect("vary if OPTIONS is cached", sorted(&expected["vary_if_options_cached"]), cached);
    Ok(())
}

fn sorted(list: &Value) -> Vec<String> {
    let mut list: Vec<_> =
        list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    list.sort();
    list
}

fn pair(pair: &Value) -> (String, String) {
    let part = |index: usize| pair[index].as_str().unwrap_or_default().to_owned();
    (part(0).to_ascii_lowercase(), part(1))
}

/// Fields by name; lists as sets of their members, methods excepted, whose case counts.
fn comparable(fields: impl Iterator<Item = (String, String)>) -> Vec<(String, Vec<String>)> {
    let mut fields: Vec<_> = fields
        .map(|(name, value)| {
            let members = match &*name {
                "access-control-allow-headers" | "access-control-expose-headers" => members(&value),
                "access-control-allow-methods" => {
                    let mut methods: Vec<_> =
                        value.split(',').map(|method| method.trim().to_owned()).collect();
                    methods.sort();
                    methods
                }
                _ => vec![value],
            };
            (name, members)
        })
        .collect();
    fields.sort();
    fields
}
