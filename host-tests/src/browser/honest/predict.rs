//! What the crate's user agent half makes of a fetch and of the answers that it got.

use anyhow::{Context, Result};
use corselet::fetch::{
    CacheKey, Credentials, Init, PreflightCache, Profile, Request, RequestOrigin, ResponseType, ResultCache,
    cors_check, visible_headers,
};
use corselet::header::HeaderList;

use super::visit::Visit;
use crate::browser::exchange::Exchange;
use crate::http::Response;

const PROFILE: &Profile = &Profile::CHROMIUM;

/// What a page sees of a fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The answer: its status, and the names of its headers in order, each once.
    Answer(u16, Vec<String>),
    /// Nothing, and Chromium's name for the reason.
    Blocked(String),
}

/// A user agent's memory, and what it would do.
#[derive(Debug, Default)]
pub(super) struct Predictor {
    preflights: ResultCache<16, 1024>,
}

impl Predictor {
    /// What a page of `origin` sees of a fetch of `url` that led to `exchanges`, and the requests that must have led to
    /// them: a line for each, with what they say of the page.
    pub(super) fn predict(
        &mut self,
        visit: &Visit,
        origin: &str,
        url: &str,
        exchanges: &[Exchange],
        now_ms: u64,
    ) -> Result<(Vec<String>, Seen)> {
        let pairs: Vec<_> =
            visit.headers.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
        let has_body = !visit.body.is_empty();
        let init = Init {
            method: visit.method.as_bytes(),
            headers: HeaderList::new(&pairs),
            has_body,
            body_type: has_body.then_some(b"text/plain;charset=UTF-8"),
            ..Init::default()
        };
        let pairs: Vec<_> = init.headers(PROFILE).collect();
        let mut request = Request::new(RequestOrigin::parse(origin.as_bytes())?);
        request.method = init.method()?;
        request.headers = HeaderList::new(&pairs);
        request.credentials = if visit.includes { Credentials::Include } else { Credentials::SameOrigin };

        let mut requests = Vec::new();
        let mut answers = exchanges.iter().map(|exchange| &exchange.response);
        let preflight = request.preflight(PROFILE);
        let key = CacheKey { partition: Some(origin.as_bytes()), url: url.as_bytes() };
        if request.needs_preflight(PROFILE) && !self.preflights.covers(&key, &preflight, now_ms) {
            let mut buffer = [0; 1024];
            let names = preflight.names().write_to(&mut buffer).ok().context("too many names")?;
            requests.push(line("OPTIONS", visit.path, origin, text(preflight.method()), text(names)));
            let answer = answers.next().context("there was no preflight")?;
            let fields = fields(answer);
            let list = HeaderList::new(&fields);
            if let Err(error) = preflight.check(answer.status, &list, None) {
                let name = error.cors_error().map_or("a network error", |error| error.name());
                return Ok((requests, Seen::Blocked(name.to_owned())));
            }
            self.preflights.store(&key, &preflight, &list, now_ms);
        }
        requests.push(line(visit.method, visit.path, origin, "", ""));
        let answer = answers.next().context("there was no request but the preflight")?;
        Ok((requests, seen(answer, origin, request.credentials)))
    }
}

fn seen(answer: &Response, origin: &str, credentials: Credentials) -> Seen {
    let fields = fields(answer);
    let list = HeaderList::new(&fields);
    if let Err(error) = cors_check(&list, origin.as_bytes(), credentials, PROFILE) {
        return Seen::Blocked(error.cors_error().name().to_owned());
    }
    let visible = visible_headers(list, ResponseType::Cors, credentials, PROFILE);
    let mut names: Vec<_> = visible.map(|(name, _)| text(name).to_owned()).collect();
    names.sort();
    names.dedup();
    Seen::Answer(answer.status, names)
}

/// The requests of an exchange, as [`Predictor::predict`] has them.
pub(super) fn sent(exchange: &Exchange) -> String {
    let value = |name| exchange.values(name).join(" and ");
    let [origin, method, names] =
        ["origin", "access-control-request-method", "access-control-request-headers"].map(value);
    let asks = exchange.asks();
    let (verb, path) = asks.split_once(' ').unwrap_or((&asks, ""));
    line(verb, path, &origin, &method, &names)
}

fn line(method: &str, path: &str, origin: &str, asked_method: &str, asked_names: &str) -> String {
    let asked = if asked_method.is_empty() { String::new() } else { format!(", for {asked_method}") };
    let names = if asked_names.is_empty() { String::new() } else { format!(" with {asked_names}") };
    format!("{method} {path}, origin: {origin}{asked}{names}")
}

fn fields(response: &Response) -> Vec<(&[u8], &[u8])> {
    response.fields.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or("bytes that are no text")
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::visits::visits;
    use super::*;

    const PAGE: &str = "http://localhost:8000";
    const GRANT: [(&str, &str); 2] =
        [("access-control-allow-origin", PAGE), ("access-control-allow-credentials", "true")];
    const METHODS: (&str, &str) = ("access-control-allow-methods", "PUT");
    const NAMES: (&str, &str) = ("access-control-allow-headers", "content-type, x-api-key");

    fn exchange(fields: &[(&str, &str)]) -> Exchange {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let response = Response { status: 204, fields, body: Vec::new() };
        let request = format!("PUT /api/relay HTTP/1.1\r\nhost: a\r\norigin: {PAGE}\r\n\r\n").into_bytes();
        Exchange { request, response, begun: Instant::now() }
    }

    #[test]
    fn a_preflight_is_remembered_and_both_answers_count() {
        let write = visits().into_iter().find(|visit| visit.expected.wire == ["OPTIONS", "PUT"]).unwrap();
        let mut predictor = Predictor::default();
        let mut predict =
            |exchanges: &[Exchange]| predictor.predict(&write, PAGE, "http://b.test/api/relay", exchanges, 0);
        let put = format!("PUT /api/relay, origin: {PAGE}");
        assert_eq!(sent(&exchange(&[])), put);
        let ask = format!("OPTIONS /api/relay, origin: {PAGE}, for PUT with content-type,x-api-key");
        let blocked = |name: &str| Seen::Blocked(name.to_owned());

        let preflight = [GRANT[0], GRANT[1], METHODS];
        let refused = predict(&[exchange(&preflight)]).unwrap();
        assert_eq!(refused, (vec![ask.clone()], blocked("HeaderDisallowedByPreflightResponse")));
        let preflight = exchange(&[GRANT[0], GRANT[1], METHODS, NAMES]);
        let granted = predict(&[preflight, exchange(&GRANT)]).unwrap();
        assert_eq!(granted, (vec![ask, put.clone()], Seen::Answer(204, Vec::new())));
        let unread = predict(&[exchange(&GRANT[..1])]).unwrap();
        assert_eq!(unread, (vec![put], blocked("InvalidAllowCredentials")));
        assert!(predict(&[]).is_err());
    }
}
