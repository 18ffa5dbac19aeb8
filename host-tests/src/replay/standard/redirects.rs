//! `redirects`: a request's whole way over redirects (Fetch `#concept-http-redirect-fetch`).

use super::{cors_check, preflight_check};
use crate::replay::journey::{End, Sent, Station, play};
use crate::replay::messages::{Headers, credentials, mode, redirect_mode, referrer_policy, status};
use crate::replay::{Report, bytes, each};
use anyhow::{Context, bail};
use corselet::fetch::{
    Body, NetworkError, Profile, RedirectTaint, Request, RequestOrigin, ResponseType, Tainting,
};
use corselet::header::HeaderList;
use serde_json::{Value, json};

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["request", "responses"], |c, case| {
        let (asked, expected) = (&c["request"], &c["expect"]);
        let (origin, method) = (bytes(&asked["origin"])?, bytes(&asked["method"])?);
        let headers = Headers::read(&asked["headers"])?;
        let pairs = headers.pairs();
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = &method;
        request.headers = HeaderList::new(&pairs);
        request.mode = mode(asked)?;
        request.credentials = credentials(asked)?;
        request.redirect = redirect_mode(asked, "redirect_mode")?;
        request.referrer_policy = referrer_policy(asked)?;
        request.body = match asked["body"].as_str() {
            None => Body::None,
            Some("replayable") => Body::Replayable,
            Some("stream") => Body::Stream,
            Some(other) => bail!("unknown body `{other}`"),
        };

        let answers = answers(&c["responses"])?;
        let stations: Vec<_> = answers.iter().map(Answers::station).collect();
        let first = bytes(&c["responses"][0]["url"])?;
        let words = |error: corselet::fetch::PreflightError<'_>, _: &HeaderList<'_>| {
            (format!("preflight:{}", preflight_check::reason(error)), None)
        };
        let journey =
            play(request, &first, &|hop, _| stations.get(hop).cloned(), &Profile::STANDARD, &words)?;

        let (result, reason, failed_hop) = match &journey.end {
            End::Response { kind, .. } => (kind_name(*kind), Some(None), None),
            End::Error { hop, error, .. } => ("network_error", reason(*error).map(Some), Some(*hop)),
            End::Preflight { hop, reason, .. } => ("network_error", Some(Some(reason.clone())), Some(*hop)),
            End::OutOfAnswers => bail!("there are no more answers"),
        };
        case.expect("result", &expected["result"], result);
        if let Some(reason) = reason {
            case.expect("reason", &expected["reason"], reason);
        }
        case.expect("failed_hop", &expected["failed_hop"], failed_hop);
        case.expect("hops", &expected["hops"], journey.sent.iter().map(hop).collect::<Vec<_>>());
        if let Some(last) = journey.sent.last().filter(|_| expected.get("final_method").is_some()) {
            case.expect("final_method", &expected["final_method"], &last.method);
            case.expect("body_kept", &expected["body_kept"], last.has_body);
            case.expect("final_headers", &expected["final_headers"], last.lower_names());
        }
        Ok(())
    })
}

struct Answers {
    status: u16,
    headers: Headers,
    location: Option<Vec<u8>>,
    preflight: Option<(u16, Headers)>,
}

fn answers(responses: &Value) -> anyhow::Result<Vec<Answers>> {
    let read = |response: &Value| {
        let preflight = &response["preflight"];
        Ok(Answers {
            status: status(response)?,
            headers: Headers::read(&response["headers"])?,
            location: match &response["location"] {
                Value::Null => None,
                location => Some(bytes(location)?),
            },
            preflight: match preflight {
                Value::Null => None,
                preflight => Some((status(preflight)?, Headers::read(&preflight["headers"])?)),
            },
        })
    };
    responses.as_array().context("`responses` is not an array")?.iter().map(read).collect()
}

impl Answers {
    fn station(&self) -> Station<'_> {
        let mut pairs = self.headers.pairs();
        pairs.extend(self.location.as_ref().map(|location| (&b"Location"[..], &location[..])));
        let preflight = self.preflight.as_ref().map(|(status, headers)| (*status, headers.pairs()));
        Station { response: (self.status, pairs), preflight }
    }
}

fn kind_name(kind: ResponseType) -> &'static str {
    match kind {
        ResponseType::Basic => "basic",
        ResponseType::Cors => "cors",
        ResponseType::Opaque => "opaque",
        _ => "opaqueredirect",
    }
}

/// The reason as the case files write it, if they have a word for it.
fn reason(error: NetworkError) -> Option<String> {
    let word = match error {
        NetworkError::Check(error) => return Some(format!("cors_check:{}", cors_check::reason(error))),
        NetworkError::NoCorsRedirectMode => "no_cors_requires_follow",
        NetworkError::RedirectCredentials => "redirect_contains_credentials",
        NetworkError::RedirectMode => "redirect_mode_error",
        NetworkError::RedirectScheme => "redirect_scheme",
        NetworkError::SameOriginMode { .. } => "same_origin_mode",
        NetworkError::TooManyRedirects => "too_many_redirects",
        NetworkError::UnreplayableBody => "unreplayable_body",
        _ => return None,
    };
    Some(word.to_owned())
}

fn hop(sent: &Sent) -> Value {
    json!({
        "url": sent.url,
        "method": sent.method,
        "response_tainting": match sent.tainting {
            Tainting::Basic => "basic",
            Tainting::Cors => "cors",
            _ => "opaque",
        },
        "redirect_taint": match sent.taint {
            RedirectTaint::SameOrigin => "same-origin",
            RedirectTaint::SameSite => "same-site",
            RedirectTaint::CrossSite => "cross-site",
        },
        "origin_header": sent.origin,
        "preflight_needed": sent.preflight.is_some(),
        "credentials_included": sent.credentials,
        "authorization_sent": sent.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")),
    })
}
