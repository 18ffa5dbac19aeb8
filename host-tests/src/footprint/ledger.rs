//! Committed figures: rows of a JSON file, one a line, against which new measurements are held.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::tally::Tally;

/// What was measured, and its figures, each with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Tells the row from all others.
    pub key: Vec<(&'static str, String)>,
    /// In bytes, or whatever the file is about.
    pub figures: Vec<(&'static str, u64)>,
}

/// The rows of a file.
#[derive(Clone, Debug)]
pub struct Ledger(Vec<Map<String, Value>>);

impl Ledger {
    /// Reads a file; one that is not there has no rows.
    ///
    /// # Errors
    /// When the file holds something else.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self(Vec::new()));
        }
        let text = std::fs::read_to_string(path)?;
        Ok(Self(serde_json::from_str(&text).with_context(|| format!("cannot read {}", path.display()))?))
    }

    /// A figure of the row with this key.
    #[must_use]
    pub fn figure(&self, key: &[(&str, &str)], name: &str) -> Option<u64> {
        let row = self
            .0
            .iter()
            .find(|row| key.iter().all(|(part, value)| row.get(*part).is_some_and(|is| is == value)))?;
        row.get(name)?.as_u64()
    }

    /// Holds rows against the committed ones: none may be new, none may be missing, and no figure may be larger than
    /// `limit` makes of the committed one. Tells what is, and how many could be lowered.
    ///
    /// # Errors
    /// When it cannot be told.
    pub fn compare(&self, rows: &[Row], limit: fn(&str, u64) -> u64, out: &mut dyn Write) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut smaller = 0;
        for row in rows {
            let key: Vec<_> = row.key.iter().map(|(part, value)| (*part, value.as_str())).collect();
            let name = key.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" ");
            let mut kept = true;
            for &(figure, now) in &row.figures {
                let before = self.figure(&key, figure);
                let verdict = match before {
                    None => "is not committed".to_owned(),
                    Some(before) if now > limit(figure, before) => {
                        format!("was {before}, {:+}", now as i64 - before as i64)
                    }
                    Some(before) => {
                        smaller += usize::from(now < before);
                        continue;
                    }
                };
                kept = false;
                writeln!(out, "{name}: {figure} {now}: {verdict}")?;
            }
            tally += Tally::one(kept);
        }
        if self.0.len() > rows.len() {
            writeln!(out, "{} committed rows were not measured", self.0.len() - rows.len())?;
            tally += Tally::one(false);
        }
        if smaller > 0 {
            writeln!(out, "{smaller} figures are smaller than committed; --accept lowers them")?;
        }
        Ok(tally)
    }
}

/// Writes rows as a file that [`Ledger::read`] reads.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, rows: &[Row]) -> Result<()> {
    let lines = rows.iter().map(line).collect::<Result<Vec<_>>>()?;
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn line(row: &Row) -> Result<String> {
    let mut line = String::from("{");
    for (part, value) in &row.key {
        write!(line, "{part:?}: {}, ", serde_json::to_string(value)?)?;
    }
    let figures: Vec<_> = row.figures.iter().map(|(name, figure)| format!("{name:?}: {figure}")).collect();
    Ok(line + &figures.join(", ") + "}")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn row(name: &str, figures: &[(&'static str, u64)]) -> Row {
        Row { key: vec![("target", "thumb".into()), ("program", name.into())], figures: figures.to_vec() }
    }

    /// What a comparison with two committed rows tells.
    fn compared(rows: &[Row]) -> (Tally, String) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("ledger.json");
        write(&path, &[row("a", &[("flash", 100), ("stack", 8)]), row("b", &[("flash", 200)])]).unwrap();
        let limit = |name: &str, before| before + if name == "flash" { 32 } else { 0 };
        let mut out = Vec::new();
        let tally = Ledger::read(&path).unwrap().compare(rows, limit, &mut out).unwrap();
        (tally, String::from_utf8(out).unwrap())
    }

    #[test]
    fn what_is_within_the_limit_passes() {
        let rows = [row("a", &[("flash", 132), ("stack", 8)]), row("b", &[("flash", 200)])];
        assert_eq!(compared(&rows), (Tally { passed: 2, failed: 0 }, String::new()));
    }

    #[test]
    fn growth_fails_and_is_told() {
        let rows = [row("a", &[("flash", 133), ("stack", 9)]), row("b", &[("flash", 150)])];
        let (tally, told) = compared(&rows);
        assert_eq!(tally, Tally { passed: 1, failed: 1 });
        assert_eq!(
            told,
            "thumb a: flash 133: was 100, +33\nthumb a: stack 9: was 8, +1\n\
             1 figures are smaller than committed; --accept lowers them\n"
        );
    }

    #[test]
    fn what_is_new_or_missing_fails() {
        let (tally, told) = compared(&[row("c", &[("flash", 1)])]);
        assert_eq!(tally, Tally { passed: 0, failed: 2 });
        assert_eq!(told, "thumb c: flash 1: is not committed\n1 committed rows were not measured\n");
    }

    #[test]
    fn no_file_has_no_rows() {
        assert!(Ledger::read(Path::new("/nonexistent/ledger.json")).unwrap().0.is_empty());
    }
}
