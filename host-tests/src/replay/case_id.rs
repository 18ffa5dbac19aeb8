//! What a case is called.

use serde_json::{Map, Value};
use std::fmt;

/// The longest name that is printed, in characters.
const MAX_SHOWN: usize = 160;

/// A case's name: its `id`, or where it stands and what its input is.
///
/// Two are equal when they name the same case of two files of one schema. A place in an array is not stable between
/// files, so it is printed and not compared.
#[derive(Clone, Debug)]
pub struct CaseId {
    key: Key,
    index: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Id(String),
    Input { array: String, input: Value },
}

impl CaseId {
    /// The name of `array[index]`: its member `id`, else its members called `input` (one: that member; several: an
    /// object of those present), else, where it is no object, the case as it is.
    #[must_use]
    pub fn of(array: &str, index: usize, case: &Value, input: &[&str]) -> Self {
        if let Some(Value::String(id)) = case.get("id") {
            return Self { key: Key::Id(id.clone()), index };
        }
        let input = match (case, input) {
            (Value::Object(case), [one]) => case.get(*one).cloned().unwrap_or_default(),
            (Value::Object(case), several) => {
                let member = |name: &&str| Some(((*name).to_owned(), case.get(*name)?.clone()));
                Value::Object(several.iter().filter_map(member).collect::<Map<_, _>>())
            }
            (bare, _) => bare.clone(),
        };
        Self::of_input(array, index, input)
    }

    /// The name of `array[index]`, a case without an `id` whose input is `input`.
    #[must_use]
    pub fn of_input(array: &str, index: usize, input: Value) -> Self {
        Self { key: Key::Input { array: array.to_owned(), input }, index }
    }
}

impl PartialEq for CaseId {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl From<&str> for CaseId {
    fn from(id: &str) -> Self {
        Self { key: Key::Id(id.to_owned()), index: 0 }
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Key::Id(id) => f.write_str(id),
            Key::Input { array, input } => {
                let input = super::isomorphic::printable(input);
                write!(f, "{array}[{}] {:.MAX_SHOWN$}", self.index, input)?;
                if input.chars().nth(MAX_SHOWN).is_some() { f.write_str("...") } else { Ok(()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_id_names_a_case_wherever_it_stands() {
        let case = json!({"id": "a-1", "value": "x"});
        let id = CaseId::of("cases", 3, &case, &["value"]);
        assert_eq!(id, CaseId::from("a-1"));
        assert_eq!(id.to_string(), "a-1");
    }

    #[test]
    fn the_input_names_a_case_without_id_and_the_index_does_not() {
        let case = json!({"name": "x", "value": "y", "forbidden": true});
        let id = CaseId::of("headers", 3, &case, &["name", "value"]);
        assert_eq!(id, CaseId::of_input("headers", 9, json!({"name": "x", "value": "y"})));
        assert_ne!(id, CaseId::of_input("others", 3, json!({"name": "x", "value": "y"})));
        assert_ne!(id, CaseId::of_input("headers", 3, json!({"name": "x", "value": "z"})));
        assert_eq!(id.to_string(), r#"headers[3] {"name":"x","value":"y"}"#);
    }

    #[test]
    fn one_input_member_stands_for_itself_and_a_bare_case_too() {
        let case = json!({"value": "https://a.example"});
        assert_eq!(CaseId::of("cases", 0, &case, &["value"]).to_string(), r#"cases[0] "https://a.example""#);
        assert_eq!(CaseId::of("names", 1, &json!("set-cookie"), &[]).to_string(), r#"names[1] "set-cookie""#);
    }

    #[test]
    fn a_long_input_is_cut_in_print_only() {
        let long = |end: &str| CaseId::of_input("cases", 0, Value::String("a".repeat(500) + end));
        assert!(long("").to_string().ends_with("a..."));
        assert!(long("").to_string().len() < 200);
        assert_ne!(long("x"), long("y"));
    }
}
