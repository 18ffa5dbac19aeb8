//! Ports that Chromium refuses.

use crate::replay::json::each;
use crate::replay::report::Report;
use anyhow::Context;
use corselet::fetch::Profile;
use corselet::fetch::embed::is_bad_port;
use serde_json::Value;

/// Replays the listed ports, and sweeps all 65,536: how many are refused must be what the file counted.
pub fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, "cases", report, |case, c| {
        let port = u16::try_from(case["port"].as_u64().context("no port")?)?;
        let expected = case["blocked"].as_bool().context("no verdict")?;
        c.expect("blocked", &expected.to_string(), &is_bad_port(port, &Profile::CHROMIUM).to_string());
        Ok(())
    });
    let Some(counts) = file["tested"]["errors"].as_object() else {
        return Ok(());
    };
    let refused = (1..=u16::MAX).filter(|port| is_bad_port(*port, &Profile::CHROMIUM)).count();
    for (scheme, errors) in counts {
        report.case(&format!("{scheme} ports 1 to 65535"), |c| {
            c.expect("refused", &errors["net::ERR_UNSAFE_PORT"].to_string(), &refused.to_string());
        });
    }
    for (scheme, error) in file["tested"]["port_0"].as_object().into_iter().flatten() {
        report.case(&format!("{scheme} port 0"), |c| {
            let expected = error == "net::ERR_UNSAFE_PORT";
            c.expect("refused", &expected.to_string(), &is_bad_port(0, &Profile::CHROMIUM).to_string());
        });
    }
    Ok(())
}
