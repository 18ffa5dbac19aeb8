//! The `crossorigin` attribute.

use crate::replay::json::{each, flag, text};
use crate::replay::names::credentials;
use crate::replay::report::Report;
use corselet::fetch::embed::CrossOrigin;
use serde_json::Value;

/// Replays attribute values.
pub fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, "cases", report, |case, c| {
        // An attribute is a string, not bytes; its UTF-8 matches the same ASCII keywords.
        let state = CrossOrigin::of(case["attribute"].as_str().map(str::as_bytes));
        let shown = match state {
            CrossOrigin::NoCors => "No CORS",
            CrossOrigin::Anonymous => "Anonymous",
            CrossOrigin::UseCredentials => "Use Credentials",
        };
        c.expect("state", text(case, "state")?, shown);
        let mode = state.mode(flag(case, "same_origin_fallback")?);
        c.expect("mode", text(case, "mode")?, &String::from_utf8_lossy(mode.name()));
        c.expect("credentials", text(case, "credentials")?, credentials(state.credentials()));
        let module = credentials(state.module_credentials());
        c.expect("module", text(case, "modern_feature_credentials")?, module);
        Ok(())
    });
    Ok(())
}
