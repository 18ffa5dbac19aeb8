//! `bad_ports`: the ports that Chromium refuses.

use crate::replay::read::number;
use crate::replay::{Report, each};
use corselet::fetch::Profile;
use corselet::fetch::embed::is_bad_port;
use serde_json::Value;

/// Runs the cases of `file`, and sweeps all 65,536 ports: how many are refused must be what the file counted.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["port"], |c, case| {
        case.expect("blocked", &c["blocked"], is_bad_port(number(&c["port"])?, &Profile::CHROMIUM));
        Ok(())
    })?;
    let refused = (1..=u16::MAX).filter(|port| is_bad_port(*port, &Profile::CHROMIUM)).count();
    for (scheme, errors) in file["tested"]["errors"].as_object().into_iter().flatten() {
        report.case(&*format!("{scheme} ports 1 to 65535"), |case| {
            case.expect("refused", &errors["net::ERR_UNSAFE_PORT"], refused);
            Ok(())
        });
    }
    for (scheme, error) in file["tested"]["port_0"].as_object().into_iter().flatten() {
        report.case(&*format!("{scheme} port 0"), |case| {
            case.expect("refused", error == "net::ERR_UNSAFE_PORT", is_bad_port(0, &Profile::CHROMIUM));
            Ok(())
        });
    }
    Ok(())
}
