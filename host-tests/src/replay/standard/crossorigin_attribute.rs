//! `crossorigin_attribute`: the attribute's states, and the requests they make (HTML `#cors-settings-attributes`).

use crate::replay::names::credentials;
use crate::replay::read::flag;
use crate::replay::{Report, each, text};
use corselet::fetch::embed::CrossOrigin;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["attribute", "same_origin_fallback"], |c, case| {
        // An attribute is a string, not bytes; its UTF-8 matches the same ASCII keywords.
        let state = CrossOrigin::of(c["attribute"].as_str().map(str::as_bytes));
        let shown = match state {
            CrossOrigin::NoCors => "No CORS",
            CrossOrigin::Anonymous => "Anonymous",
            CrossOrigin::UseCredentials => "Use Credentials",
        };
        case.expect("state", &c["state"], shown);
        case.expect("mode", &c["mode"], text(state.mode(flag(&c["same_origin_fallback"])?).name()));
        case.expect("credentials", &c["credentials"], credentials(state.credentials()));
        let module = credentials(state.module_credentials());
        case.expect("modern_feature_credentials", &c["modern_feature_credentials"], module);
        Ok(())
    })
}
