//! `ip_address_space`: address spaces (Local Network Access `#determine-the-ip-address-space`), and which requests
//! go from one to a less public one.

use crate::replay::read::string;
use crate::replay::{Report, each};
use anyhow::bail;
use corselet::fetch::embed::AddressSpace;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["address"], |c, case| {
        let address = string(&c["address"])?;
        let space = match address.parse() {
            Ok(address) => AddressSpace::of(&address),
            Err(_) if AddressSpace::is_local_name(address.as_bytes()) => AddressSpace::Local,
            Err(error) => return Err(error.into()),
        };
        case.expect("space", &c["space"], format!("{space:?}").to_ascii_lowercase());
        Ok(())
    })?;
    each(file, report, "matrix", &["client", "target"], |c, case| {
        let (client, target) = (space(string(&c["client"])?)?, space(string(&c["target"])?)?);
        case.expect("request", &c["local_network_request"], client.is_local_network_request(target));
        Ok(())
    })
}

fn space(name: &str) -> anyhow::Result<AddressSpace> {
    match name {
        "loopback" => Ok(AddressSpace::Loopback),
        "local" => Ok(AddressSpace::Local),
        "public" => Ok(AddressSpace::Public),
        _ => bail!("unknown space {name}"),
    }
}
