//! Origins of the URLs in case files, which are absolute and in canonical form but for default ports.

use anyhow::Result;
use corselet::origin::{Host, Origin, TupleOrigin};

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

/// Schemelessly same site (HTML `#schemelessly-same-site`), where every public suffix is a single label.
pub fn schemelessly_same_site(a: &TupleOrigin<'_>, b: &TupleOrigin<'_>) -> bool {
    match (registrable_domain(a.host()), registrable_domain(b.host())) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.host() == b.host(),
        _ => false,
    }
}

/// Same site (HTML `#same-site`).
pub fn same_site(a: &TupleOrigin<'_>, b: &TupleOrigin<'_>) -> bool {
    a.scheme() == b.scheme() && schemelessly_same_site(a, b)
}

/// The last two labels of a name that has two.
fn registrable_domain(host: Host<'_>) -> Option<&[u8]> {
    let Host::Name(name) = host else {
        return None;
    };
    let labels = name.strip_suffix(b".").unwrap_or(name).rsplit(|byte| *byte == b'.').take(2);
    let labels: Vec<&[u8]> = labels.collect();
    let [suffix, label] = labels.as_slice() else {
        return None;
    };
    let trailing = usize::from(name.ends_with(b"."));
    name.get(name.len().checked_sub(suffix.len() + 1 + label.len() + trailing)?..)
}
