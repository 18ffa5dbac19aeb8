//! The gate: no workload may take over 3 % more instructions of the engine than the committed baseline says.
//!
//! Counted are the instructions of the program itself: the same compiler makes the same of them everywhere. Calls of the
//! C library are gated by their number: what they do is the library's matter.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use host_tests::footprint::build::Level;
use host_tests::repo;
use host_tests::setup::{self, VALGRIND};
use host_tests::tally::Tally;
use serde_json::Value;

use crate::callgrind::{self, Instructions};
use crate::figures::Figures;
use crate::program::Program;

/// What may be added to a hundred.
const TOLERANCE: u64 = 3;

/// Which subjects are gated, by how their names begin.
pub const SUBJECTS: &[&str] = &["engine"];

fn file() -> PathBuf {
    repo::root().join("benches/baseline.json")
}

/// Counts anew.
///
/// # Errors
/// When valgrind cannot be had, or the program does not build.
pub fn count(out: &mut dyn Write) -> Result<Figures<Instructions>> {
    setup::ensure(&[VALGRIND], out)?;
    callgrind::count(&Program::Engine(Level::Fastest).build()?, SUBJECTS)
}

/// Compares with the baseline, and tells what differs.
///
/// # Errors
/// As [`count`], or when there is no baseline.
pub fn check(out: &mut dyn Write) -> Result<Tally> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu")) {
        writeln!(out, "the baseline is one of x86-64 Linux with glibc: nothing is compared")?;
        return Ok(Tally::default());
    }
    let text = fs::read_to_string(file())
        .context("there is no baseline: `cargo bench -p benches -- baseline` makes it")?;
    let baseline: Figures<Instructions> =
        serde_json::from_str(&text).context("the baseline is not understood")?;
    compare(&baseline, &count(out)?, out)
}

/// Makes the figures of now the baseline.
///
/// # Errors
/// As [`count`], or when the file cannot be written.
pub fn refresh(out: &mut dyn Write) -> Result<()> {
    let figures = count(out)?;
    // What libraries do is not compared, and would change the file on every machine.
    let mut value = serde_json::to_value(figures.map(|figure| Instructions { library: 0, ..*figure }))?;
    value["taken_on"] = Value::from(std::env::consts::ARCH);
    fs::write(file(), serde_json::to_string_pretty(&value)? + "\n")
        .context("the baseline cannot be written")?;
    writeln!(out, "wrote {}", file().display())?;
    Ok(())
}

fn compare(
    baseline: &Figures<Instructions>,
    now: &Figures<Instructions>,
    out: &mut dyn Write,
) -> Result<Tally> {
    let mut tally = Tally::default();
    for (workload, subjects) in &now.figures {
        for (subject, figure) in subjects {
            let known = baseline.get(workload, subject);
            let passed = known.is_some_and(|known| {
                figure.own * 100 <= known.own * (100 + TOLERANCE) && figure.calls <= known.calls
            });
            match known {
                None => writeln!(out, "{subject} {workload}: not in the baseline")?,
                Some(known) if !passed => writeln!(
                    out,
                    "{subject} {workload}: {} instructions and {} calls were {} and {}",
                    figure.own, figure.calls, known.own, known.calls
                )?,
                Some(_) => {}
            }
            tally += Tally::one(passed);
        }
    }
    for (workload, subjects) in &baseline.figures {
        for subject in subjects.keys().filter(|subject| now.get(workload, subject).is_none()) {
            writeln!(out, "{subject} {workload}: in the baseline, but no longer measured")?;
            tally += Tally::one(false);
        }
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(own: u64, calls: u64) -> Figures<Instructions> {
        let mut figures = Figures::here();
        figures.add("actual", "engine-write", Instructions { own, calls, library: 9 });
        figures
    }

    fn compared(now: &Figures<Instructions>) -> Tally {
        compare(&figures(200, 1), now, &mut Vec::new()).unwrap()
    }

    #[test]
    fn three_in_a_hundred_pass_and_more_do_not() {
        assert_eq!(compared(&figures(206, 1)), Tally { passed: 1, failed: 0 });
        assert_eq!(compared(&figures(207, 1)), Tally { passed: 0, failed: 1 });
        assert_eq!(compared(&figures(100, 2)), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn what_is_only_on_one_side_fails() {
        let mut other = Figures::here();
        other.add("preflight", "engine-write", Instructions::default());
        assert_eq!(compared(&other), Tally { passed: 0, failed: 2 });
    }
}
