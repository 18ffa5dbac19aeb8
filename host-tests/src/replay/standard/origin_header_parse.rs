//! `origin_header_parse`: which bytes a user agent can send as `Origin` (Fetch `#origin-header`, HTML
//! `#ascii-serialisation-of-an-origin`), and what they name.

use crate::replay::{Case, Report, bytes, each, text};
use corselet::origin::{Host, Origin, Port};
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["value"], |c, case| {
        let value = bytes(&c["value"])?;
        let parsed = Origin::parse(&value);
        match &c["ua_canonical"] {
            Value::Null => case.skip("what a user agent does is unknown for this scheme"),
            canonical => case.expect("ua_canonical", canonical, parsed.is_ok()),
        }
        // Bytes outside the grammar come without parts, though a user agent can send some of them.
        match parsed {
            Ok(origin) if c["abnf_valid"] == true => parts(c, &origin, case),
            _ => {}
        }
        Ok(())
    })
}

fn parts(c: &Value, origin: &Origin<'_>, case: &mut Case) {
    let Some(tuple) = origin.tuple() else {
        case.expect("kind is tuple", c["kind"] == "tuple", false);
        return;
    };
    let (host_type, port) = (
        match tuple.host() {
            Host::Name(_) => "domain",
            Host::Ipv4(_) => "ipv4",
            Host::Ipv6(_) => "ipv6",
        },
        match tuple.port() {
            Port::Default => None,
            Port::Number(number) => Some(number),
        },
    );
    case.expect("kind", &c["kind"], "tuple");
    case.expect("scheme", &c["scheme"], text(tuple.scheme()));
    case.expect("host", &c["host"], tuple.host().to_string());
    case.expect("host_type", &c["host_type"], host_type);
    case.expect("port_number", &c["port_number"], port);
    case.expect("serialised", &c["value"], origin.to_string());
}
