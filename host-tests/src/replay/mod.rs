//! Case files, replayed against the engine.

pub mod chromium;
pub mod report;
pub mod standard;
pub mod text;

pub use report::{Case, Report};
