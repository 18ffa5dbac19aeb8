//! `X-Frame-Options`.

use crate::replay::json::{each, flag, lines, text};
use crate::replay::report::Report;
use anyhow::{Context, Result};
use corselet::fetch::Profile;
use corselet::fetch::embed::{FrameAncestors, XFrameOptions, check_x_frame_options};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use serde_json::Value;

/// Replays checks; a `frame-ancestors` directive, where a case has one, is told by a flag.
pub fn run(file: &Value, report: &mut Report) -> Result<()> {
    each(file, "cases", report, |case, c| {
        let lines = lines(case, "x_frame_options")?;
        let pairs: Vec<(&[u8], &[u8])> =
            lines.iter().map(|line| (&b"X-Frame-Options"[..], line.as_slice())).collect();
        let frame_ancestors = match flag(case, "csp_frame_ancestors_enforced")? {
            true => FrameAncestors::Allowed,
            false => FrameAncestors::Unspecified,
        };
        let document = Origin::parse(text(case, "destination_origin")?.as_bytes())?;
        let ancestors = case["ancestor_origins"].as_array().context("no ancestors")?;
        let ancestors: Vec<Origin<'_>> = ancestors
            .iter()
            .map(|ancestor| Ok(Origin::parse(ancestor.as_str().context("no string")?.as_bytes())?))
            .collect::<Result<_>>()?;
        let headers = HeaderList::new(&pairs);
        let verdict =
            check_x_frame_options(&headers, frame_ancestors, &document, &ancestors, &Profile::STANDARD);
        let allowed = verdict == XFrameOptions::Allowed;
        c.expect("allowed", &flag(case, "allowed_by_xfo")?.to_string(), &allowed.to_string());
        Ok(())
    });
    Ok(())
}
