//! What a browser would make of an answer, by the crate's other half.

use corselet::fetch::embed::{FrameAncestors, XFrameOptions, check_frame_ancestors, check_x_frame_options};
use corselet::fetch::{Credentials, Profile, Request, RequestOrigin, cors_check};
use corselet::header::{Head, HeaderList};
use corselet::origin::Origin;

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
    let fields: Vec<_> =
        response.fields.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
    let answer = HeaderList::new(&fields);
    if let ([b"iframe"], [host], [page]) =
        (&values("sec-fetch-dest")[..], &values("host")[..], &values("referer")[..])
    {
        return framed(&answer, host, page);
    }
    let [origin] = values("origin")[..] else { return None };
    if let [host] = values("host")[..]
        && origin == [b"http://", host].concat()
    {
        return Some("the page is of the same origin and may read the answer".to_owned());
    }
    let mut request = Request::new(RequestOrigin::parse(origin).ok()?);
    let credentialed = String::from_utf8_lossy(head.target()).contains(CREDENTIALED);
    request.credentials = if credentialed { Credentials::Include } else { Credentials::Omit };
    let profile = &Profile::CHROMIUM;
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

/// Whether the page may show what the host answered in a frame.
fn framed(answer: &HeaderList<'_>, host: &[u8], page: &[u8]) -> Option<String> {
    let document = [b"http://", host].concat();
    let document = Origin::parse(&document).ok()?;
    let ancestors = [Origin::parse(page.strip_suffix(b"/")?).ok()?];
    let by_csp = check_frame_ancestors(answer, &document, &ancestors);
    let by_xfo = check_x_frame_options(answer, by_csp, &document, &ancestors, &Profile::CHROMIUM);
    Some(match (by_csp, by_xfo) {
        (FrameAncestors::Blocked, _) => "refuses to show it in the frame: frame-ancestors".to_owned(),
        (_, XFrameOptions::Blocked(reason)) => format!("refuses to show it in the frame: {reason:?}"),
        _ => "shows it in the frame".to_owned(),
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
        let own = step("GET / HTTP/1.1\r\nhost: a\r\norigin: http://a\r\n\r\n");
        assert!(verdict(&own, &response(200, &[])).unwrap().contains("same origin"));
    }

    #[test]
    fn a_browser_frames_or_refuses() {
        let frame = step(
            "GET / HTTP/1.1\r\nhost: a\r\nsec-fetch-dest: iframe\r\nreferer: https://b.example/\r\n\r\n",
        );
        for (field, expected) in [
            (("x-other", ""), "shows it in the frame"),
            (("x-frame-options", "DENY"), "refuses to show it in the frame: Deny"),
            (
                ("content-security-policy", "frame-ancestors 'self'"),
                "refuses to show it in the frame: frame-ancestors",
            ),
        ] {
            assert_eq!(verdict(&frame, &response(200, &[field])).unwrap(), expected);
        }
    }
}
