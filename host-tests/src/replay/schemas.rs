//! Which runner replays a file.

use super::{Report, chromium, peers, standard};
use anyhow::{Context, bail};
use serde_json::Value;
use std::path::Path;

/// Puts every case of a file through the engine. An error says what is wrong with the file as a whole; whatever is
/// wrong with a case fails that case.
pub(super) type Runner = fn(&Value, &mut Report) -> anyhow::Result<()>;

/// A kind of case file.
#[derive(Debug)]
pub(super) struct Schema {
    /// The file's stem, or `chromium/` and the name in its `schema` member.
    pub(super) name: &'static str,
    pub(super) run: Runner,
}

const fn schema(name: &'static str, run: Runner) -> Schema {
    Schema { name, run }
}

/// Every kind there is, by name.
static SCHEMAS: &[Schema] = &[
    schema("acrh_lists", peers::acrh_lists::run),
    schema("bad_ports", standard::bad_ports::run),
    schema("chromium/bad_ports", chromium::bad_ports::run),
    schema("chromium/classify", chromium::classify::run),
    schema("chromium/embed", chromium::embed::run),
    schema("chromium/origins", chromium::origins::run),
    schema("chromium/preflight_cache", chromium::preflight_cache::run),
    schema("chromium/preflight_check", chromium::preflight_check::run),
    schema("chromium/redirects", chromium::redirects::run),
    schema("chromium/response_check", chromium::response_check::run),
    schema("chromium/window_access", chromium::window_access::run),
    schema("corp", standard::corp::run),
    schema("cors_check", standard::cors_check::run),
    schema("crossorigin_attribute", standard::crossorigin_attribute::run),
    schema("expose_headers", standard::expose_headers::run),
    schema("forbidden", standard::forbidden::run),
    schema("header_list_parse", standard::header_list_parse::run),
    schema("ip_address_space", standard::ip_address_space::run),
    schema("max_age", standard::max_age::run),
    schema("mime_types", standard::mime_types::run),
    schema("nosniff_orb", standard::nosniff_orb::run),
    schema("origin_header_emit", standard::origin_header_emit::run),
    schema("origin_header_parse", standard::origin_header_parse::run),
    schema("policy_validation", peers::policy_validation::run),
    schema("preflight_check", standard::preflight_check::run),
    schema("redirects", standard::redirects::run),
    schema("safelisted_request_headers", standard::safelisted_request_headers::run),
    schema("same_origin", standard::same_origin::run),
    schema("sec_fetch", standard::sec_fetch::run),
    schema("server_cases", peers::server_cases::run),
    schema("tao", standard::tao::run),
    schema("url_origin", standard::url_origin::run),
    schema("xfo", standard::xfo::run),
];

/// The schema of a file: told by its `schema` member (`name/1`, a browser's recordings) where it has one, else by
/// its name up to the first dot.
pub(super) fn of(path: &Path, file: &Value) -> anyhow::Result<&'static Schema> {
    let name = match file.get("schema") {
        Some(Value::String(schema)) => match schema.split_once('/') {
            Some((name, "1")) => format!("chromium/{name}"),
            _ => bail!("unknown schema `{schema}`"),
        },
        Some(_) => bail!("its `schema` is not a string"),
        None => {
            let name = path.file_name().context("has no file name")?.to_string_lossy();
            name.split('.').next().unwrap_or_default().to_owned()
        }
    };
    by_name(&name).with_context(|| format!("unknown schema `{name}`"))
}

/// The schema with this name.
pub(super) fn by_name(name: &str) -> Option<&'static Schema> {
    SCHEMAS.iter().find(|schema| schema.name == name)
}
