//! `xfo`: `X-Frame-Options` (HTML `#check-a-navigation-response's-adherence-to-x-frame-options`). A
//! `frame-ancestors` directive, where a case has one, is told by a flag.

use crate::replay::read::{field, flag, string, strings};
use crate::replay::{Report, each, lines};
use corselet::fetch::Profile;
use corselet::fetch::embed::{FrameAncestors, XFrameOptions, check_x_frame_options};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use serde_json::Value;

const INPUT: [&str; 4] =
    ["x_frame_options", "csp_frame_ancestors_enforced", "destination_origin", "ancestor_origins"];

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &INPUT, |c, case| {
        let lines = lines(&c["x_frame_options"])?;
        let frame_ancestors = match flag(&c["csp_frame_ancestors_enforced"])? {
            true => FrameAncestors::Allowed,
            false => FrameAncestors::Unspecified,
        };
        let document = Origin::parse(string(&c["destination_origin"])?.as_bytes())?;
        let ancestors = strings(&c["ancestor_origins"])?;
        let ancestors: Vec<Origin<'_>> =
            ancestors.iter().map(|origin| Origin::parse(origin.as_bytes())).collect::<Result<_, _>>()?;
        let pairs = field("X-Frame-Options", &lines);
        let headers = HeaderList::new(&pairs);
        let verdict =
            check_x_frame_options(&headers, frame_ancestors, &document, &ancestors, &Profile::STANDARD);
        case.expect("allowed", &c["allowed_by_xfo"], verdict == XFrameOptions::Allowed);
        Ok(())
    })
}
