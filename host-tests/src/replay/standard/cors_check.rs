//! `cors_check`: whether a response is shared with an origin (Fetch `#concept-cors-check`).

use crate::replay::messages::{Headers, credentials};
use crate::replay::{Report, bytes, each};
use corselet::fetch::{CheckError, Profile, Shared, cors_check};
use corselet::header::HeaderList;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["origin", "credentials", "response_headers"], |c, case| {
        let (origin, headers) = (bytes(&c["origin"])?, Headers::read(&c["response_headers"])?);
        let pairs = headers.pairs();
        let verdict = cors_check(&HeaderList::new(&pairs), &origin, credentials(c)?, &Profile::STANDARD);
        case.expect("result", &c["result"], if verdict.is_ok() { "pass" } else { "fail" });
        case.expect("step", &c["step"], verdict.map_or_else(CheckError::step, step));
        case.expect("reason", &c["reason"], verdict.err().map(reason));
        if let Some(name) = c.get("chromium_error") {
            case.expect("chromium_error", name, verdict.err().map(|e| format!("k{}", e.cors_error().name())));
        }
        Ok(())
    })
}

fn step(shared: Shared) -> u8 {
    match shared {
        Shared::Anybody => 3,
        Shared::Origin => 5,
        _ => 7,
    }
}

/// The reason as the case files write it.
pub(in crate::replay) fn reason(error: CheckError) -> String {
    match error {
        CheckError::MissingAllowOrigin => "missing_allow_origin".to_owned(),
        CheckError::WildcardWithCredentials => "wildcard_with_credentials".to_owned(),
        CheckError::MultipleAllowOrigin => "multiple_allow_origin".to_owned(),
        CheckError::InvalidAllowOrigin => "invalid_allow_origin".to_owned(),
        CheckError::AllowOriginMismatch => "allow_origin_mismatch".to_owned(),
        CheckError::MissingAllowCredentials => "missing_allow_credentials".to_owned(),
        CheckError::InvalidAllowCredentials => "invalid_allow_credentials".to_owned(),
        other => format!("{other:?}"),
    }
}
