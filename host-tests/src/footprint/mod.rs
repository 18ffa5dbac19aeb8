//! `cargo footprint`: what the crate takes of a device.
//!
//! Flash and stack of the programs in `benches/probe`, by [`flash`] and [`stack`], against a committed budget; the proof
//! that no panic can be reached, by [`panics`]; and instructions of `benches/board` on emulated devices.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use build::{Level, Order, Outcome, Variant};
use ledger::Ledger;

use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;

mod board;
pub mod breakdown;
pub mod build;
mod code;
pub mod flash;
pub mod image;
pub mod ledger;
pub mod panics;
mod programs;
mod readme;
pub mod stack;

/// The devices: Cortex-M0, M3, M4 and a 32-bit RISC-V.
pub const TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7m-none-eabi", "thumbv7em-none-eabi", "riscv32imc-unknown-none-elf"];

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Hold flash, stack and panics against the budget, and the README's table too; with `accept`, make them the budget.
    Budget {
        /// Instead of failing.
        accept: bool,
    },
    /// The same for the instructions and the stack of every workload on emulated devices.
    Board {
        /// The start of their targets' names.
        target: String,
        /// Instead of failing.
        accept: bool,
    },
    /// Put the table of the committed budget into a file.
    Table(PathBuf),
    /// Show where the bytes of one program come from.
    Breakdown {
        /// One of those in `benches/probe`.
        program: String,
        /// The start of a target's name.
        target: String,
        /// `z`, `s` or `3`.
        level: String,
        /// By source line as well.
        lines: bool,
    },
}

/// Answers on `out`.
///
/// # Errors
/// When something cannot be built or run, or there is no such program, target or level.
pub fn answer(question: &Question, out: &mut dyn Write) -> Result<Tally> {
    match question {
        Question::Budget { accept } => {
            let mut tally = programs::check(*accept, out)?;
            let (readme, budget) = (repo::root().join("README.md"), Ledger::read(&programs::budget())?);
            let current = readme::is_current(&readme, &budget)?;
            if *accept && !current {
                readme::write(&readme, &budget)?;
            } else if !current {
                writeln!(out, "the README's table is not that of the budget; --table README.md writes it")?;
            }
            tally += Tally::one(*accept || current);
            tally += panics::prove(out)?;
            Ok(tally)
        }
        Question::Board { target, accept } => board::check(target, *accept, out),
        Question::Table(path) => {
            readme::write(path, &Ledger::read(&programs::budget())?)?;
            Ok(Tally::default())
        }
        Question::Breakdown { program, target, level, lines } => {
            show(program, target, level, *lines, out)?;
            Ok(Tally::default())
        }
    }
}

fn show(program: &str, target: &str, level: &str, lines: bool, out: &mut dyn Write) -> Result<()> {
    let known = TARGETS.into_iter().find(|known| known.starts_with(&format!("{target}-")));
    let target = known.with_context(|| format!("no target {target}"))?;
    let level = Level::ALL.into_iter().find(|known| known.name() == level);
    let level = level.context("no such level: z, s or 3")?;
    setup::ensure(&[Need::RustTarget(target)], out)?;
    let programs = [program, programs::SKELETON];
    let order = Order { programs: &programs, targets: &[target], level, variant: Variant::Plain };
    if let Outcome::Failed(why) = order.build()? {
        bail!("benches/probe does not build:\n{why}");
    }
    breakdown::show(&order.file(program, target), &order.file(programs::SKELETON, target), lines, out)
}
