//! `preflight_check`: whether a request is preflighted, what is asked, and whether the answer grants it (Fetch
//! `#cors-preflight-fetch-0`).

use super::cors_check;
use crate::replay::messages::{Headers, credentials, status};
use crate::replay::{Report, bytes, each, text};
use corselet::fetch::{PreflightError, Profile, Request, RequestOrigin};
use corselet::header::HeaderList;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["request", "response"], |c, case| {
        let (profile, asked) = (&Profile::STANDARD, &c["request"]);
        let (origin, method) = (bytes(&asked["origin"])?, bytes(&asked["method"])?);
        let headers = Headers::read(&asked["headers"])?;
        let pairs = headers.pairs();
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = &method;
        request.headers = HeaderList::new(&pairs);
        request.credentials = credentials(asked)?;
        request.use_cors_preflight = asked["use_cors_preflight"] == true;
        case.expect("needs_preflight", &c["needs_preflight"], request.needs_preflight(profile));

        let preflight = request.preflight(profile);
        case.expect(
            "access_control_request_method",
            &c["access_control_request_method"],
            text(preflight.method()),
        );
        let mut buffer = [0; 4096];
        let names = preflight.names().write_to(&mut buffer)?;
        let names = Some(text(names)).filter(|names| !names.is_empty());
        case.expect("access_control_request_headers", &c["access_control_request_headers"], names);

        let answer = Headers::read(&c["response"]["headers"])?;
        let answer = answer.pairs();
        let verdict = preflight.check(status(&c["response"])?, &HeaderList::new(&answer), None);
        case.expect("result", &c["result"], if verdict.is_ok() { "pass" } else { "fail" });
        case.expect("reason", &c["reason"], verdict.err().map(reason));
        if let Some(detail) = c.get("detail") {
            case.expect("detail", detail, verdict.err().and_then(self::detail));
        }
        Ok(())
    })
}

/// The reason as the case files write it.
pub(in crate::replay) fn reason(error: PreflightError<'_>) -> String {
    match error {
        PreflightError::Authorization => "authorization_not_listed".to_owned(),
        PreflightError::Check(error) => format!("cors_check:{}", cors_check::reason(error)),
        PreflightError::Header(_) => "header_not_allowed".to_owned(),
        PreflightError::InvalidAllowHeaders => "allow_headers_parse".to_owned(),
        PreflightError::InvalidAllowMethods => "allow_methods_parse".to_owned(),
        PreflightError::Method(_) => "method_not_allowed".to_owned(),
        PreflightError::Status(_) => "status_not_ok".to_owned(),
        other => format!("{other:?}"),
    }
}

/// What is refused.
pub(in crate::replay) fn detail(error: PreflightError<'_>) -> Option<String> {
    match error {
        PreflightError::Authorization => Some("authorization".to_owned()),
        PreflightError::Header(name) => Some(text(&name.bytes().collect::<Vec<_>>())),
        PreflightError::Method(method) => Some(text(method)),
        _ => None,
    }
}
