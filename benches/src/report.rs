//! The tables that are printed.

use std::io::Write;

use anyhow::Result;
use benches::callgrind::Instructions;
use benches::figures::{Figures, Kind};
use benches::measure::Allocations;
use benches::subjects::{ENGINE, FLOOR, MIDDLEWARE, added};
use benches::{levels, tables};

/// All tables, from the figures that are kept.
pub(crate) fn show(out: &mut dyn Write) -> Result<()> {
    let time: Figures<f64> = Figures::load(Kind::Time)?;
    writeln!(out, "\n{}", time.taken_on)?;
    let ratio = |workload: &str, figure: &f64| match time.get(workload, FLOOR) {
        Some(floor) => format!("{figure:.1} ({:.1}x)", figure / floor),
        None => format!("{figure:.1}"),
    };
    tables::print("Nanoseconds (ratio to f1-write)", &time, ENGINE, ratio, out)?;
    let title = "Nanoseconds that CORS adds (ratio to f1-write)";
    tables::print(title, &added(&time), MIDDLEWARE, ratio, out)?;

    let counted: Figures<Instructions> = Figures::load(Kind::Instructions)?;
    instructions(&counted, out)?;
    let total = added(&counted.map(|figure| figure.total() as i64));
    tables::print("Instructions that CORS adds", &total, MIDDLEWARE, |_, figure| figure.to_string(), out)?;

    let allocations = added(&Figures::<Allocations>::load(Kind::Allocations)?);
    let show = |_: &str, figure: &Allocations| format!("{}/{}", figure.count, figure.bytes);
    tables::print("Allocations that CORS adds: how many/bytes", &allocations, MIDDLEWARE, show, out)?;

    levels::print(&Figures::load(Kind::Levels)?, out)?;
    if let Ok(figures) = Figures::load(Kind::EndToEnd) {
        end_to_end(&figures, out)?;
    }
    Ok(())
}

/// Those of the engine and the floor.
pub(crate) fn instructions(figures: &Figures<Instructions>, out: &mut dyn Write) -> Result<()> {
    let show =
        |_: &str, figure: &Instructions| format!("{} ({}+{})", figure.total(), figure.own, figure.calls);
    let title = "Instructions in all (of the program itself + calls of the C library)";
    tables::print(title, figures, ENGINE, show, out)
}

/// Servers' processor time.
pub(crate) fn end_to_end(figures: &Figures<f64>, out: &mut dyn Write) -> Result<()> {
    let show = |workload: &str, figure: &f64| match figures.get(workload, "hyper") {
        Some(bare) => format!("{:.2} ({:+.1} %)", figure / 1e3, (figure / bare - 1.0) * 100.0),
        None => format!("{:.2}", figure / 1e3),
    };
    let subjects = ["hyper", "hyper-engine", "hyper-tower-http"];
    tables::print("A server's processor time a request, microseconds", figures, &subjects, show, out)
}
