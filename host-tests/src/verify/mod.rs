//! `cargo verify`: every test and every gate, in order, each a command that a person could type.

mod features;
mod perform;
mod select;
mod step;
mod steps;

use std::io::Write;

use anyhow::Result;

use crate::interrupt;
use crate::tally::Tally;

/// Runs the steps that `words` name (all when there are none) and returns the sum of what they counted. With
/// `--list` only prints their names and commands.
///
/// # Errors
/// When a word names no step, or the user ends the program.
pub fn run(words: &[String], out: &mut dyn Write) -> Result<Tally> {
    let steps = steps::steps()?;
    if words.iter().any(|word| word == "--list") {
        steps.iter().try_for_each(|step| writeln!(out, "{:<32} {}", step.name, step.command_line()))?;
        return Ok(Tally::default());
    }
    let steps = select::select(steps, words)?;
    interrupt::watch()?;
    let mut sum = Tally::default();
    for step in &steps {
        sum += perform::perform(step, out)?;
    }
    writeln!(out, "{sum}")?;
    Ok(sum)
}
