//! Members of a case that are no byte strings, and header lists.

use super::bytes;
use super::isomorphic::printable;
use anyhow::{Context, bail};
use serde_json::Value;

/// A string.
pub(super) fn string(value: &Value) -> anyhow::Result<&str> {
    value.as_str().with_context(|| format!("{} is not a string", printable(value)))
}

/// A boolean.
pub(super) fn flag(value: &Value) -> anyhow::Result<bool> {
    value.as_bool().with_context(|| format!("{} is not a boolean", printable(value)))
}

/// A number of at most 16 bits: a status, a port.
pub(super) fn number(value: &Value) -> anyhow::Result<u16> {
    let number = value.as_u64().with_context(|| format!("{} is not a number", printable(value)))?;
    Ok(u16::try_from(number)?)
}

/// An array of strings.
pub(super) fn strings(value: &Value) -> anyhow::Result<Vec<&str>> {
    let array = value.as_array().with_context(|| format!("{} is not an array", printable(value)))?;
    array.iter().map(string).collect()
}

/// A header list: an array of pairs of byte strings.
pub(super) fn headers(value: &Value) -> anyhow::Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let array = value.as_array().with_context(|| format!("{} is not an array", printable(value)))?;
    let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
        Some([name, value]) => Ok((bytes(name)?, bytes(value)?)),
        _ => bail!("{} is not a pair", printable(pair)),
    };
    array.iter().map(pair).collect()
}

/// A header list as the engine takes it.
pub(super) fn borrowed(headers: &[(Vec<u8>, Vec<u8>)]) -> Vec<(&[u8], &[u8])> {
    headers.iter().map(|(name, value)| (name.as_slice(), value.as_slice())).collect()
}

/// The header list that the lines of one field make.
pub(super) fn field<'a>(name: &'a str, lines: &'a [Vec<u8>]) -> Vec<(&'a [u8], &'a [u8])> {
    lines.iter().map(|line| (name.as_bytes(), line.as_slice())).collect()
}
