//! `sec_fetch`: `Sec-Fetch-Site` as a user agent sends it (Fetch Metadata `#sec-fetch-site-header`). What a server
//! concludes from the fields is not its business.

use crate::psl::Psl;
use crate::replay::read::{flag, string, strings};
use crate::replay::url::origin_of;
use crate::replay::{Report, each, text};
use corselet::fetch::embed::SecFetchSite;
use corselet::origin::Origin;
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
    for array in ["resource_isolation_policy", "csrf_check"] {
        each(file, report, array, &[], |_, case| {
            case.skip("a server's guard, not a user agent's rule");
            Ok(())
        })?;
    }
    Ok(())
}
