//! `acrh_lists`: lines of `access-control-request-headers` against a list of allowed names.

use super::policy::{Mode, OwnedPolicy};
use crate::replay::{Report, each, lines};
use serde_json::{Value, json};

/// Runs the cases of `file`, against the recommendation for engines that take any order and case.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["allowed", "values"], |c, case| {
        let policy = json!({
            "origins": ["https://a.example"], "methods": [], "request_headers": c["allowed"], "response_headers": [],
        });
        let policy = OwnedPolicy::read(&policy)?.granting_null();
        let mut headers = vec![
            (b"origin".to_vec(), b"https://a.example".to_vec()),
            (b"access-control-request-method".to_vec(), b"GET".to_vec()),
        ];
        headers.extend(
            lines(&c["values"])?.into_iter().map(|line| (b"access-control-request-headers".to_vec(), line)),
        );
        for disclose_least in [false, true] {
            let answer = policy.answer(Mode { disclose_least, ..Mode::default() }, b"OPTIONS", &headers)?;
            case.expect("recommended", &c["by"]["recommended"], answer.kind == "preflight-allowed");
        }
        Ok(())
    })
}
