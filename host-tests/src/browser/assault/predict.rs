//! What the crate's user agent half makes of the answer to an attack.

use anyhow::Result;
use corselet::fetch::Profile;
use corselet::fetch::embed::{
    CorpRequest, CorpVerdict, Destination, EmbedderPolicy, FrameAncestors, MediaRequest, OpaqueResponse,
    OrbEffect, OrbVerdict, XFrameOptions, check_corp, check_frame_ancestors, check_x_frame_options,
    is_blocked_by_nosniff,
};
use corselet::header::HeaderList;
use corselet::origin::Origin;

use crate::http::Response;
use crate::psl::Psl;

const PROFILE: &Profile = &Profile::CHROMIUM;

/// Whether a user agent keeps `response`, of the origin `device`, from a page of the origin `page` that asked for it by the
/// function `by`: in a frame it then shows nothing, and everything else fails. `None` for what other rules are for.
pub(super) fn is_kept(by: &str, page: &str, device: &str, response: &Response) -> Result<Option<bool>> {
    let (page, device) = (Origin::parse(page.as_bytes())?, Origin::parse(device.as_bytes())?);
    let fields: Vec<_> =
        response.fields.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
    let fields = HeaderList::new(&fields);
    let destination = match by {
        "post" | "take" => Destination::Empty,
        "image" => Destination::Image,
        "script" => Destination::Script,
        "frame" => {
            let ancestors = [page];
            let by_csp = check_frame_ancestors(&fields, &device, &ancestors);
            let by_xfo = check_x_frame_options(&fields, by_csp, &device, &ancestors, PROFILE);
            return Ok(Some(by_csp == FrameAncestors::Blocked || by_xfo != XFrameOptions::Allowed));
        }
        _ => return Ok(None),
    };
    let request = CorpRequest {
        origin: page,
        embedder_policy: EmbedderPolicy::UnsafeNone,
        for_navigation: false,
        includes_credentials: false,
    };
    let by_corp = check_corp(&request, &device, &fields, &Psl) != CorpVerdict::Allowed;
    let opaque = OpaqueResponse::new(response.status, &fields, MediaRequest::No);
    let by_orb = matches!(opaque.decide(&response.body, PROFILE), OrbVerdict::Block(_))
        && OrbEffect::of(destination, PROFILE) == OrbEffect::NetworkError;
    Ok(Some(by_corp || by_orb || is_blocked_by_nosniff(destination, &fields)))
}
