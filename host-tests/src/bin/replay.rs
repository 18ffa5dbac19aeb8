//! Replays case files.

use anyhow::{Context, Result, bail};
use host_tests::replay::report::Report;
use host_tests::replay::schemas::SCHEMAS;
use std::path::Path;

fn main() -> Result<()> {
    let mut failed = 0;
    for path in std::env::args().skip(1) {
        let file: serde_json::Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        let stem = Path::new(&path).file_stem().and_then(|stem| stem.to_str()).context("no file name")?;
        let name = match file.get("schema").and_then(|schema| schema.as_str()) {
            Some(schema) => format!("chromium/{}", schema.split('/').next().unwrap_or_default()),
            None => stem.to_owned(),
        };
        let (_, run) = SCHEMAS.iter().find(|(known, _)| *known == name).context(name.clone())?;
        let mut report = Report::default();
        run(&file, &mut report)?;
        for (id, differences) in report.failures() {
            println!("{id}: {}", differences.join("; "));
        }
        for (reason, count) in report.skipped() {
            println!("{count} skipped: {reason}");
        }
        println!("{name}: {} passed, {} failed", report.passed(), report.failures().len());
        failed += report.failures().len();
    }
    if failed > 0 {
        bail!("{failed} failed");
    }
    Ok(())
}
