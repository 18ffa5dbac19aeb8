//! `preflight_check/1`: which preflight answers a browser took.

use crate::replay::messages::{Headers, credentials, failed_parameter, parsed, status};
use crate::replay::standard::preflight_check::detail;
use crate::replay::{Report, bytes, each, text};
use corselet::fetch::{Init, PreflightError, Profile, Request, RequestOrigin};
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
        case.expect("preflight_sent", &result["preflight_sent"], request.needs_preflight(profile));

        let preflight = request.preflight(profile);
        case.expect("acrm", &result["acrm"], text(preflight.method()));
        let mut buffer = [0; 4096];
        let names = preflight.names().write_to(&mut buffer)?;
        case.expect("acrh", &result["acrh"], Some(text(names)).filter(|names| !names.is_empty()));

        let answer = Headers::read(&c["preflight"]["headers"])?;
        let answer = answer.pairs();
        let answer = HeaderList::new(&answer);
        let status = status(&c["preflight"])?;
        let url = bytes(&c["url"])?;
        let verdict = parsed(&url, |url| preflight.check(status, &answer, Some(url)))?;
        case.expect("actual_sent", &result["actual_sent"], verdict.is_ok());
        let cors_error = verdict.err().and_then(|error| error.cors_error());
        case.expect("cors_error", &result["cors_error"], cors_error.map(|error| error.name()));
        let net_error =
            (verdict == Err(PreflightError::InvalidRedirect)).then_some("net::ERR_INVALID_REDIRECT");
        case.expect("net_error", &result["net_error"], net_error);
        let parameter = match verdict {
            Err(PreflightError::Check(error)) => failed_parameter(error, &answer),
            // Which of several refused headers Chromium names follows from the order of a hash map.
            Err(PreflightError::Header(_)) => result["failed_parameter"]
                .as_str()
                .and_then(|name| refused(&request, name, profile, status, &answer)),
            other => other.err().and_then(detail),
        };
        case.expect("failed_parameter", &result["failed_parameter"], parameter);
        Ok(())
    })
}

/// The name, if the answer refuses the header of that name on its own.
fn refused(
    request: &Request<'_>,
    name: &str,
    profile: &Profile,
    status: u16,
    answer: &HeaderList<'_>,
) -> Option<String> {
    let is_name = |pair: &&(&[u8], &[u8])| pair.0.eq_ignore_ascii_case(name.as_bytes());
    let alone: Vec<_> = request.headers.pairs().iter().filter(is_name).copied().collect();
    let mut request = *request;
    request.headers = HeaderList::new(&alone);
    let verdict = request.preflight(profile).check(status, answer, None);
    verdict.err().and_then(detail)
}
