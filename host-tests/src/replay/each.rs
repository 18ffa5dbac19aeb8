//! The one way through an array of cases.

use super::{Case, CaseId, Report};
use anyhow::Context;
use serde_json::Value;

/// Checks every case of the array that the file has under this name; a file need not have it.
///
/// `input` names the members that make up a case's input: they name a case that has no `id`.
///
/// # Errors
/// When the member is there and is not an array.
pub fn each(
    file: &Value,
    report: &mut Report,
    array: &str,
    input: &[&str],
    check: impl Fn(&Value, &mut Case) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let Some(cases) = file.get(array) else { return Ok(()) };
    let cases = cases.as_array().with_context(|| format!("`{array}` is not an array"))?;
    for (index, value) in cases.iter().enumerate() {
        report.case(CaseId::of(array, index, value, input), |case| check(value, case));
    }
    Ok(())
}
