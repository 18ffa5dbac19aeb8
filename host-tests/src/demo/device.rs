//! The firmware on the emulated board.

use std::io::Write;
use std::thread;
use std::time::Duration;

use anyhow::Result;

use super::{figures, serve, tour};
use crate::firmware::{self, Sizes};
use crate::qemu::Machine;
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;
use crate::tour::Target;

/// The firmware's binary.
const BINARY: &str = "firmware";
/// When a toured board is switched off, whatever it does; the tour ends well before.
const LIMIT: Duration = Duration::from_secs(60);
/// The firmware tells a new stack mark within a second.
const MARK: Duration = Duration::from_millis(1_500);

pub(super) fn run(stay: bool, out: &mut dyn Write) -> Result<Tally> {
    setup::ensure(&[Need::RustTarget(firmware::TARGET), setup::QEMU], out)?;
    writeln!(out, "building the firmware for the LM3S6965 (Cortex-M3)")?;
    let elf = firmware::build(&repo::firmware(), BINARY, &[])?;
    let sizes = Sizes::of(&std::fs::read(&elf)?)?;
    writeln!(out, "booting {} on QEMU's lm3s6965evb", elf.display())?;
    let mut machine = Machine::boot(&elf, (!stay).then_some(LIMIT))?;
    machine.boot_lines().iter().try_for_each(|line| writeln!(out, "  device: {line}"))?;
    if stay {
        serve::until_interrupted(&mut machine, out)?;
        return Ok(Tally::default());
    }
    let mut log = machine.boot_lines().to_vec();
    let outcome = tour(&mut machine, out)?;
    log.extend(outcome.log);
    thread::sleep(MARK);
    log.extend(machine.log_lines()?);
    figures::print(sizes, &log, out)?;
    Ok(outcome.tally)
}
