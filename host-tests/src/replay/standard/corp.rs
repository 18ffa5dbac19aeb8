//! `Cross-Origin-Resource-Policy`.

use crate::psl::Psl;
use crate::replay::json::{each, flag, lines, text};
use crate::replay::report::Report;
use crate::replay::url::origin_of;
use anyhow::{Result, bail};
use corselet::fetch::embed::{CorpRequest, CorpVerdict, EmbedderPolicy, check_corp};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use serde_json::Value;

/// Replays checks; where the response is not opaque there is none.
pub fn run(file: &Value, report: &mut Report) -> Result<()> {
    each(file, "cases", report, |case, c| {
        let request = CorpRequest {
            origin: Origin::parse(text(case, "origin")?.as_bytes())?,
            embedder_policy: embedder_policy(text(case, "embedder_policy")?)?,
            for_navigation: flag(case, "for_navigation")?,
            includes_credentials: flag(case, "request_includes_credentials")?,
        };
        let lines = lines(case, "cross_origin_resource_policy")?;
        let pairs: Vec<(&[u8], &[u8])> =
            lines.iter().map(|line| (&b"Cross-Origin-Resource-Policy"[..], line.as_slice())).collect();
        let response = origin_of(text(case, "response_url")?)?;
        let response = Origin::parse(response.as_bytes())?;
        let verdict = check_corp(&request, &response, &HeaderList::new(&pairs), &Psl);
        let allowed = !flag(case, "opaque")? || verdict == CorpVerdict::Allowed;
        c.expect("result", text(case, "result")?, if allowed { "allowed" } else { "blocked" });
        Ok(())
    });
    Ok(())
}

fn embedder_policy(name: &str) -> Result<EmbedderPolicy> {
    match name {
        "unsafe-none" => Ok(EmbedderPolicy::UnsafeNone),
        "credentialless" => Ok(EmbedderPolicy::Credentialless),
        "require-corp" => Ok(EmbedderPolicy::RequireCorp),
        _ => bail!("unknown embedder policy {name}"),
    }
}
