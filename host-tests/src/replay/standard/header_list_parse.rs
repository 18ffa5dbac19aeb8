//! `header_list_parse`: from field lines to values (Fetch `#extract-header-list-values`, with the grammars of
//! `#http-new-header-syntax`, and `#concept-header-list-get-decode-split`).

use crate::replay::{Report, each, lines, text};
use anyhow::bail;
use corselet::header::{Elements, HeaderList, Split, is_token};
use corselet::origin::Origin;
use serde_json::{Value, json};

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["abnf", "field_values"], |c, case| {
        let lines = lines(&c["field_values"])?;
        let pairs: Vec<_> = lines.iter().map(|line| (&b"name"[..], &line[..])).collect();
        let values: Vec<_> = HeaderList::new(&pairs).values(b"name").collect();
        case.expect("result", &c["result"], extract(c["abnf"].as_str().unwrap_or_default(), &values)?);
        Ok(())
    })?;
    each(file, report, "get_decode_split_cases", &["field_values"], |c, case| {
        let lines = lines(&c["field_values"])?;
        let combined = lines.join(&b", "[..]);
        let values = (!lines.is_empty()).then(|| Split::new(&combined).map(text).collect::<Vec<_>>());
        case.expect("result", &c["result"], values);
        Ok(())
    })
}

/// The values by one grammar, null for an absent header, or `"failure"`.
fn extract(abnf: &str, lines: &[&[u8]]) -> anyhow::Result<Value> {
    let values = match abnf {
        "#token" => list(lines, 0),
        "1#token" => list(lines, 1),
        "token" => single(lines, is_token),
        "origin-or-null / wildcard" => single(lines, |value| value == b"*" || Origin::parse(value).is_ok()),
        "%s\"true\"" => single(lines, |value| value == b"true"),
        _ => bail!("unknown grammar `{abnf}`"),
    };
    Ok(match values {
        _ if lines.is_empty() => Value::Null,
        Some(values) => json!(values.into_iter().map(text).collect::<Vec<_>>()),
        None => json!("failure"),
    })
}

/// Every line parsed as a list of at least `least` tokens; one bad line fails all.
fn list<'a>(lines: &[&'a [u8]], least: usize) -> Option<Vec<&'a [u8]>> {
    let mut values = Vec::new();
    for line in lines {
        let before = values.len();
        for element in Elements::new(line) {
            values.extend(Some(element.ok()?).filter(|element| !element.is_empty()));
        }
        if values.len() - before < least {
            return None;
        }
    }
    Some(values)
}

/// The value of a header that may come once.
fn single<'a>(lines: &[&'a [u8]], matches: impl Fn(&[u8]) -> bool) -> Option<Vec<&'a [u8]>> {
    match lines {
        [value] if matches(value) => Some(vec![value]),
        _ => None,
    }
}
