//! What the firmware takes of the device.

use std::io::Write;

use anyhow::{Context, Result};

use crate::firmware::{FLASH, RAM, Sizes};

/// Before the figure of the deepest stack in the firmware's log: `stack high-water N of M B`.
const MARK: &str = "stack high-water ";

/// Prints flash, static RAM and the last stack mark in `log`.
///
/// # Errors
/// When the log has no stack mark.
pub(super) fn print(sizes: Sizes, log: &[String], out: &mut dyn Write) -> Result<()> {
    let (used, of) = log.iter().rev().find_map(|line| mark(line)).context("the device told no stack mark")?;
    writeln!(out, "the device")?;
    for (what, used, of) in
        [("flash", sizes.flash, FLASH), ("static RAM", sizes.static_ram, RAM), ("stack, deepest", used, of)]
    {
        writeln!(out, "  {what:<15}{used:>7} of {of} B")?;
    }
    writeln!(out)?;
    Ok(())
}

fn mark(line: &str) -> Option<(u64, u64)> {
    let (_, rest) = line.split_once(MARK)?;
    let (used, of) = rest.split_once(" of ")?;
    Some((used.parse().ok()?, of.split(' ').next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_mark_counts() {
        let log = ["stack high-water 10 of 8192 B", "GET / 200", "stack high-water 2000 of 8192 B", "x"];
        let mut out = Vec::new();
        print(Sizes { flash: 1, static_ram: 2 }, &log.map(str::to_owned), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("stack, deepest    2000 of 8192 B\n"), "{text}");
    }

    #[test]
    fn a_log_without_mark_is_an_error() {
        assert!(
            print(Sizes { flash: 1, static_ram: 2 }, &["GET / 200".to_owned()], &mut Vec::new()).is_err()
        );
        assert_eq!(mark("stack high-water x of 9 B"), None);
    }
}
