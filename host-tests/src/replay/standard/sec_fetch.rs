//! `sec_fetch`: `Sec-Fetch-Site` as a user agent sends it (Fetch Metadata `#sec-fetch-site-header`), and what a server's
//! guard concludes from the fields.

use crate::psl::Psl;
use crate::replay::read::{flag, string, strings};
use crate::replay::url::origin_of;
use crate::replay::{Report, each, text};
use corselet::Action;
use corselet::fetch::embed::SecFetchSite;
use corselet::gate::{Gate, Request};
use corselet::guard::{Guard, GuardSpec, Rule};
use corselet::origin::Origin;
use corselet::policy::NOBODY;
use corselet::server::Scheme;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    let input = ["origin", "url_list", "user_initiated_navigation"];
    each(file, report, "sec_fetch_site", &input, |c, case| {
        let page = Origin::parse(string(&c["origin"])?.as_bytes())?;
        let urls: Vec<String> =
            strings(&c["url_list"])?.into_iter().map(origin_of).collect::<anyhow::Result<_>>()?;
        let urls: Vec<Origin<'_>> =
            urls.iter().map(|url| Origin::parse(url.as_bytes())).collect::<Result<_, _>>()?;
        let site = SecFetchSite::of(&page, &urls, flag(&c["user_initiated_navigation"])?, &Psl);
        case.expect("sec_fetch_site", &c["sec_fetch_site"], site.map(|site| text(site.name())));
        Ok(())
    })?;
    let input = ["method", "sec_fetch_site", "sec_fetch_mode", "sec_fetch_dest"];
    each(file, report, "resource_isolation_policy", &input, |c, case| {
        // The rule is the same for any host; the guard wants one.
        case.expect("allowed", &c["allowed"], admits(c, "site.example", Rule::RESOURCE_ISOLATION)?);
        Ok(())
    })?;
    let input = ["method", "sec_fetch_site", "origin", "host", "trusted_origins"];
    each(file, report, "csrf_check", &input, |c, case| {
        case.expect("allowed", &c["allowed"], admits(c, string(&c["host"])?, Rule::CROSS_ORIGIN_WRITES)?);
        Ok(())
    })
}

/// Whether a guard with this rule lets the case's request pass. The cases know no scheme.
fn admits(c: &Value, host: &str, rule: Rule) -> anyhow::Result<bool> {
    let trusted = if c["trusted_origins"].is_null() { Vec::new() } else { strings(&c["trusted_origins"])? };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let hosts = [name];
    let spec = GuardSpec { hosts: &hosts, trusted_writers: &trusted, rule, ..GuardSpec::EMPTY };
    let mut buffer = [0; 512];
    let guard = Guard::try_build(&spec, &mut buffer)?;
    let mut request = Request::new(string(&c["method"])?.as_bytes(), Scheme::Unknown);
    request.observe(b"host", host.as_bytes());
    for (name, member) in [
        ("origin", "origin"),
        ("sec-fetch-site", "sec_fetch_site"),
        ("sec-fetch-mode", "sec_fetch_mode"),
        ("sec-fetch-dest", "sec_fetch_dest"),
    ] {
        if let Some(value) = c[member].as_str() {
            request.observe(name.as_bytes(), value.as_bytes());
        }
    }
    let decision = Gate::new(&guard, &NOBODY).decide(&request);
    Ok(matches!(decision.action(), Action::Forward))
}
