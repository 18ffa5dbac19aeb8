//! The engine at the three optimisation levels that firmware is built with.

use std::io::Write;

use anyhow::Result;
use host_tests::footprint::build::Level;
use host_tests::setup::{self, VALGRIND};
use serde::{Deserialize, Serialize};

use crate::figures::{Figures, Kind};
use crate::program::Program;
use crate::{callgrind, measure, tables};

/// What one request takes at one level.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Leveled {
    /// Instructions of the program itself and of libraries.
    pub instructions: u64,
    /// Nanoseconds.
    pub time: f64,
}

const SUBJECTS: &[&str] = &["engine-observe", "engine-decide", "engine-write"];

/// Measures all levels, and keeps the figures.
///
/// # Errors
/// When something does not build or run, or the figures cannot be kept.
pub fn measure(out: &mut dyn Write) -> Result<Figures<Leveled>> {
    setup::ensure(&[VALGRIND], out)?;
    let mut figures = Figures::here();
    for level in Level::ALL {
        let program = Program::Engine(level).build()?;
        let instructions = callgrind::count(&program, SUBJECTS)?;
        let time = measure::time(&program, SUBJECTS)?;
        for (workload, subjects) in &instructions.figures {
            for (subject, instructions) in subjects {
                let time = time.get(workload, subject).copied().unwrap_or_default();
                let figure = Leveled { instructions: instructions.total(), time };
                figures.add(workload, &column(subject, level), figure);
            }
        }
    }
    figures.store(Kind::Levels)?;
    Ok(figures)
}

/// Prints them side by side.
///
/// # Errors
/// When they cannot be written.
pub fn print(figures: &Figures<Leveled>, out: &mut dyn Write) -> Result<()> {
    let columns: Vec<String> =
        SUBJECTS.iter().flat_map(|subject| Level::ALL.map(|level| column(subject, level))).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let show = |_: &str, figure: &Leveled| format!("{} ({:.1})", figure.instructions, figure.time);
    tables::print("Optimisation levels: instructions (nanoseconds)", figures, &columns, show, out)
}

fn column(subject: &str, level: Level) -> String {
    format!("{} {level}", subject.trim_start_matches("engine-"))
}
