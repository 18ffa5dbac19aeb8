//! Plots, drawn from the figures that are kept, into `docs`.

mod hostile;
mod origins;
mod series;
mod workloads;

use std::fs;
use std::io::Write;

use anyhow::{Context, Result};
use host_tests::repo;
use plotters::prelude::*;

use crate::figures::{Figures, Kind};
use crate::subjects::added;

/// Draws all of them.
///
/// # Errors
/// When there are no figures, or a file cannot be written.
pub fn draw(out: &mut dyn Write) -> Result<()> {
    let time = added(&Figures::<f64>::load(Kind::Time)?);
    let growth = added(&Figures::<f64>::load(Kind::Growth)?);
    picture("cost-by-origins.svg", (900, 560), |area| origins::draw(&time, area), out)?;
    picture("cost-by-workload.svg", (900, 820), |area| workloads::draw(&time, area), out)?;
    picture("cost-of-hostile-input.svg", (900, 720), |area| hostile::draw(&growth, area), out)
}

fn picture(
    name: &str,
    size: (u32, u32),
    draw: impl FnOnce(&Area<'_>) -> Result<()>,
    out: &mut dyn Write,
) -> Result<()> {
    let folder = repo::root().join("docs");
    fs::create_dir_all(&folder)?;
    let file = folder.join(name);
    let area = SVGBackend::new(&file, size).into_drawing_area();
    area.fill(&WHITE)?;
    draw(&area).with_context(|| format!("{} cannot be drawn", file.display()))?;
    area.present()?;
    writeln!(out, "drew {}", file.display())?;
    Ok(())
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// A chart's text.
fn font(size: u32) -> TextStyle<'static> {
    ("sans-serif", size).into_font().into()
}

/// A time as a label of an axis.
fn label(nanoseconds: &f64) -> String {
    match *nanoseconds {
        time if time >= 1e6 => format!("{} ms", time / 1e6),
        time if time >= 1e3 => format!("{} µs", time / 1e3),
        time => format!("{time} ns"),
    }
}
