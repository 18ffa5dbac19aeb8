//! `serde`: policies as structures of the fields of [`PolicySpec`](super::PolicySpec), under the same names.
//!
//! Formats for people (TOML, JSON) have the fields that differ from [`EMPTY`](super::PolicySpec::EMPTY), in any order;
//! others (`postcard`) have all of them, in the order of [`PolicyField::ALL`](super::PolicyField::ALL). Only checked
//! policies are read: with an error there is no value.

mod read;
mod write;
