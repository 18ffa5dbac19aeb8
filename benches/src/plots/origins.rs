//! What an allowed actual request costs, against how many origins are allowed.

use anyhow::Result;
use plotters::prelude::*;

use super::series::SERIES;
use super::{Area, font, label};
use crate::figures::Figures;

const COUNTS: [u32; 5] = [10, 100, 1_000, 10_000, 100_000];

pub(super) fn draw(figures: &Figures<f64>, area: &Area<'_>) -> Result<()> {
    let mut chart = ChartBuilder::on(area)
        .margin(16)
        .caption("What CORS adds to an allowed request, by how many origins are listed", font(20))
        .x_label_area_size(44)
        .y_label_area_size(70)
        .build_cartesian_2d((8_f64..130_000.0).log_scale(), (1_f64..100_000_000.0).log_scale())?;
    chart
        .configure_mesh()
        .x_desc("listed origins (the last of them asks)")
        .y_desc("time a request")
        .x_label_formatter(&|count| format!("{count}"))
        .y_label_formatter(&label)
        .label_style(font(13))
        .light_line_style(WHITE)
        .draw()?;
    for series in SERIES {
        let points = COUNTS.iter().filter_map(|count| {
            let time = figures.get(&format!("{count}-hit"), series.subject)?;
            Some((f64::from(*count), *time))
        });
        let points: Vec<(f64, f64)> = points.collect();
        let style = series.color.stroke_width(series.width());
        chart
            .draw_series(LineSeries::new(points.iter().copied(), style).point_size(series.size() as u32))?
            .label(series.title)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
    }
    let labels = &mut chart.configure_series_labels();
    labels.position(SeriesLabelPosition::UpperLeft).label_font(font(13)).background_style(WHITE.mix(0.85));
    labels.border_style(RGBColor(200, 200, 200)).draw()?;
    Ok(())
}
