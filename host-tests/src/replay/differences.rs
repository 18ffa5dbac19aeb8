//! The cases that the project decides otherwise on purpose.

use super::CaseId;
use anyhow::{Context, ensure};
use serde_json::Value;

/// At most one case in this many of a file may be listed: 5 %.
pub(super) const ONE_IN: usize = 20;

/// The committed list: one object a line, `file` (the schema's name), the case (`id`, or `array` and `input`),
/// `design` (the decision it rests on) and `reason`.
const COMMITTED: &str = include_str!("../../cases/differences.json");

/// A case whose expectation the project does not share.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The schema of the file that holds the case.
    pub file: String,
    /// The case.
    pub case: CaseId,
    /// The design decision that it rests on.
    pub design: String,
    /// What the project does instead, and why.
    pub reason: String,
}

impl Difference {
    /// What a skipped case is counted under.
    pub(super) fn why(&self) -> String {
        format!("listed difference ({}): {}", self.design, self.reason)
    }
}

pub(super) fn committed() -> anyhow::Result<Vec<Difference>> {
    parse(COMMITTED).context("cases/differences.json")
}

fn parse(content: &str) -> anyhow::Result<Vec<Difference>> {
    let list: Vec<Value> = serde_json::from_str(content)?;
    let mut differences = Vec::new();
    for entry in &list {
        let entry = read(entry).with_context(|| format!("entry {entry}"))?;
        let known = super::schemas::by_name(&entry.file).is_some();
        ensure!(known, "{}: unknown schema `{}`", entry.case, entry.file);
        let twice = |other: &Difference| other.file == entry.file && other.case == entry.case;
        ensure!(!differences.iter().any(twice), "{}: listed twice", entry.case);
        differences.push(entry);
    }
    Ok(differences)
}

fn read(entry: &Value) -> anyhow::Result<Difference> {
    let string = |name: &str| {
        let string = entry.get(name).and_then(Value::as_str).unwrap_or_default();
        ensure!(!string.is_empty(), "has no `{name}`");
        Ok(string.to_owned())
    };
    let case = match (entry.get("id"), entry.get("input")) {
        (Some(_), None) => CaseId::from(&*string("id")?),
        (None, Some(input)) => CaseId::of_input(&string("array")?, 0, input.clone()),
        _ => anyhow::bail!("needs either `id`, or `array` and `input`"),
    };
    Ok(Difference { file: string("file")?, case, design: string("design")?, reason: string("reason")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse_one(entry: &Value) -> anyhow::Result<Vec<Difference>> {
        parse(&json!([entry]).to_string())
    }

    #[test]
    fn an_entry_names_its_case_by_id_or_by_input() {
        let by_id = json!({"file": "forbidden", "id": "f-1", "design": "methods", "reason": "why"});
        assert_eq!(parse_one(&by_id).unwrap()[0].case, CaseId::from("f-1"));
        let by_input = json!({"file": "forbidden", "array": "methods", "input": "x", "design": "methods", "reason": "why"});
        let case = CaseId::of("methods", 7, &json!({"method": "x", "forbidden": true}), &["method"]);
        assert_eq!(parse_one(&by_input).unwrap()[0].case, case);
    }

    #[test]
    fn an_entry_without_case_design_or_reason_is_refused() {
        let whole = json!({"file": "forbidden", "id": "f-1", "design": "methods", "reason": "why"});
        for member in ["file", "id", "design", "reason"] {
            let mut entry = whole.clone();
            entry.as_object_mut().unwrap().remove(member);
            assert!(parse_one(&entry).is_err(), "without {member}");
            entry[member] = json!("");
            assert!(parse_one(&entry).is_err(), "with an empty {member}");
        }
    }

    #[test]
    fn an_unknown_file_and_a_case_listed_twice_are_refused() {
        let entry = json!({"file": "forbidden", "id": "f-1", "design": "methods", "reason": "why"});
        assert!(parse(&json!([entry, entry]).to_string()).is_err());
        let unknown = json!({"file": "no_such", "id": "f-1", "design": "methods", "reason": "why"});
        assert!(parse_one(&unknown).is_err());
    }

    #[test]
    fn the_committed_list_reads() {
        committed().unwrap();
    }
}
