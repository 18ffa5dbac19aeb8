//! The proof that nothing of the crate can panic: a program with all of its entries links, although its panic handler
//! calls what nobody defines.
//!
//! A linker drops what cannot be reached, the panic handler too, and refuses what it cannot find. So the proof holds for
//! each target and optimisation level for which it was made, and it is made with the checks of overflow that a firmware
//! may turn on for this crate.

use std::io::Write;

use anyhow::{Result, bail};

use super::TARGETS;
use super::build::{Level, Order, Outcome, Variant};
use crate::setup::{self, Need};
use crate::tally::Tally;

/// What the panic handler of the probes calls.
const MISSING: &str = "a_panic_is_reachable";

/// Proves it for every target and level, and that the proof fails for a program that can panic.
///
/// # Errors
/// When the programs do not build for another reason than a panic that can be reached.
pub fn prove(out: &mut dyn Write) -> Result<Tally> {
    setup::ensure(&TARGETS.map(Need::RustTarget), out)?;
    let mut tally = Tally::default();
    for level in Level::ALL {
        for target in TARGETS {
            for (half, variant) in [("the server's half", Variant::Checked), ("both halves", Variant::Both)] {
                let proved = links("entries", target, level, variant)?;
                let verdict = if proved { "no panic can be reached" } else { "A PANIC CAN BE REACHED" };
                writeln!(out, "{target} {level}, {half}: {verdict}")?;
                tally += Tally::one(proved);
            }
            let control = !links("panicking", target, level, Variant::Checked)?;
            if !control {
                writeln!(out, "{target} {level}: THE PROOF DID NOT FAIL for a program that can panic")?;
            }
            tally += Tally::one(control);
        }
    }
    Ok(tally)
}

/// Whether a program links with a panic handler that cannot.
fn links(program: &str, target: &str, level: Level, variant: Variant) -> Result<bool> {
    let order = Order { programs: &[program], targets: &[target], level, variant };
    match order.build()? {
        Outcome::Built => Ok(true),
        Outcome::Failed(output) if output.contains(&format!("undefined symbol: {MISSING}")) => Ok(false),
        Outcome::Failed(output) => bail!("benches/probe does not build:\n{output}"),
    }
}
