//! Address spaces of Local Network Access.

use crate::replay::json::{each, flag, text};
use crate::replay::report::Report;
use anyhow::{Result, bail};
use corselet::fetch::embed::AddressSpace;
use serde_json::Value;

/// Replays addresses, and the matrix of clients and targets.
pub fn run(file: &Value, report: &mut Report) -> Result<()> {
    each(file, "cases", report, |case, c| {
        let address = text(case, "address")?;
        let expected = space(text(case, "space")?)?;
        let got = match address.parse() {
            Ok(address) => AddressSpace::of(&address),
            Err(_) if AddressSpace::is_local_name(address.as_bytes()) => AddressSpace::Local,
            Err(error) => return Err(error.into()),
        };
        c.expect(address, &format!("{expected:?}"), &format!("{got:?}"));
        Ok(())
    });
    each(file, "matrix", report, |case, c| {
        let got = space(text(case, "client")?)?.is_local_network_request(space(text(case, "target")?)?);
        c.expect(
            "local network request",
            &flag(case, "local_network_request")?.to_string(),
            &got.to_string(),
        );
        Ok(())
    });
    Ok(())
}

fn space(name: &str) -> Result<AddressSpace> {
    match name {
        "loopback" => Ok(AddressSpace::Loopback),
        "local" => Ok(AddressSpace::Local),
        "public" => Ok(AddressSpace::Public),
        _ => bail!("unknown space {name}"),
    }
}
