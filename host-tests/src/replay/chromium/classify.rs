//! `classify/1`: what a browser made of what a page asked for, and whether it sent a preflight.

use crate::replay::messages::{Headers, body_type, combined_pairs, credentials, mode, parsed};
use crate::replay::{Case, Report, bytes, each, text};
use corselet::fetch::{Body, Hop, Init, NetworkError, Next, Profile, Request, RequestOrigin, ResponseType};
use corselet::header::HeaderList;
use serde_json::{Value, json};

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &[], |c, case| {
        let asked = &c["request"];
        // What is no byte string throws before the engine is asked (Web IDL `#js-bytestring`).
        let Ok(headers) = Headers::read(&asked["headers"]) else {
            case.expect("thrown", &c["result"]["thrown"], true);
            return Ok(());
        };
        let Ok(method) = bytes(&asked["method"]) else {
            case.expect("thrown", &c["result"]["thrown"], true);
            return Ok(());
        };
        let pairs = headers.pairs();
        let body_type = body_type(&asked["body"])?;
        let init = Init {
            method: &method,
            mode: mode(asked)?,
            headers: HeaderList::new(&pairs),
            has_body: !asked["body"].is_null(),
            body_type: body_type.as_deref().map(str::as_bytes),
            ..Init::default()
        };
        replay(c, &init, case)
    })
}

fn replay(c: &Value, init: &Init<'_>, case: &mut Case) -> anyhow::Result<()> {
    let (profile, result) = (&Profile::CHROMIUM, &c["result"]);
    let method = init.method();
    case.expect("thrown", &result["thrown"], method.is_err());
    case.expect("thrown_name", &result["thrown_name"], method.err().map(|_| "TypeError"));
    let Ok(method) = method else { return Ok(()) };

    let pairs: Vec<_> = init.headers(profile).collect();
    case.expect("request_headers", &result["request_headers"], combined_pairs(&pairs));
    let origin = bytes(&c["page_origin"])?;
    let mut request = Request::new(RequestOrigin::parse(&origin)?);
    request.method = method;
    request.headers = HeaderList::new(&pairs);
    request.mode = init.mode;
    request.credentials = credentials(&c["request"])?;
    request.body = if init.has_body { Body::Replayable } else { Body::None };

    let url = bytes(&c["url"])?;
    let (hop, sent) = parsed(&url, |url| {
        let hop = Hop::start(request, url, profile);
        (hop, hop.ok().and_then(|hop| hop.origin_header(url, profile)))
    })?;
    let cors_error = hop.err().and_then(|error| error.cors_error(true));
    let net_error = (hop.err() == Some(NetworkError::RefusedHeader)).then_some("net::ERR_INVALID_ARGUMENT");
    case.expect("net_error", &result["net_error"], net_error);
    case.expect("rejected", &result["rejected"], hop.is_err());
    case.expect("cors_error", &result["cors_error"], cors_error.map(|error| error.name()));
    case.expect("actual_sent", &result["actual_sent"], hop.is_ok());
    case.expect("origin_header", &result["origin_header"], sent.map(text));
    case.expect("method_sent", &result["method_sent"], hop.ok().map(|hop| text(hop.request().method)));

    let asks = hop.ok().filter(|hop| hop.needs_preflight());
    case.expect("preflight_sent", &result["preflight_sent"], asks.is_some());
    let mut buffer = [0; 8192];
    let (acrm, acrh) = match &asks {
        Some(hop) => {
            let preflight = hop.preflight(profile);
            let names = text(preflight.names().write_to(&mut buffer)?);
            (Some(text(preflight.method())), Some(names).filter(|names| !names.is_empty()))
        }
        None => (None, None),
    };
    case.expect("acrm", &result["acrm"], acrm);
    case.expect("acrh", &result["acrh"], acrh);

    // The server granted everything.
    let granted =
        [(&b"access-control-allow-origin"[..], &origin[..]), (b"access-control-allow-credentials", b"true")];
    let kind = hop.ok().and_then(|hop| hop.respond(200, &HeaderList::new(&granted), profile).ok());
    let kind = kind.map(|next| match next {
        Next::Response(ResponseType::Basic) => json!("basic"),
        Next::Response(ResponseType::Cors) => json!("cors"),
        Next::Response(ResponseType::Opaque) => json!("opaque"),
        other => json!(format!("{other:?}")),
    });
    case.expect("response_type", &result["response_type"], kind);
    Ok(())
}
