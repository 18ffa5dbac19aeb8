//! Tables for a person to read.

use std::io::Write;

use anyhow::Result;

use crate::figures::Figures;

/// The measured workloads, in order.
pub fn workloads() -> impl Iterator<Item = &'static str> {
    workloads::WORKLOADS.iter().map(|workload| workload.name)
}

/// Prints a table: a row for each workload, a column for each subject, what is missing as a dash. Columns in which
/// nothing stands are left out.
///
/// # Errors
/// When it cannot be written.
pub fn print<T>(
    title: &str,
    figures: &Figures<T>,
    subjects: &[&str],
    show: impl Fn(&str, &T) -> String,
    out: &mut dyn Write,
) -> Result<()> {
    let cell = |workload, subject| figures.get(workload, subject).map(|figure| show(workload, figure));
    let subjects: Vec<&str> = subjects
        .iter()
        .copied()
        .filter(|subject| workloads().any(|name| cell(name, subject).is_some()))
        .collect();
    let mut rows =
        vec![std::iter::once("").chain(subjects.iter().copied()).map(str::to_owned).collect::<Vec<_>>()];
    for workload in workloads().filter(|name| figures.figures.contains_key(*name)) {
        let cells = subjects.iter().map(|subject| cell(workload, subject).unwrap_or_else(|| "-".to_owned()));
        rows.push(std::iter::once(workload.to_owned()).chain(cells).collect());
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..=subjects.len()).map(width).collect();
    writeln!(out, "\n{title}")?;
    for row in &rows {
        let mut line = format!("{:<1$}", row[0], widths[0]);
        for (text, width) in row[1..].iter().zip(&widths[1..]) {
            line += &format!("  {text:>width$}");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
