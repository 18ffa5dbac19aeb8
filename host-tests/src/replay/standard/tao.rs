//! `Timing-Allow-Origin`.

use crate::replay::json::{each, flag, lines, text};
use crate::replay::names::{mode, tainting};
use crate::replay::report::Report;
use corselet::fetch::embed::{TimingRequest, check_timing_allow};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use serde_json::Value;

/// Replays checks.
pub fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, "cases", report, |case, c| {
        let request = TimingRequest {
            origin: Origin::parse(text(case, "origin")?.as_bytes())?,
            redirect_tainted: flag(case, "redirect_tainted")?,
            mode: mode(text(case, "mode")?)?,
            tainting: tainting(text(case, "response_tainting")?)?,
            same_origin: flag(case, "current_url_same_origin")?,
            failed_before: flag(case, "timing_allow_failed")?,
        };
        let lines = lines(case, "timing_allow_origin")?;
        let pairs: Vec<(&[u8], &[u8])> =
            lines.iter().map(|line| (&b"Timing-Allow-Origin"[..], line.as_slice())).collect();
        let passes = check_timing_allow(&request, &HeaderList::new(&pairs));
        c.expect("result", text(case, "result")?, if passes { "pass" } else { "fail" });
        Ok(())
    });
    Ok(())
}
