//! Whom the plots show, and in what colours.

use plotters::style::RGBColor;

use crate::subjects::FLOOR;

/// A subject, as it is called in a plot, and its colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Series {
    pub(super) subject: &'static str,
    pub(super) title: &'static str,
    pub(super) color: RGBColor,
    /// The engine's own are drawn stronger.
    pub(super) own: bool,
}

const fn series(subject: &'static str, title: &'static str, color: (u8, u8, u8), own: bool) -> Series {
    Series { subject, title, color: RGBColor(color.0, color.1, color.2), own }
}

/// In the order of the legend.
pub(super) const SERIES: &[Series] = &[
    series(FLOOR, "floor (by hand)", (110, 110, 110), false),
    series("engine-write", "corselet, bytes to bytes", (200, 30, 30), true),
    series("engine-service", "corselet, tower service", (235, 120, 20), true),
    series("cors-core", "cors-core", (150, 110, 80), false),
    series("warp", "warp", (60, 150, 60), false),
    series("poem", "poem", (30, 150, 160), false),
    series("actix-cors", "actix-cors", (50, 90, 190), false),
    series("tower-http", "tower-http", (120, 60, 170), false),
    series("salvo-cors", "salvo-cors", (190, 70, 140), false),
];

impl Series {
    /// The width of its lines.
    pub(super) const fn width(&self) -> u32 {
        if self.own { 3 } else { 1 }
    }

    /// The size of its points.
    pub(super) const fn size(&self) -> i32 {
        if self.own { 5 } else { 3 }
    }
}
