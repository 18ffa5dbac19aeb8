//! `response_check/1`: which responses a browser shared, and what of them.

use crate::replay::messages::{Headers, credentials, failed_parameter, lower_names, parsed, status};
use crate::replay::{Report, bytes, each, text};
use corselet::fetch::{Hop, Init, NetworkError, Next, Profile, Request, RequestOrigin, visible_headers};
use corselet::header::HeaderList;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &[], |c, case| {
        let (profile, asked, result) = (&Profile::CHROMIUM, &c["request"], &c["result"]);
        let (origin, method) = (bytes(&c["page_origin"])?, bytes(&asked["method"])?);
        let headers = Headers::read(&asked["headers"])?;
        let pairs = headers.pairs();
        let init = Init { method: &method, headers: HeaderList::new(&pairs), ..Init::default() };
        let pairs: Vec<_> = init.headers(profile).collect();
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = init.method()?;
        request.headers = HeaderList::new(&pairs);
        request.credentials = credentials(asked)?;

        let url = bytes(&c["url"])?;
        let (hop, sent) = parsed(&url, |url| {
            Hop::start(request, url, profile).map(|hop| (hop, hop.origin_header(url, profile)))
        })??;
        case.expect("needs no preflight", false, hop.needs_preflight());
        case.expect("origin_header", &result["origin_header"], sent.map(text));

        let response = Headers::read(&c["response"]["headers"])?;
        let response = response.pairs();
        let response = HeaderList::new(&response);
        let next = hop.respond(status(&c["response"])?, &response, profile);
        case.expect("pass", &result["pass"], next.is_ok());
        let cors_error = next.err().and_then(|error| error.cors_error(true));
        case.expect("cors_error", &result["cors_error"], cors_error.map(|error| error.name()));
        let parameter = match next {
            Err(NetworkError::Check(error)) => failed_parameter(error, &response),
            _ => None,
        };
        case.expect("failed_parameter", &result["failed_parameter"], parameter);
        let visible = match next {
            Ok(Next::Response(kind)) => {
                Some(lower_names(visible_headers(response, kind, request.credentials, profile)))
            }
            _ => None,
        };
        case.expect("visible", &result["visible"], visible);
        Ok(())
    })
}
