//! Cases derived from the standards.

pub mod url_origin;
