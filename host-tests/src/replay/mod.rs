//! `cargo replay`: case files in, one line a mismatch out.
//!
//! A case file is JSON: facts about the standard, a browser or a server, written down as input and outcome. Its
//! schema picks the runner (`schemas`) that puts each input through `corselet` and compares (`report`). Where
//! the project decides otherwise on purpose, the case is listed with its reason (`differences`).

mod case_id;
mod chromium;
mod differences;
mod each;
mod isomorphic;
mod journey;
mod messages;
mod names;
mod peers;
mod read;
mod report;
mod schemas;
mod standard;
#[cfg(test)]
mod tests;
mod text;
mod url;

pub use case_id::CaseId;
pub use differences::Difference;
pub use each::each;
pub use isomorphic::{bytes, lines, text};
pub use report::{Case, Counts, Report};

use anyhow::{Context, ensure};
use serde_json::Value;
use std::io::Write;
use std::path::Path;

/// Replays case files and writes mismatches, a count per file, the reasons of skipped cases and a closing line.
///
/// # Errors
/// When a file cannot be read, is not JSON, has an unknown schema or holds no case. Nothing is replayed unless the
/// schema of every file is known, so an error never stands beside a closing line.
pub fn files(paths: &[impl AsRef<Path>], out: &mut impl Write) -> anyhow::Result<Counts> {
    let differences = differences::committed()?;
    let loaded: Vec<_> = paths.iter().map(|path| load(path.as_ref())).collect::<Result<_, _>>()?;
    let mut total = Counts::default();
    for (path, (file, schema)) in paths.iter().zip(&loaded) {
        let path = path.as_ref().display();
        let listed = differences.iter().filter(|difference| difference.file == schema.name).cloned();
        let mut report = Report::new(listed.collect());
        (schema.run)(file, &mut report).with_context(|| path.to_string())?;
        let counts = report.close();
        ensure!(counts != Counts::default(), "{path}: no case of schema `{}` in it", schema.name);
        for mismatch in report.mismatches() {
            writeln!(out, "{}: {mismatch}", schema.name)?;
        }
        writeln!(out, "{path}: {counts}")?;
        for (reason, count) in report.skipped() {
            writeln!(out, "  {count} skipped: {reason}")?;
        }
        total += counts;
    }
    writeln!(out, "{total}")?;
    Ok(total)
}

/// Whether a file can be replayed: it is JSON of a known schema.
#[must_use]
pub fn is_known(path: &Path) -> bool {
    load(path).is_ok()
}

fn load(path: &Path) -> anyhow::Result<(Value, &'static schemas::Schema)> {
    let shown = path.display();
    let content = std::fs::read(path).with_context(|| format!("{shown}: cannot be read"))?;
    let file: Value = serde_json::from_slice(&content).with_context(|| format!("{shown}: is not JSON"))?;
    let schema = schemas::of(path, &file).with_context(|| shown.to_string())?;
    Ok((file, schema))
}
