//! Bad ports of the standard.

use crate::replay::json::{each, flag, text};
use crate::replay::report::Report;
use crate::replay::url::origin_of;
use anyhow::Context;
use corselet::fetch::Profile;
use corselet::fetch::embed::{is_bad_port, is_port_blocked};
use corselet::origin::Origin;
use serde_json::Value;

/// Replays the list, and URLs.
pub fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, "ports", report, |case, c| {
        let port = u16::try_from(case["port"].as_u64().context("no port")?)?;
        c.expect(&port.to_string(), "true", &is_bad_port(port, &Profile::STANDARD).to_string());
        Ok(())
    });
    each(file, "cases", report, |case, c| {
        let url = text(case, "url")?;
        let origin = origin_of(url)?;
        let got = Origin::parse(origin.as_bytes())?
            .tuple()
            .is_some_and(|origin| is_port_blocked(origin, &Profile::STANDARD));
        c.expect(url, &flag(case, "blocked")?.to_string(), &got.to_string());
        Ok(())
    });
    Ok(())
}
