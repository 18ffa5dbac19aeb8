//! Whether a step came out as it must.

use super::Expected;
use crate::http::Response;

/// What differs from `expected`: nothing, or a line for each difference.
///
/// `led` is absent where the LED was not looked at, `verdict` where no browser would send the request.
pub(super) fn differences(
    expected: &Expected,
    response: &Response,
    log: &[String],
    led: Option<bool>,
    verdict: Option<&str>,
) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, response, &mut found);
    if !logged(expected, log) {
        found.push(format!("expected a log line with {}", quoted(expected.log)));
    }
    if let (Some(expected), Some(led)) = (expected.led, led)
        && expected != led
    {
        let word = if expected { "lit" } else { "dark" };
        found.push(format!("expected the LED {word}"));
    }
    if let Some(expected) = expected.browser
        && verdict != Some(expected)
    {
        found.push(format!("expected of a browser: {expected}"));
    }
    found
}

/// Whether one line has all the words that are expected of it.
pub(super) fn logged(expected: &Expected, log: &[String]) -> bool {
    let matches = |line: &String| expected.log.iter().all(|word| line.contains(word));
    expected.log.is_empty() || log.iter().any(matches)
}

/// The answer's lines that belong to CORS, in order.
pub(super) fn cors_lines(response: &Response) -> Vec<String> {
    let fields = response.fields.iter();
    let cors = fields.filter(|(name, _)| name.starts_with("access-control-") || name == "vary");
    cors.map(|(name, value)| format!("{name}: {value}")).collect()
}

fn compare(expected: &Expected, response: &Response, found: &mut Vec<String>) {
    if response.status != expected.status {
        found.push(format!("expected status {}, got {}", expected.status, response.status));
    }
    let cors = cors_lines(response);
    if cors != expected.cors {
        found.push(format!("expected CORS fields {}, got {}", listed(expected.cors), listed(&cors)));
    }
    for name in expected.present {
        if response.values(name).next().is_none() {
            found.push(format!("expected a field `{name}`"));
        }
    }
    let body = String::from_utf8_lossy(&response.body);
    for word in expected.body.iter().filter(|word| !body.contains(**word)) {
        found.push(format!("expected the body to say `{word}`"));
    }
}

fn listed<S: AsRef<str>>(lines: &[S]) -> String {
    if lines.is_empty() { "none".to_owned() } else { quoted(lines) }
}

fn quoted<S: AsRef<str>>(words: &[S]) -> String {
    words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, fields: &[(&str, &str)], body: &str) -> Response {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Response { status, fields, body: body.into() }
    }

    const EXPECTED: Expected = Expected {
        status: 200,
        cors: &["access-control-allow-origin: *", "vary: origin"],
        present: &["allow"],
        body: &["hello"],
        log: &["GET", "200"],
        led: Some(true),
        browser: Some("reads it"),
    };
    const READS: Option<&str> = EXPECTED.browser;

    fn good() -> Response {
        let fields =
            [("allow", "GET"), ("access-control-allow-origin", "*"), ("date", ""), ("vary", "origin")];
        response(200, &fields, "say hello")
    }

    #[test]
    fn nothing_differs() {
        let log = ["boot".to_owned(), "GET /x 200".to_owned()];
        assert_eq!(differences(&EXPECTED, &good(), &log, Some(true), READS), [""; 0]);
    }

    #[test]
    fn each_difference_is_told() {
        let answer = response(403, &[("vary", "origin"), ("access-control-allow-origin", "*")], "bye");
        let log = ["GET /x".to_owned(), "status 200".to_owned()];
        let found = differences(&EXPECTED, &answer, &log, Some(false), None);
        let expected = [
            "expected status 200, got 403",
            "expected CORS fields `access-control-allow-origin: *`, `vary: origin`, got `vary: origin`, \
             `access-control-allow-origin: *`",
            "expected a field `allow`",
            "expected the body to say `hello`",
            "expected a log line with `GET`, `200`",
            "expected the LED lit",
            "expected of a browser: reads it",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_field_too_many_is_a_difference() {
        let mut answer = good();
        answer.fields.push(("access-control-allow-credentials".into(), "true".into()));
        assert_eq!(differences(&EXPECTED, &answer, &["GET 200".into()], None, READS).len(), 1);
        let twice =
            [("allow", ""), ("access-control-allow-origin", "*"), ("vary", "origin"), ("vary", "origin")];
        assert_eq!(
            differences(&EXPECTED, &response(200, &twice, "hello"), &["GET 200".into()], None, READS).len(),
            1
        );
    }

    #[test]
    fn the_words_must_stand_in_one_line() {
        let apart = ["GET /x".to_owned(), "POST /x 200".to_owned()];
        assert_eq!(differences(&EXPECTED, &good(), &apart, None, READS).len(), 1);
    }
}
