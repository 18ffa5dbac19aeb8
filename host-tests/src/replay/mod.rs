//! Case files held against the library.

pub mod chromium;
pub mod json;
pub mod names;
pub mod report;
pub mod schemas;
pub mod standard;
pub mod text;
pub mod url;

pub use report::{Case, Report};
