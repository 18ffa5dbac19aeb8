//! The proof that nothing of the crate can panic: a program with all of its entries links, although its panic handler
//! calls what nobody defines.
//!
//! A linker drops what cannot be reached, the panic handler too, and refuses what it cannot find. So the proof holds for
//! each target and optimisation level for which it was made, and it is made with the checks of overflow that a firmware
//! may turn on for this crate.

use std::io::Write;
use std::thread;

use anyhow::{Result, anyhow, bail};

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
    // Each half is built in a folder of its own, and one build alone leaves processors idle.
    let (server, both) = thread::scope(|scope| {
        let server = scope.spawn(|| prove_half("the server's half", Variant::Checked));
        let both = prove_half("both halves", Variant::Both);
        (server.join(), both)
    });
    let server = server.map_err(|_| anyhow!("proving panicked"))??;
    let mut tally = Tally::default();
    for (told, counted) in [server, both?, control()?] {
        write!(out, "{told}")?;
        tally += counted;
    }
    Ok(tally)
}

/// Proves it for a half: what is to be told of it, and the tally.
fn prove_half(half: &str, variant: Variant) -> Result<(String, Tally)> {
    let (mut told, mut tally) = (String::new(), Tally::default());
    for level in Level::ALL {
        for target in TARGETS {
            let proved = links("entries", target, level, variant)?;
            let verdict = if proved { "no panic can be reached" } else { "A PANIC CAN BE REACHED" };
            told += &format!("{target} {level}, {half}: {verdict}\n");
            tally += Tally::one(proved);
        }
    }
    Ok((told, tally))
}

/// The proof must fail for a program that can panic.
fn control() -> Result<(String, Tally)> {
    let (mut told, mut tally) = (String::new(), Tally::default());
    for level in Level::ALL {
        for target in TARGETS {
            let failed = !links("panicking", target, level, Variant::Checked)?;
            if !failed {
                told += &format!("{target} {level}: THE PROOF DID NOT FAIL for a program that can panic\n");
            }
            tally += Tally::one(failed);
        }
    }
    Ok((told, tally))
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
