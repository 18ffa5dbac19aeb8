//! `Sec-Fetch-Site` as a user agent sends it.

use crate::psl::Psl;
use crate::replay::json::{each, flag, text};
use crate::replay::report::Report;
use crate::replay::url::origin_of;
use anyhow::{Context, Result};
use corselet::fetch::embed::SecFetchSite;
use corselet::origin::Origin;
use serde_json::Value;

/// Replays URL lists. What servers conclude from the fields is not the user agent's.
pub fn run(file: &Value, report: &mut Report) -> Result<()> {
    each(file, "sec_fetch_site", report, |case, c| {
        let page = Origin::parse(text(case, "origin")?.as_bytes())?;
        let urls = case["url_list"].as_array().context("no URL list")?;
        let urls: Vec<String> =
            urls.iter().map(|url| origin_of(url.as_str().context("no string")?)).collect::<Result<_>>()?;
        let urls: Vec<Origin<'_>> =
            urls.iter().map(|url| Origin::parse(url.as_bytes())).collect::<Result<_, _>>()?;
        let site = SecFetchSite::of(&page, &urls, flag(case, "user_initiated_navigation")?, &Psl);
        let shown = |site: SecFetchSite| String::from_utf8_lossy(site.name()).into_owned();
        let expected = case["sec_fetch_site"].as_str().unwrap_or("absent");
        c.expect("sec-fetch-site", expected, &site.map_or("absent".to_owned(), shown));
        Ok(())
    });
    for member in ["resource_isolation_policy", "csrf_check"] {
        each(file, member, report, |_, c| {
            c.skip("a server's guard, not a user agent's rule");
            Ok(())
        });
    }
    Ok(())
}
