//! Reading case files.

use super::report::{Case, Report};
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Replays each case of an array member; an absent member has none. A case that cannot be read fails. Strings
/// between the cases are remarks.
pub fn each(file: &Value, member: &str, report: &mut Report, run: impl Fn(&Value, &mut Case) -> Result<()>) {
    let array = file.get(member).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (index, case) in array.iter().enumerate().filter(|(_, case)| case.is_object()) {
        let id = case.get("id").and_then(Value::as_str).map(str::to_owned);
        report.case(&id.unwrap_or_else(|| format!("{member}[{index}]")), |c| {
            if let Err(error) = run(case, c) {
                c.expect("case", "readable", &format!("{error:#}"));
            }
        });
    }
}

/// A string member.
pub fn text<'a>(case: &'a Value, member: &str) -> Result<&'a str> {
    case.get(member).and_then(Value::as_str).with_context(|| format!("no string {member}"))
}

/// A boolean member.
pub fn flag(case: &Value, member: &str) -> Result<bool> {
    case.get(member).and_then(Value::as_bool).with_context(|| format!("no boolean {member}"))
}

/// The bytes of an isomorphic string; what is beyond U+00FF comes as UTF-8, which no token holds either.
pub fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for char in text.chars() {
        match u8::try_from(char) {
            Ok(byte) => bytes.push(byte),
            Err(_) => bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The field lines of a member: an array of isomorphic strings.
pub fn lines(case: &Value, member: &str) -> Result<Vec<Vec<u8>>> {
    let array = case.get(member).and_then(Value::as_array).with_context(|| format!("no array {member}"))?;
    array
        .iter()
        .map(|line| line.as_str().map(bytes).with_context(|| format!("{member}: not a string")))
        .collect()
}

/// The pairs of a header list member.
pub fn headers(case: &Value, member: &str) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let array = case.get(member).and_then(Value::as_array).with_context(|| format!("no array {member}"))?;
    array
        .iter()
        .map(|pair| match pair.as_array().map(Vec::as_slice) {
            Some([Value::String(name), Value::String(value)]) => Ok((bytes(name), bytes(value))),
            _ => bail!("{member}: not a pair"),
        })
        .collect()
}
