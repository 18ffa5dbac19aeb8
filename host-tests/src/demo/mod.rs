//! `cargo demo`: from an empty clone to a device that answers, and why it answers so.

mod arguments;
mod device;
mod figures;
mod host;
mod serve;

use std::io::Write;

use anyhow::Result;

pub use arguments::Arguments;

use crate::interrupt;
use crate::tally::Tally;
use crate::tour;

/// Runs the command and returns what the tour counted; `--serve` counts nothing.
///
/// # Errors
/// When something is missing that cannot be installed, the firmware does not build or come up, or the user
/// ends the program.
pub fn run(arguments: Arguments, out: &mut dyn Write) -> Result<Tally> {
    interrupt::watch()?;
    let tally =
        if arguments.host { host::run(arguments.serve, out) } else { device::run(arguments.serve, out) }?;
    if !arguments.serve {
        writeln!(out, "{tally}")?;
    }
    Ok(tally)
}

/// The tour over `target`, with its heading.
fn tour(target: &mut dyn tour::Target, out: &mut dyn Write) -> Result<tour::Outcome> {
    writeln!(out, "the tour: > sent, < answered (status and CORS fields), device: its own log\n")?;
    tour::run(target, &tour::steps(), out)
}
