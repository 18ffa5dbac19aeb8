//! Origins and sites of the URLs in case files.

use crate::idna::Idna;
use anyhow::{Context, Result};
use corselet::origin::url::{Scratch, parse};
use corselet::origin::{Host, MAX_ORIGIN_LEN, TupleOrigin};

/// The origin of a URL, serialised.
pub fn origin_of(url: &str) -> Result<String> {
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let parsed = parse(url.as_bytes(), None, &Idna, &mut scratch).with_context(|| url.to_owned())?;
    let mut buffer = [0; MAX_ORIGIN_LEN];
    let serialized = parsed.origin().serialize(&mut buffer).context("too long")?;
    Ok(String::from_utf8_lossy(serialized).into_owned())
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
