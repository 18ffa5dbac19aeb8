//! Origins of the URLs in case files, which are absolute and in canonical form but for default ports.

use anyhow::Result;
use corselet::origin::Origin;

/// The part of a URL that its origin serialises to.
pub fn origin_text(url: &str) -> &str {
    let Some((scheme, rest)) = url.split_once("://") else {
        return "null";
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let whole = &url[..scheme.len() + 3 + authority.len()];
    let default = match scheme {
        "http" | "ws" => ":80",
        "https" | "wss" => ":443",
        "ftp" => ":21",
        _ => return whole,
    };
    whole.strip_suffix(default).unwrap_or(whole)
}

/// The origin of a URL.
pub fn origin(url: &str) -> Result<Origin<'_>> {
    Ok(Origin::parse(origin_text(url).as_bytes())?)
}
