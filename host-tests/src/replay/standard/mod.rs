//! Cases derived from the standards, replayed with the standard profile.

pub mod mime_types;
