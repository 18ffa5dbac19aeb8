//! Case files, replayed against the engine.

pub mod report;
pub mod standard;

pub use report::{Case, Report};
