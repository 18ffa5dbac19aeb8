//! Cases derived from the standards, clause by clause.

pub(super) mod bad_ports;
pub(super) mod corp;
pub(super) mod crossorigin_attribute;
pub(super) mod forbidden;
pub(super) mod header_list_parse;
pub(super) mod ip_address_space;
pub(super) mod mime_types;
pub(super) mod nosniff_orb;
pub(super) mod origin_header_parse;
pub(super) mod same_origin;
pub(super) mod sec_fetch;
pub(super) mod tao;
pub(super) mod url_origin;
pub(super) mod xfo;
