//! `bad_ports`: `ports` (the list) and `cases` (URLs), by Fetch `#port-blocking`.

use crate::replay::read::{number, string};
use crate::replay::url::origin_of;
use crate::replay::{Report, each};
use corselet::fetch::Profile;
use corselet::fetch::embed::{is_bad_port, is_port_blocked};
use corselet::origin::Origin;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "ports", &["port"], |c, case| {
        case.expect("bad", true, is_bad_port(number(&c["port"])?, &Profile::STANDARD));
        Ok(())
    })?;
    each(file, report, "cases", &["url"], |c, case| {
        let origin = origin_of(string(&c["url"])?)?;
        let origin = Origin::parse(origin.as_bytes())?;
        let blocked = origin.tuple().is_some_and(|origin| is_port_blocked(origin, &Profile::STANDARD));
        case.expect("blocked", &c["blocked"], blocked);
        Ok(())
    })
}
