//! Cases derived from the standards, clause by clause.

pub(super) mod bad_ports;
pub(super) mod corp;
pub(super) mod cors_check;
pub(super) mod crossorigin_attribute;
pub(super) mod expose_headers;
pub(super) mod forbidden;
pub(super) mod header_list_parse;
pub(super) mod ip_address_space;
pub(super) mod max_age;
pub(super) mod mime_types;
pub(super) mod nosniff_orb;
pub(super) mod origin_header_emit;
pub(super) mod origin_header_parse;
pub(super) mod preflight_check;
pub(super) mod redirects;
pub(super) mod safelisted_request_headers;
pub(super) mod same_origin;
pub(super) mod sec_fetch;
pub(super) mod tao;
pub(super) mod url_origin;
pub(super) mod xfo;
