//! What each workload costs: a line for each, on it a point for each subject.

use anyhow::Result;
use plotters::prelude::*;

use super::series::SERIES;
use super::{Area, font, label};
use crate::figures::Figures;
use crate::tables;

pub(super) fn draw(figures: &Figures<f64>, area: &Area<'_>) -> Result<()> {
    let names: Vec<&str> = tables::workloads().filter(|name| figures.figures.contains_key(*name)).collect();
    let lines = names.len();
    let name = |line: &f64| {
        let place = lines as f64 - 1.0 - line;
        if place.fract() == 0.0 { names.get(place as usize).copied().unwrap_or_default() } else { "" }
            .to_owned()
    };
    let mut chart = ChartBuilder::on(area)
        .margin(16)
        .caption("What CORS adds to a request, by workload", font(20))
        .x_label_area_size(44)
        .y_label_area_size(120)
        .build_cartesian_2d((1_f64..100_000_000.0).log_scale(), -0.5..lines as f64 - 0.5)?;
    chart
        .configure_mesh()
        .x_desc("time a request")
        .x_label_formatter(&label)
        .y_labels(lines * 2)
        .y_label_formatter(&name)
        .label_style(font(13))
        .light_line_style(WHITE)
        .draw()?;
    // The engine's points last, on top of the others'.
    for own in [false, true] {
        for series in SERIES.iter().filter(|series| series.own == own) {
            let points = names.iter().enumerate().filter_map(|(place, name)| {
                let time = figures.get(name, series.subject)?;
                Some(Circle::new((*time, (lines - 1 - place) as f64), series.size(), series.color.filled()))
            });
            let (size, color) = (series.size(), series.color);
            chart
                .draw_series(points)?
                .label(series.title)
                .legend(move |(x, y)| Circle::new((x + 9, y), size, color.filled()));
        }
    }
    let labels = &mut chart.configure_series_labels();
    labels.position(SeriesLabelPosition::UpperRight).label_font(font(13)).background_style(WHITE.mix(0.85));
    labels.border_style(RGBColor(200, 200, 200)).draw()?;
    Ok(())
}
