//! Taking figures with the measured programs.

use std::path::Path;
use std::process::Command;

use std::ops::Sub;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::figures::Figures;
use crate::program::printed;

/// What one request allocates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocations {
    /// How often.
    pub count: u64,
    /// How many bytes in all.
    pub bytes: u64,
}

impl Sub for Allocations {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let count = self.count.saturating_sub(other.count);
        Self { count, bytes: self.bytes.saturating_sub(other.bytes) }
    }
}

/// Nanoseconds a request, of the cases of `program` whose subject begins with one of `subjects`, or of all.
///
/// # Errors
/// When the program fails.
pub fn time(program: &Path, subjects: &[&str]) -> Result<Figures<f64>> {
    each(program, "time", subjects, |words| words.first()?.parse().ok())
}

/// Nanoseconds a request with hostile values of growing lengths.
///
/// # Errors
/// When the program fails.
pub fn growth(program: &Path) -> Result<Figures<f64>> {
    each(program, "growth", &[], |words| words.first()?.parse().ok())
}

/// Nanoseconds that a server takes of the processor a request.
///
/// # Errors
/// When the program fails.
pub fn end_to_end(program: &Path) -> Result<Figures<f64>> {
    each(program, "end-to-end", &[], |words| words.first()?.parse().ok())
}

/// Allocations a request, of all cases of `program`.
///
/// # Errors
/// When the program fails.
pub fn allocations(program: &Path) -> Result<Figures<Allocations>> {
    each(program, "allocations", &[], |words| match words {
        [count, bytes] => Some(Allocations { count: count.parse().ok()?, bytes: bytes.parse().ok()? }),
        _ => None,
    })
}

/// Runs `program` and reads a figure from each line.
fn each<T>(
    program: &Path,
    command: &str,
    subjects: &[&str],
    read: impl Fn(&[&str]) -> Option<T>,
) -> Result<Figures<T>> {
    let mut figures = Figures::here();
    for line in printed(Command::new(program).arg(command).args(subjects))?.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let figure = match &words[..] {
            [subject, workload, rest @ ..] => read(rest).map(|figure| (*subject, *workload, figure)),
            _ => None,
        };
        let (subject, workload, figure) = figure.with_context(|| format!("not a figure: {line}"))?;
        figures.add(workload, subject, figure);
    }
    Ok(figures)
}
