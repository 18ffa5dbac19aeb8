//! Byte strings in JSON: each character U+0000 to U+00FF stands for one byte (Infra `#isomorphic-encode`).

use anyhow::{Context, ensure};
use serde_json::Value;

/// The bytes that a JSON string stands for.
///
/// # Errors
/// When the value is not a string, or holds a character above U+00FF.
pub fn bytes(value: &Value) -> anyhow::Result<Vec<u8>> {
    let string = value.as_str().with_context(|| format!("{} is not a string", printable(value)))?;
    let byte = |char: char| {
        ensure!(u32::from(char) <= 0xff, "{} holds a character that is no byte", printable(value));
        Ok(char as u8)
    };
    string.chars().map(byte).collect()
}

/// The bytes of each string of a JSON array: a header's field lines.
///
/// # Errors
/// When the value is not an array of byte strings.
pub fn lines(value: &Value) -> anyhow::Result<Vec<Vec<u8>>> {
    let array = value.as_array().with_context(|| format!("{} is not an array", printable(value)))?;
    array.iter().map(bytes).collect()
}

/// The string that stands for bytes, to compare with a JSON string (Infra `#isomorphic-decode`).
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// JSON on one line, safe for a terminal: serde escapes C0 controls, this does the same for DEL and C1.
pub(super) fn printable(value: &Value) -> String {
    let mut line = String::new();
    for char in value.to_string().chars() {
        if char.is_control() {
            line.push_str(&format!("\\u{:04x}", u32::from(char)));
        } else {
            line.push(char);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_byte_survives_the_round_trip() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&json!(text(&all))).unwrap(), all);
    }

    #[test]
    fn what_is_no_byte_string_is_an_error() {
        assert!(bytes(&json!("\u{100}")).is_err());
        assert!(bytes(&json!(null)).is_err());
        assert!(lines(&json!("GET")).is_err());
        assert!(lines(&json!(["GET", 1])).is_err());
        assert_eq!(lines(&json!(["a", "\u{e9}"])).unwrap(), [vec![b'a'], vec![0xe9]]);
    }

    #[test]
    fn nothing_printed_moves_a_cursor() {
        let line = printable(&json!("\u{1b}[2J\u{7f}\u{9b}\n\u{e9}"));
        assert_eq!(line, "\"\\u001b[2J\\u007f\\u009b\\n\u{e9}\"");
    }
}
