//! Origins of the URLs in case files.

use crate::idna::Idna;
use crate::replay::text::serialized;
use anyhow::{Context, Result};
use corselet::origin::url::{Scratch, parse};

/// The origin of a URL, serialised.
pub(super) fn origin_of(url: &str) -> Result<String> {
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let parsed = parse(url.as_bytes(), None, &Idna, &mut scratch).with_context(|| url.to_owned())?;
    Ok(serialized(&parsed.origin()))
}
