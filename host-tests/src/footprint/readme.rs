//! The README's table: the committed budget, between two markers.

use std::path::Path;

use anyhow::{Context, Result};

use super::TARGETS;
use super::build::Level;
use super::ledger::Ledger;
use super::programs::PROGRAMS;

const BEGIN: &str = "<!-- footprint -->";
const END: &str = "<!-- /footprint -->";

/// What a person calls the programs.
const HEADS: [&str; PROGRAMS.len()] = [
    "exact origins",
    "and patterns",
    "all policies",
    "all, and the guard",
    "all, and reasons",
    "all, and run-time policies",
];

/// Puts the table between the markers of a file. Whether the file was as it should be.
///
/// # Errors
/// When the file has no markers, or the budget misses a figure.
pub(super) fn write(path: &Path, budget: &Ledger) -> Result<bool> {
    let text = std::fs::read_to_string(path)?;
    let new = with_table(&text, &table(budget)?)
        .with_context(|| format!("{} has no lines `{BEGIN}` and `{END}`", path.display()))?;
    if new != text {
        std::fs::write(path, &new)?;
    }
    Ok(new == text)
}

/// Whether a file has the table as it should be, or has none.
///
/// # Errors
/// When it cannot be read.
pub(super) fn is_current(path: &Path, budget: &Ledger) -> Result<bool> {
    let text = std::fs::read_to_string(path)?;
    if !text.contains(BEGIN) {
        return Ok(true);
    }
    Ok(with_table(&text, &table(budget)?).is_some_and(|new| new == text))
}

fn with_table(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

/// Flash and stack of every program, a line for each target and level.
fn table(budget: &Ledger) -> Result<String> {
    let mut table =
        format!("| target | opt-level | {} |\n|---|---|{}\n", HEADS.join(" | "), "---:|".repeat(HEADS.len()));
    for target in TARGETS {
        for level in Level::ALL {
            let cells = PROGRAMS.map(|program| {
                let key = [("target", target), ("level", level.name()), ("program", program)];
                Some(format!(
                    "{} / {}",
                    thousands(budget.figure(&key, "flash")?),
                    thousands(budget.figure(&key, "stack")?)
                ))
            });
            let cells: Option<Vec<_>> = cells.into_iter().collect();
            let cells = cells.with_context(|| format!("the budget misses a figure of {target}, {level}"))?;
            table += &format!("| {target} | {} | {} |\n", level.name(), cells.join(" | "));
        }
    }
    Ok(table)
}

fn thousands(number: u64) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::super::ledger::{self, Row};
    use super::*;

    #[test]
    fn the_table_is_put_between_the_markers_once() {
        let folder = TempDir::new().unwrap();
        let (budget, readme) = (folder.path().join("budget.json"), folder.path().join("README.md"));
        let mut rows = Vec::new();
        for target in TARGETS {
            for level in Level::ALL {
                for program in PROGRAMS {
                    let key = [("target", target), ("level", level.name()), ("program", program)];
                    let key = key.map(|(part, value)| (part, value.to_owned())).into();
                    rows.push(Row { key, figures: vec![("flash", 2_048), ("stack", 192)] });
                }
            }
        }
        ledger::write(&budget, &rows).unwrap();
        let budget = Ledger::read(&budget).unwrap();

        std::fs::write(&readme, "# Title\n").unwrap();
        assert!(write(&readme, &budget).is_err());
        assert!(is_current(&readme, &budget).unwrap());

        std::fs::write(&readme, format!("# Title\n\n{BEGIN}\nold\n{END}\n\nMore.\n")).unwrap();
        assert!(!is_current(&readme, &budget).unwrap());
        assert!(!write(&readme, &budget).unwrap());
        assert!(write(&readme, &budget).unwrap());
        assert!(is_current(&readme, &budget).unwrap());
        let text = std::fs::read_to_string(&readme).unwrap();
        assert!(
            text.starts_with(&format!("# Title\n\n{BEGIN}\n| target | opt-level | exact origins |")),
            "{text}"
        );
        assert!(text.contains("\n| thumbv7m-none-eabi | z | 2,048 / 192 | 2,048 / 192 |"), "{text}");
        assert!(text.ends_with(&format!("|\n{END}\n\nMore.\n")), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("| ")).count(), 1 + 12);
    }

    #[test]
    fn a_budget_that_misses_a_row_makes_no_table() {
        assert!(table(&Ledger::read(Path::new("/nonexistent/budget.json")).unwrap()).is_err());
    }
}
