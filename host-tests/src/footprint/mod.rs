//! `cargo footprint`: what the crate takes of a device.
//!
//! Flash by [`flash`], and the proof that no panic can be reached by [`panics`].

use std::io::Write;

use anyhow::{Context, Result, bail};

use build::{Level, Order, Outcome, Variant};

use crate::setup::{self, Need};

pub mod breakdown;
pub mod build;
mod code;
pub mod flash;
pub mod image;
pub mod panics;
pub mod stack;

/// The devices: Cortex-M0, M3, M4 and a 32-bit RISC-V.
pub const TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7m-none-eabi", "thumbv7em-none-eabi", "riscv32imc-unknown-none-elf"];

/// Shows where the bytes of one program come from: its name, the start of a target's name, and `z`, `s` or `3`.
///
/// # Errors
/// When there is no such program, target or level, or it does not build.
pub fn breakdown(program: &str, target: &str, level: &str, lines: bool, out: &mut dyn Write) -> Result<()> {
    let known = TARGETS.into_iter().find(|known| known.starts_with(&format!("{target}-")));
    let target = known.with_context(|| format!("no target {target}"))?;
    let level = Level::ALL.into_iter().find(|known| known.profile() == format!("opt-{level}"));
    let level = level.context("no such level: z, s or 3")?;
    setup::ensure(&[Need::RustTarget(target)], out)?;
    let programs = [program, "nothing"];
    let order = Order { programs: &programs, targets: &[target], level, variant: Variant::Plain };
    if let Outcome::Failed(why) = order.build()? {
        bail!("benches/probe does not build:\n{why}");
    }
    breakdown::show(&order.file(program, target), &order.file("nothing", target), lines, out)
}
