//! `origin_header_emit`: which `Origin` is sent when (Fetch `#append-a-request-origin-header`).

use crate::replay::messages::{mode, parsed, referrer_policy, string};
use crate::replay::{Report, bytes, each, text};
use anyhow::bail;
use corselet::fetch::{Profile, Request, RequestOrigin, Tainting, origin_header};
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    let input = [
        "origin",
        "current_url",
        "method",
        "mode",
        "response_tainting",
        "referrer_policy",
        "redirect_tainted",
    ];
    each(file, report, "cases", &input, |c, case| {
        let (origin, method) = (bytes(&c["origin"])?, bytes(&c["method"])?);
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = &method;
        request.mode = mode(c)?;
        request.referrer_policy = referrer_policy(c)?;
        let tainting = match string(c, "response_tainting")? {
            "basic" => Tainting::Basic,
            "cors" => Tainting::Cors,
            "opaque" => Tainting::Opaque,
            other => bail!("unknown tainting `{other}`"),
        };
        let tainted = c["redirect_tainted"] == true;
        let url = bytes(&c["current_url"])?;
        let sent = parsed(&url, |url| origin_header(&request, tainting, tainted, url, &Profile::STANDARD))?;
        case.expect("origin_header", &c["origin_header"], sent.map(text));
        Ok(())
    })
}
