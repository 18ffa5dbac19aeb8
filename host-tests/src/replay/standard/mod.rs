//! Cases derived from the standards, replayed with the standard profile.

pub mod bad_ports;
pub mod corp;
pub mod crossorigin_attribute;
pub mod ip_address_space;
pub mod mime_types;
pub mod nosniff_orb;
pub mod same_origin;
pub mod sec_fetch;
pub mod tao;
pub mod url_origin;
pub mod xfo;
