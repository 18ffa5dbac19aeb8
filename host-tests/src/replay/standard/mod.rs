//! Cases derived from the standards.

pub mod same_origin;
pub mod url_origin;
