//! The same gateway as a process of this machine.

use std::io::Write;

use anyhow::Result;

use super::{serve, tour};
use crate::host_gateway::HostGateway;
use crate::tally::Tally;

pub(super) fn run(stay: bool, out: &mut dyn Write) -> Result<Tally> {
    let mut gateway = HostGateway::start()?;
    if stay {
        serve::until_interrupted(&mut gateway, out)?;
        return Ok(Tally::default());
    }
    Ok(tour(&mut gateway, out)?.tally)
}
