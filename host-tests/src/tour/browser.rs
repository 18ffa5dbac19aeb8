//! What a browser would make of an answer, by the crate's other half.

use corselet::fetch::{Credentials, Profile, Request, RequestOrigin, cors_check};
use corselet::header::{Head, HeaderList};

use super::Step;
use crate::http::Response;

/// Pages of these routes send cookies along.
const CREDENTIALED: &str = "/api/relay";

/// One line on what a page of the request's origin sees; `None` for a request that no browser sends across origins.
pub(super) fn verdict(step: &Step, response: &Response) -> Option<String> {
    let head = Head::parse(&step.request).ok()?;
    let values = |name: &str| {
        let named = move |(known, _): &(&[u8], &[u8])| known.eq_ignore_ascii_case(name.as_bytes());
        head.lines().filter(move |line| named(line)).map(|(_, value)| value).collect::<Vec<_>>()
    };
    let [origin] = values("origin")[..] else { return None };
    let mut request = Request::new(RequestOrigin::parse(origin).ok()?);
    let credentialed = String::from_utf8_lossy(head.target()).contains(CREDENTIALED);
    request.credentials = if credentialed { Credentials::Include } else { Credentials::Omit };
    let fields: Vec<_> =
        response.fields.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
    let (answer, profile) = (HeaderList::new(&fields), &Profile::CHROMIUM);
    let outcome = match values("access-control-request-method")[..] {
        [method] => {
            let names: Vec<_> = values("access-control-request-headers").join(&b","[..]);
            // A value that no safelist takes, so that the name is asked for.
            let headers: Vec<_> = names
                .split(|byte| *byte == b',')
                .filter(|name| !name.is_empty())
                .map(|name| (name, &b"{}"[..]))
                .collect();
            request.method = method;
            request.headers = HeaderList::new(&headers);
            let checked = request.preflight(profile).check(response.status, &answer, None);
            checked.map(|()| "sends the request").map_err(|error| error.cors_error())
        }
        _ => {
            let checked = cors_check(&answer, origin, request.credentials, profile);
            checked.map(|_| "lets the page read the answer").map_err(|error| Some(error.cors_error()))
        }
    };
    Some(match outcome {
        Ok(what) => what.to_owned(),
        Err(error) => {
            format!("blocked by CORS policy: {}", error.map_or("network error", |error| error.name()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(request: &str) -> Step {
        Step::send("", request.as_bytes().to_vec())
    }

    fn response(status: u16, fields: &[(&str, &str)]) -> Response {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Response { status, fields, body: Vec::new() }
    }

    #[test]
    fn a_browser_reads_or_blocks() {
        let get = step("GET /api/reading HTTP/1.1\r\nhost: a\r\norigin: https://a.example\r\n\r\n");
        let granted = response(200, &[("access-control-allow-origin", "*")]);
        assert_eq!(verdict(&get, &granted).unwrap(), "lets the page read the answer");
        assert_eq!(
            verdict(&get, &response(200, &[])).unwrap(),
            "blocked by CORS policy: MissingAllowOriginHeader"
        );
        let ask = step(
            "OPTIONS /x HTTP/1.1\r\nhost: a\r\norigin: https://a.example\r\naccess-control-request-method: PUT\r\n\r\n",
        );
        assert_eq!(
            verdict(&ask, &granted).unwrap(),
            "blocked by CORS policy: MethodDisallowedByPreflightResponse"
        );
        assert_eq!(verdict(&step("GET / HTTP/1.1\r\nhost: a\r\n\r\n"), &granted), None);
    }
}
