//! `benches/board` on emulated devices: instructions and stack of every workload, against the committed figures.

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use super::build::Level;
use super::ledger::{self, Ledger, Row};
use crate::cargo::cargo;
use crate::qemu::{Emulator, run_on};
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;

/// A device, and how its clock counts.
struct Board {
    target: &'static str,
    emulator: Emulator,
    /// Instructions in so many ticks.
    instructions: u64,
    ticks: u64,
}

/// An instruction takes 1,024 ns at this `-icount`, and the clocks of these devices tick every 62.5, 80 and 40 ns.
const MACHINES: [Board; 4] = [
    Board {
        target: "thumbv6m-none-eabi",
        emulator: Emulator::arm(&["-M", "microbit", "-icount", "shift=10"]),
        instructions: 625,
        ticks: 10_240,
    },
    Board {
        target: "thumbv7m-none-eabi",
        emulator: Emulator::arm(&["-M", "lm3s6965evb", "-icount", "shift=10"]),
        instructions: 80,
        ticks: 1_024,
    },
    Board {
        target: "thumbv7em-none-eabi",
        emulator: Emulator::arm(&["-M", "mps2-an386", "-icount", "shift=10"]),
        instructions: 40,
        ticks: 1_024,
    },
    // It counts instructions themselves.
    Board {
        target: "riscv32imc-unknown-none-elf",
        emulator: Emulator::riscv(&["-M", "virt", "-bios", "none", "-icount", "shift=0"]),
        instructions: 1,
        ticks: 1,
    },
];

/// What the program prints of each workload, in this order.
const FIGURES: [&str; 6] = ["observe", "decide", "write", "ready", "reason", "stack"];

const LIMIT: Duration = Duration::from_secs(60);

/// The committed figures of a device.
fn results(board: &Board) -> PathBuf {
    repo::root().join("benches/results/board").join(board.target).with_extension("json")
}

/// Measures on the devices whose target begins so, and holds the figures against the committed ones or, with `accept`,
/// commits them.
///
/// # Errors
/// When the program does not build or run.
pub(super) fn check(target: &str, accept: bool, out: &mut dyn Write) -> Result<Tally> {
    let boards: Vec<_> = MACHINES.iter().filter(|board| board.target.starts_with(target)).collect();
    ensure!(!boards.is_empty(), "there is no device for {target}");
    let mut tally = Tally::default();
    for board in boards {
        setup::ensure(&[board.emulator.need(), Need::RustTarget(board.target)], out)?;
        let mut rows = Vec::new();
        for level in Level::ALL {
            let folder = TempDir::with_prefix("board-")?;
            let said = run_on(&board.emulator, &build(board.target, level)?, folder.path(), LIMIT)?;
            rows.extend(board.rows(level, &said)?);
        }
        let results = results(board);
        if accept {
            ledger::write(&results, &rows)?;
            writeln!(out, "wrote {}", results.display())?;
        } else {
            tally += Ledger::read(&results)?.compare(&rows, limit, out)?;
        }
    }
    Ok(tally)
}

/// Instructions may grow by 3 %, the stack not at all.
fn limit(figure: &str, before: u64) -> u64 {
    if figure == "stack" { before } else { before + before * 3 / 100 }
}

fn build(target: &str, level: Level) -> Result<PathBuf> {
    let folder = repo::root().join("target/board");
    let mut command = cargo(&repo::root().join("benches/board"));
    command.args(["build", "--quiet", "--locked", "--profile", level.profile(), "--target", target]);
    let output = command.arg("--target-dir").arg(&folder).stdin(Stdio::null()).output()?;
    ensure!(
        output.status.success(),
        "benches/board does not build:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(folder.join(target).join(level.profile()).join("board"))
}

impl Board {
    /// The rows of what the program printed: a line of what counting itself takes, then one for each workload.
    fn rows(&self, level: Level, said: &str) -> Result<Vec<Row>> {
        let mut lines = said.lines();
        let nothing = lines.next().and_then(|line| line.strip_prefix("nothing "));
        let nothing = nothing.with_context(|| format!("{} does not count: {said}", self.target))?.parse()?;
        lines.map(|line| self.row(level, line, nothing)).collect()
    }

    fn row(&self, level: Level, line: &str, nothing: u64) -> Result<Row> {
        let mut words = line.split(' ');
        let workload = words.next().unwrap_or_default();
        let words: Vec<_> = words.collect();
        if words.len() != FIGURES.len() {
            bail!("{} prints an odd line: {line}", self.target);
        }
        let mut figures = Vec::new();
        for (name, word) in FIGURES.into_iter().zip(words) {
            if word != "-" {
                let number = word.parse()?;
                figures
                    .push((name, if name == "stack" { number } else { self.instructions(number, nothing) }));
            }
        }
        let key = [("target", self.target), ("level", level.name()), ("workload", workload)];
        Ok(Row { key: key.map(|(part, value)| (part, value.to_owned())).into(), figures })
    }

    /// Rounded: a tick is a small part of an instruction.
    fn instructions(&self, ticks: u64, nothing: u64) -> u64 {
        (ticks.saturating_sub(nothing) * self.instructions + self.ticks / 2) / self.ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_become_instructions() {
        let said = "nothing 13\npreflight 22810 10893 33933 - 26 424\n";
        let rows = MACHINES[1].rows(Level::Small, said).unwrap();
        let key = [("target", "thumbv7m-none-eabi"), ("level", "s"), ("workload", "preflight")];
        let figures = [("observe", 1_781), ("decide", 850), ("write", 2_650), ("reason", 1), ("stack", 424)];
        let row =
            Row { key: key.map(|(part, value)| (part, value.to_owned())).into(), figures: figures.into() };
        assert_eq!(rows, [row]);
    }

    #[test]
    fn what_does_not_count_is_told() {
        assert!(MACHINES[3].rows(Level::Small, "panicked\n").is_err());
        assert!(MACHINES[3].rows(Level::Small, "nothing 2\npreflight 1 2\n").is_err());
    }

    #[test]
    fn three_in_a_hundred_are_let_through() {
        assert_eq!([limit("decide", 100), limit("decide", 33), limit("stack", 200)], [103, 33, 200]);
    }
}
