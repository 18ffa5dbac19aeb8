//! How the cost grows with a hostile value's length: a chart for each kind of value.

use anyhow::Result;
use plotters::prelude::*;

use super::series::SERIES;
use super::{Area, font, label};
use crate::figures::Figures;

const KINDS: [(&str, &str); 4] = [
    ("commas", "requested headers: nothing but commas"),
    ("tokens", "requested headers: ever new names"),
    ("repeated", "requested headers: one granted name, repeated"),
    ("origin", "one endless origin"),
];

const LENGTHS: [u32; 5] = [64, 256, 1_024, 4_096, 16_384];

/// That of the charts; the legend is beside them.
const WIDTH: i32 = 740;

pub(super) fn draw(figures: &Figures<f64>, area: &Area<'_>) -> Result<()> {
    let area = area.titled("What CORS adds to a hostile request, by the length of its value", font(20))?;
    let (charts, legend) = area.split_horizontally(WIDTH);
    for ((kind, title), area) in KINDS.iter().zip(charts.split_evenly((2, 2))) {
        let mut chart = ChartBuilder::on(&area)
            .margin(10)
            .caption(title, font(15))
            .x_label_area_size(36)
            .y_label_area_size(62)
            .build_cartesian_2d((56_f64..19_000.0).log_scale(), (1_f64..1_000_000.0).log_scale())?;
        chart
            .configure_mesh()
            .x_desc("bytes")
            .x_label_formatter(&|bytes| format!("{bytes}"))
            .y_label_formatter(&label)
            .y_labels(6)
            .label_style(font(12))
            .light_line_style(WHITE)
            .draw()?;
        for series in SERIES {
            let points = LENGTHS.iter().filter_map(|len| {
                let time = figures.get(&format!("{kind}-{len}"), series.subject)?;
                Some((f64::from(*len), *time))
            });
            let points: Vec<(f64, f64)> = points.collect();
            let style = series.color.stroke_width(series.width());
            let line = LineSeries::new(points, style).point_size(series.size() as u32 - 1);
            chart.draw_series(line)?;
        }
    }
    for (series, y) in SERIES.iter().zip((60..).step_by(20)) {
        legend.draw(&PathElement::new([(4, y), (22, y)], series.color.stroke_width(series.width())))?;
        legend.draw(&Text::new(series.title, (28, y - 7), font(12)))?;
    }
    Ok(())
}
