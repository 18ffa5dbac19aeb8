//! Which runner replays which schema.

use super::report::Report;
use super::{chromium, standard};
use serde_json::Value;

/// Replays the cases of one file.
pub type Runner = fn(file: &Value, report: &mut Report) -> anyhow::Result<()>;

/// The runners, by schema: the `schema` member before its slash, below `chromium/`, or the file's stem.
pub const SCHEMAS: &[(&str, Runner)] = &[
    ("bad_ports", standard::bad_ports::run),
    ("chromium/bad_ports", chromium::bad_ports::run),
    ("chromium/embed", chromium::embed::run),
    ("chromium/window_access", chromium::window_access::run),
    ("corp", standard::corp::run),
    ("crossorigin_attribute", standard::crossorigin_attribute::run),
    ("ip_address_space", standard::ip_address_space::run),
    ("mime_types", standard::mime_types::run),
    ("nosniff_orb", standard::nosniff_orb::run),
    ("same_origin", standard::same_origin::run),
    ("sec_fetch", standard::sec_fetch::run),
    ("tao", standard::tao::run),
    ("url_origin", standard::url_origin::run),
    ("xfo", standard::xfo::run),
];
