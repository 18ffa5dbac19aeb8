//! `redirects/1`: where a browser followed redirects, and with which headers.

use crate::replay::journey::{Asked, End, Sent, Station, play};
use crate::replay::messages::{
    Headers, body_type, credentials, failed_parameter, mode, parsed, redirect_mode, status,
};
use crate::replay::standard::preflight_check::detail;
use crate::replay::{Report, bytes, each};
use anyhow::{Context, bail};
use corselet::fetch::{
    Body, Init, Mode, NetworkError, PreflightError, Profile, Request, RequestOrigin, ResponseType,
};
use corselet::header::HeaderList;
use serde_json::{Value, json};

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &[], |c, case| {
        let (profile, asked, result) = (&Profile::CHROMIUM, &c["request"], &c["result"]);
        let (origin, method, first) =
            (bytes(&c["page_origin"])?, bytes(&asked["method"])?, bytes(&c["url"])?);
        let headers = Headers::read(&asked["headers"])?;
        let (pairs, body_type) = (headers.pairs(), body_type(&asked["body"])?);
        let url_has_credentials = parsed(&first, |url| url.has_credentials())?;
        let init = Init {
            method: &method,
            mode: mode(asked)?,
            headers: HeaderList::new(&pairs),
            has_body: !asked["body"].is_null(),
            body_type: body_type.as_deref().map(str::as_bytes),
            url_has_credentials,
        };
        let Ok(method) = init.method() else {
            case.expect("thrown", &result["thrown"], true);
            return Ok(());
        };
        let pairs: Vec<_> = init.headers(profile).collect();
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = method;
        request.headers = HeaderList::new(&pairs);
        request.mode = init.mode;
        request.credentials = credentials(asked)?;
        request.redirect = redirect_mode(asked, "redirect")?;
        request.body = if init.has_body { Body::Replayable } else { Body::None };

        let answers = answers(&c["hops"])?;
        let stations: Vec<_> = answers
            .iter()
            .map(|[response, preflight]| Station {
                response: (response.0, response.1.pairs()),
                preflight: Some((preflight.0, preflight.1.pairs())),
            })
            .collect();
        let words = |error: PreflightError<'_>, answer: &HeaderList<'_>| {
            let parameter = match error {
                PreflightError::Check(error) => failed_parameter(error, answer),
                other => detail(other),
            };
            (format!("{error:?}"), parameter)
        };
        let journey = play(request, &first, &|hop, _| stations.get(hop).cloned(), profile, &words)?;

        let is_cors = init.mode == Mode::Cors;
        let (kind, url, cors_error, parameter) = match &journey.end {
            End::Response { kind, url } => (Some(kind_name(*kind)), Some(url), None, None),
            End::Error { error, parameter, .. } => {
                (None, None, error.cors_error(is_cors).map(|error| error.name()), parameter.as_ref())
            }
            End::Preflight { cors_error, parameter, .. } => (None, None, *cors_error, parameter.as_ref()),
            End::OutOfAnswers => bail!("there are no more answers"),
        };
        case.expect("thrown", &result["thrown"], false);
        case.expect("pass", &result["pass"], kind.is_some());
        case.expect("response_type", &result["response_type"], kind);
        case.expect("cors_error", &result["cors_error"], cors_error);
        let net = match &journey.end {
            End::Error { error: NetworkError::UnsafeRedirect, .. } if leads_to_view_source(&c["hops"]) => {
                Network { net_error: None, blocked_reason: Some("other") }
            }
            End::Error { error, .. } => network(*error, is_cors),
            _ => Network::default(),
        };
        case.expect("net_error", &result["net_error"], net.net_error);
        case.expect("blocked_reason", &result["blocked_reason"], net.blocked_reason);
        case.expect("failed_parameter", &result["failed_parameter"], parameter);
        if kind.is_some_and(|kind| kind != "opaque" && kind != "opaqueredirect") {
            // Without its fragment (Fetch `#dom-response-url`).
            let url = url.and_then(|url| url.split('#').next());
            case.expect("response_url", &result["response_url"], url);
            case.expect("redirected", &result["redirected"], journey.sent.len() > 1);
        }
        let requests: Vec<Value> =
            journey.sent.iter().enumerate().flat_map(|(hop, sent)| received(hop, sent)).collect();
        let without_length = |mut request: Value| {
            if let Some(members) = request.as_object_mut() {
                members.remove("content_length");
                members.remove("target_suffix");
            }
            request
        };
        let expected = result["requests"].as_array().context("`requests` is not an array")?;
        let expected: Vec<Value> = expected.iter().cloned().map(without_length).collect();
        case.expect("requests", expected, requests);
        Ok(())
    })
}

type Answers = [(u16, Headers); 2];

fn answers(hops: &Value) -> anyhow::Result<Vec<Answers>> {
    let read = |hop: &Value| {
        let preflight = &hop["preflight"];
        Ok([
            (status(hop)?, Headers::read(&hop["headers"])?),
            (status(preflight)?, Headers::read(&preflight["headers"])?),
        ])
    };
    hops.as_array().context("`hops` is not an array")?.iter().map(read).collect()
}

/// A scheme of the browser's own interface, refused without a network error.
fn leads_to_view_source(hops: &Value) -> bool {
    let headers = hops.as_array().into_iter().flatten().filter_map(|hop| hop["headers"].as_array()).flatten();
    headers.filter_map(|pair| pair[1].as_str()).any(|value| value.starts_with("view-source:"))
}

fn kind_name(kind: ResponseType) -> &'static str {
    match kind {
        ResponseType::Basic => "basic",
        ResponseType::Cors => "cors",
        ResponseType::Opaque => "opaque",
        _ => "opaqueredirect",
    }
}

#[derive(Default)]
struct Network {
    net_error: Option<&'static str>,
    blocked_reason: Option<&'static str>,
}

fn network(error: NetworkError, is_cors: bool) -> Network {
    let net = |name| Network { net_error: Some(name), blocked_reason: None };
    match error {
        NetworkError::BlockedCredentials | NetworkError::SameOriginMode { redirected: true } => {
            Network { net_error: None, blocked_reason: Some("origin") }
        }
        NetworkError::BadPort => net("net::ERR_UNSAFE_PORT"),
        NetworkError::InvalidLocation => net("net::ERR_INVALID_REDIRECT"),
        NetworkError::RedirectMode => net("net::ERR_FAILED"),
        NetworkError::RedirectScheme if !is_cors => net("net::ERR_UNKNOWN_URL_SCHEME"),
        NetworkError::SeveralLocations => net("net::ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION"),
        NetworkError::TooManyRedirects => net("net::ERR_TOO_MANY_REDIRECTS"),
        NetworkError::UnsafeRedirect => net("net::ERR_UNSAFE_REDIRECT"),
        _ => Network::default(),
    }
}

/// A hop as the server saw it: the preflight, and the request itself if it was sent.
fn received(hop: usize, sent: &Sent) -> Vec<Value> {
    let mut requests = Vec::new();
    if let Some(Asked { origin, method, names }) = &sent.preflight {
        let request = json!({
            "hop": hop, "preflight": true, "method": "OPTIONS", "origin_header": origin, "cookie_sent": false,
            "acrm": method, "acrh": names,
        });
        requests.push(request);
    }
    if sent.proper {
        let mut request = json!({
            "hop": hop, "preflight": false, "method": sent.method, "origin_header": sent.origin,
            // The hosts' cookies have no SameSite attribute, so they do not go along from another site.
            "cookie_sent": sent.credentials && sent.same_site,
        });
        for (member, name) in
            [("authorization", "authorization"), ("x_a", "x-a"), ("content_type", "content-type")]
        {
            if let Some((_, value)) = sent.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
            {
                request[member] = json!(value);
            }
        }
        requests.push(request);
    }
    requests
}
