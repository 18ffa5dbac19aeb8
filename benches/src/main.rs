//! `cargo bench -p benches`: measures all but what is end to end, keeps the figures, prints tables and draws plots. With a
//! word behind `--`, only:
//!
//! - `instructions`: those of the engine and the floor, in seconds; nothing is kept;
//! - `gate`: the engine's instructions against the committed baseline, as in `cargo verify`;
//! - `baseline`: makes those of now the baseline;
//! - `levels`: the engine at the three optimisation levels;
//! - `end-to-end`: servers over loopback, for half a minute or so;
//! - `show`: the tables, from the figures that are kept;
//! - `plots`: draws them anew from those.

mod report;

use std::io::{Write, stdout};
use std::process::ExitCode;

use anyhow::{Result, bail};
use benches::figures::Kind;
use benches::program::Program;
use benches::{callgrind, gate, levels, measure, plots};
use host_tests::footprint::build::Level;
use host_tests::setup::{self, VALGRIND};

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    match run(word.as_deref(), &mut stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well.
fn run(word: Option<&str>, out: &mut dyn Write) -> Result<bool> {
    match word {
        None => {
            all(out)?;
            report::show(out)?;
            plots::draw(out)?;
        }
        Some("instructions") => {
            setup::ensure(&[VALGRIND], out)?;
            report::instructions(&callgrind::count(&Program::Engine(Level::Fastest).build()?, &[])?, out)?;
        }
        Some("gate") => {
            let tally = gate::check(out)?;
            writeln!(out, "{tally}")?;
            return Ok(tally.failed == 0);
        }
        Some("baseline") => gate::refresh(out)?,
        Some("levels") => levels::print(&levels::measure(out)?, out)?,
        Some("end-to-end") => {
            let figures = measure::end_to_end(&Program::Peers.build()?)?;
            figures.store(Kind::EndToEnd)?;
            report::end_to_end(&figures, out)?;
        }
        Some("show") => report::show(out)?,
        Some("plots") => plots::draw(out)?,
        Some(word) => bail!("nothing is called `{word}`: see the top of benches/src/main.rs"),
    }
    Ok(true)
}

/// Measures, and keeps the figures.
fn all(out: &mut dyn Write) -> Result<()> {
    setup::ensure(&[VALGRIND], out)?;
    let (engine, peers) = (Program::Engine(Level::Fastest).build()?, Program::Peers.build()?);
    let step = |what: &str, out: &mut dyn Write| writeln!(out, "measuring {what}");
    step("time", out)?;
    measure::time(&peers, &[])?.store(Kind::Time)?;
    measure::growth(&peers)?.store(Kind::Growth)?;
    step("allocations", out)?;
    measure::allocations(&peers)?.store(Kind::Allocations)?;
    step("instructions", out)?;
    let mut instructions = callgrind::count(&peers, &[])?;
    // Those of the engine and the floor as they are gated.
    instructions.replace(callgrind::count(&engine, &[])?);
    instructions.store(Kind::Instructions)?;
    step("optimisation levels", out)?;
    levels::measure(out)?;
    Ok(())
}
