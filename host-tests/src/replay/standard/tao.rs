//! `tao`: the TAO check (Fetch `#concept-tao-check`).

use crate::replay::names::{mode, tainting};
use crate::replay::read::{field, flag, string};
use crate::replay::{Report, each, lines};
use corselet::fetch::embed::{TimingRequest, check_timing_allow};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use serde_json::Value;

const INPUT: [&str; 7] = [
    "origin",
    "redirect_tainted",
    "timing_allow_origin",
    "mode",
    "response_tainting",
    "current_url_same_origin",
    "timing_allow_failed",
];

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &INPUT, |c, case| {
        let request = TimingRequest {
            origin: Origin::parse(string(&c["origin"])?.as_bytes())?,
            redirect_tainted: flag(&c["redirect_tainted"])?,
            mode: mode(string(&c["mode"])?)?,
            tainting: tainting(string(&c["response_tainting"])?)?,
            same_origin: flag(&c["current_url_same_origin"])?,
            failed_before: flag(&c["timing_allow_failed"])?,
        };
        let lines = lines(&c["timing_allow_origin"])?;
        let pairs = field("Timing-Allow-Origin", &lines);
        let passes = check_timing_allow(&request, &HeaderList::new(&pairs));
        case.expect("result", &c["result"], if passes { "pass" } else { "fail" });
        Ok(())
    })
}
