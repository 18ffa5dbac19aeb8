//! `corp`: the cross-origin resource policy internal check (Fetch
//! `#cross-origin-resource-policy-internal-check`). Where the response is not opaque there is none.

use crate::psl::Psl;
use crate::replay::read::{field, flag, string};
use crate::replay::url::origin_of;
use crate::replay::{Report, each, lines};
use anyhow::bail;
use corselet::fetch::embed::{CorpRequest, CorpVerdict, EmbedderPolicy, check_corp};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use serde_json::Value;

const INPUT: [&str; 7] = [
    "origin",
    "response_url",
    "opaque",
    "cross_origin_resource_policy",
    "embedder_policy",
    "for_navigation",
    "request_includes_credentials",
];

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &INPUT, |c, case| {
        let request = CorpRequest {
            origin: Origin::parse(string(&c["origin"])?.as_bytes())?,
            embedder_policy: embedder_policy(string(&c["embedder_policy"])?)?,
            for_navigation: flag(&c["for_navigation"])?,
            includes_credentials: flag(&c["request_includes_credentials"])?,
        };
        let lines = lines(&c["cross_origin_resource_policy"])?;
        let response = origin_of(string(&c["response_url"])?)?;
        let response = Origin::parse(response.as_bytes())?;
        let pairs = field("Cross-Origin-Resource-Policy", &lines);
        let verdict = check_corp(&request, &response, &HeaderList::new(&pairs), &Psl);
        let allowed = !flag(&c["opaque"])? || verdict == CorpVerdict::Allowed;
        case.expect("result", &c["result"], if allowed { "allowed" } else { "blocked" });
        Ok(())
    })
}

fn embedder_policy(name: &str) -> anyhow::Result<EmbedderPolicy> {
    match name {
        "unsafe-none" => Ok(EmbedderPolicy::UnsafeNone),
        "credentialless" => Ok(EmbedderPolicy::Credentialless),
        "require-corp" => Ok(EmbedderPolicy::RequireCorp),
        _ => bail!("unknown embedder policy {name}"),
    }
}
