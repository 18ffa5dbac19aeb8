//! The visits. Every expectation about them stands in this file and nowhere else.

use super::visit::{Expected, Page, Visit};

const JSON: (&str, &str) = ("Content-Type", "application/json");
const KEY: (&str, &str) = ("X-API-Key", "0123");

/// No grant on the answer.
const NOT_GRANTED: Result<u16, &str> = Err("MissingAllowOriginHeader");
/// No grant on the preflight's: a denied one has none, whatever it is denied for.
const NOT_ALLOWED: Result<u16, &str> = Err("PreflightMissingAllowOriginHeader");

/// Two presses, a knock between them, and the page is paired.
pub(super) fn pairing() -> Vec<Visit> {
    let knock = get("/api/relay").with_credentials().expects(NOT_GRANTED, &["GET"], false);
    vec![
        knock.titled("a page that is not paired reads nothing"),
        knock.titled("it knocks while the pairing window is open").after_a_press("pairing: open"),
        knock
            .titled("a second press: it is paired, and reads")
            .after_a_press("paired: http://localhost")
            .expects(Ok(200), &["GET"], false),
    ]
}

/// What the paired page and a stranger may do, in order: the relay stays as the last one left it.
pub(super) fn visits() -> Vec<Visit> {
    vec![
        get("/api/relay").titled("the paired page reads, with credentials").with_credentials().expects(
            Ok(200),
            &["GET"],
            false,
        ),
        put("/api/relay", r#"{"on":true}"#)
            .titled("it writes, after a preflight")
            .with_headers(&[JSON, KEY])
            .with_credentials()
            .expects(Ok(204), &["OPTIONS", "PUT"], true),
        put("/api/relay", r#"{"on":false}"#)
            .titled("it writes again: the preflight is remembered")
            .with_headers(&[JSON, KEY])
            .with_credentials()
            .expects(Ok(204), &["PUT"], false),
        put("/api/relay", "on")
            .titled("a form's kind of write needs none")
            .by("POST")
            .with_headers(&[("content-type", "text/plain")])
            .with_credentials()
            .expects(Ok(204), &["POST"], true),
        get("/api/relay")
            .titled("another method of the policy is covered by the same preflight")
            .by("DELETE")
            .with_credentials()
            .expects(Ok(204), &["DELETE"], false),
        put("/api/relay", "on")
            .titled("a method that the policy does not list")
            .by("PATCH")
            .with_credentials()
            .expects(NOT_ALLOWED, &["OPTIONS"], false),
        put("/api/relay", "on")
            .titled("a header that the policy does not list")
            .with_headers(&[("x-debug", "1")])
            .with_credentials()
            .expects(NOT_ALLOWED, &["OPTIONS"], false),
        get("/api/reading").titled("what every page may read").expects(Ok(200), &["GET"], false),
        get("/api/reading").titled("... but not with credentials").with_credentials().expects(
            Err("WildcardOriginNotAllowed"),
            &["GET"],
            false,
        ),
        put("/api/config", "{}").titled("what it is not paired with").expects(
            NOT_ALLOWED,
            &["OPTIONS"],
            false,
        ),
        get("/log").titled("the log is for the operators' page").expects(NOT_GRANTED, &["GET"], false),
        get("/nowhere").titled("errors can be read too").expects(Ok(404), &["GET"], false),
        get("/api/relay").titled("a stranger does not read").on(Page::Stranger).with_credentials().expects(
            NOT_GRANTED,
            &["GET"],
            false,
        ),
        put("/api/relay", "on")
            .titled("... nor write")
            .on(Page::Stranger)
            .with_headers(&[JSON])
            .with_credentials()
            .expects(NOT_ALLOWED, &["OPTIONS"], false),
        get("/api/reading").titled("... but reads what every page may").on(Page::Stranger).expects(
            Ok(200),
            &["GET"],
            false,
        ),
    ]
}

const fn get(path: &'static str) -> Visit {
    let expected = Expected { page: Ok(0), wire: &[], relay_on: false };
    Visit {
        title: "",
        page: Page::Paired,
        pressed: None,
        method: "GET",
        path,
        headers: &[],
        body: "",
        includes: false,
        expected,
    }
}

const fn put(path: &'static str, body: &'static str) -> Visit {
    Visit { body, ..get(path).by("PUT") }
}

impl Visit {
    const fn titled(self, title: &'static str) -> Self {
        Self { title, ..self }
    }

    const fn on(self, page: Page) -> Self {
        Self { page, ..self }
    }

    const fn after_a_press(self, says: &'static str) -> Self {
        Self { pressed: Some(says), ..self }
    }

    const fn by(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    const fn with_headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    const fn with_credentials(self) -> Self {
        Self { includes: true, ..self }
    }

    const fn expects(
        self,
        page: Result<u16, &'static str>,
        wire: &'static [&'static str],
        relay_on: bool,
    ) -> Self {
        Self { expected: Expected { page, wire, relay_on }, ..self }
    }
}
