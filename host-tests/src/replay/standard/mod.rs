//! Cases derived from the standards, clause by clause.

pub(super) mod forbidden;
pub(super) mod header_list_parse;
pub(super) mod origin_header_parse;
pub(super) mod same_origin;
pub(super) mod url_origin;
