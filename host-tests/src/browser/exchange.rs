//! A request and its answer, as they went over the wire.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use corselet::header::{Body, Head, HeadError};

use super::wire::Said;
use crate::http::Response;

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    /// The whole request.
    pub(super) request: Vec<u8>,
    /// The whole answer.
    pub(super) response: Response,
    /// When the request began.
    pub(super) begun: Instant,
}

impl Exchange {
    /// Method and target.
    pub(super) fn asks(&self) -> String {
        let line = self.request.split(|byte| *byte == b'\r').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        line.strip_suffix(" HTTP/1.1").unwrap_or(&line).to_owned()
    }

    /// The values of the request's lines named `name` (lower case).
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        let Ok(head) = Head::parse(&self.request) else { return Vec::new() };
        let named = head.lines().filter(|(line, _)| line.eq_ignore_ascii_case(name.as_bytes()));
        named.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect()
    }
}

/// Takes the first exchange that is complete.
pub(super) fn first(said: &mut Said) -> Result<Option<Exchange>> {
    let Some((response, answered)) = Response::parse(&said.answered).context("on the wire")? else {
        return Ok(None);
    };
    let head = match Head::parse(&said.asked) {
        Ok(head) => head,
        Err(HeadError::Incomplete) => return Ok(None),
        Err(error) => bail!("the browser sends a head that is none: {error}"),
    };
    let body = match head.body() {
        Body::None => 0,
        Body::Length(length) => usize::try_from(length)?,
        Body::Chunked => bail!("the browser sends a body in chunks"),
    };
    // A server may answer before it has read a body that it does not want, and it then closes.
    let asked = (head.len() + body).min(said.asked.len());
    said.answered.drain(..answered);
    let request = said.asked.drain(..asked).collect();
    let begun = said.begun.pop_front().context("an answer to nothing")?;
    Ok(Some(Exchange { request, response, begun }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanges_come_off_one_by_one() {
        let mut said = Said::default();
        said.ask(b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n");
        said.ask(b"on");
        said.answer(b"HTTP/1.1 204 No Content\r\n\r\n");
        said.ask(b"GET /b HTTP/1.1\r\nhost: x\r\norigin: n\r\n\r\n");
        said.answer(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc");
        said.ask(b"GET /c");
        let one = first(&mut said).unwrap().unwrap();
        assert_eq!((one.asks().as_str(), one.response.status), ("POST /a", 204));
        assert!(one.request.ends_with(b"\r\n\r\non"));
        let two = first(&mut said).unwrap().unwrap();
        assert_eq!((two.asks().as_str(), two.response.body.as_slice()), ("GET /b", &b"abc"[..]));
        assert_eq!(two.values("origin"), ["n"]);
        assert!(one.begun <= two.begun);
        assert!(first(&mut said).unwrap().is_none());
        assert_eq!((said.asked.as_slice(), said.begun.len()), (&b"GET /c"[..], 1));
    }

    #[test]
    fn half_an_answer_is_waited_for() {
        let mut said = Said::default();
        said.ask(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n");
        said.answer(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab");
        assert!(first(&mut said).unwrap().is_none());
        said.answer(b"c");
        assert!(first(&mut said).unwrap().is_some());
    }
}
