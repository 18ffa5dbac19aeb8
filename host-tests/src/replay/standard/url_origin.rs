//! `url_origin`: `cases` (input, base, origin) and `parse_failures` (input, base), in the Web Platform Tests' format.

use crate::idna::Idna;
use crate::replay::Report;
use crate::replay::text::serialized;
use corselet::origin::url::{self, Scratch};
use serde_json::Value;

/// Replays the file's `cases` and `parse_failures`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    for (list, expected) in [("cases", None), ("parse_failures", Some("failure"))] {
        for (index, case) in file[list].as_array().into_iter().flatten().enumerate() {
            let input = case["input"].as_str().unwrap_or_default();
            let got = origin(input, case["base"].as_str());
            let expected = expected.or(case["origin"].as_str()).unwrap_or("a string in \"origin\"");
            report.compare(&format!("{list}/{index} {input:?}"), "origin", expected, &got);
        }
    }
    Ok(())
}

/// The serialised origin of a URL, `failure`, or the limit that was met.
fn origin(input: &str, base: Option<&str>) -> String {
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let base = match base.map(|base| url::parse(base.as_bytes(), None, &Idna, &mut scratch)).transpose() {
        Ok(base) => base,
        Err(error) => return format!("base: {error}"),
    };
    match url::parse(input.as_bytes(), base.as_ref(), &Idna, &mut scratch) {
        Ok(url) => serialized(&url.origin()),
        Err(error) if error.is_failure() => "failure".to_owned(),
        Err(error) => error.to_string(),
    }
}
