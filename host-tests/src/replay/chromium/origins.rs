//! `origins/1`: which `Origin` a browser sent, from which document, by which means.

use super::contexts::self_origin;
use crate::replay::journey::{End, Sent, Station, play};
use crate::replay::messages::{Headers, body_type, referrer_policy, string};
use crate::replay::{Report, bytes, each};
use anyhow::{Context, bail};
use corselet::fetch::{Body, Credentials, Init, Mode, Profile, ReferrerPolicy, Request, RequestOrigin};
use corselet::header::HeaderList;
use serde_json::{Value, json};

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &[], |c, case| {
        if c["chromium_extra"] == true {
            case.skip("an Origin that Chromium adds for reasons the case does not tell");
            return Ok(());
        }
        let (profile, page, action) = (&Profile::CHROMIUM, &c["page"], &c["action"]);
        let origin = match self_origin(page)? {
            Some(origin) => {
                if !page["self_origin"].is_null() {
                    case.expect("self_origin", &page["self_origin"], &origin);
                }
                origin
            }
            None => string(page, "self_origin")?.to_owned(),
        };
        let headers = match &action["headers"] {
            Value::Null => Headers::default(),
            headers => Headers::read(headers)?,
        };
        let (pairs, method) = (headers.pairs(), bytes(&action["method"])?);
        let means = Means::of(action)?;
        let has_body = action["body"].is_string();
        let body_type = if has_body { body_type(&json!({"kind": "text"}))? } else { None };
        let init = Init {
            method: &method,
            mode: means.mode,
            headers: HeaderList::new(&pairs),
            has_body,
            body_type: body_type.as_deref().map(str::as_bytes),
            ..Init::default()
        };
        let pairs: Vec<_> = init.headers(profile).collect();
        let mut request = Request::new(RequestOrigin::parse(origin.as_bytes())?);
        request.method = corselet::header::normalize_method(&method);
        request.headers = HeaderList::new(&pairs);
        request.mode = means.mode;
        request.by_element = means.by_element;
        request.unsafe_request = means.unsafe_request;
        request.credentials =
            if action["credentials"] == "include" { Credentials::Include } else { means.credentials };
        request.body = if has_body { Body::Replayable } else { Body::None };
        request.referrer_policy = policy(page, action)?;

        let (first, next) = (bytes(&action["url"])?, chain(c)?);
        let status = action["status"].as_u64().map_or(Ok(302), u16::try_from)?;
        // The server granted everything.
        let names = pairs.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(&b","[..]);
        let station = |hop: usize, origin| {
            let grants: [(&[u8], &[u8]); 4] = [
                (b"access-control-allow-origin", origin),
                (b"access-control-allow-credentials", b"true"),
                (b"access-control-allow-methods", request.method),
                (b"access-control-allow-headers", &names),
            ];
            let mut response = grants.to_vec();
            let location = next.get(hop);
            response.extend(location.map(|location| (&b"location"[..], location.as_bytes())));
            let status = if location.is_some() { status } else { 200 };
            Some(Station { response: (status, response), preflight: Some((204, grants.to_vec())) })
        };
        let journey = play(request, &first, &station, profile, &|error, _| (format!("{error:?}"), None))?;
        if let End::Preflight { reason, .. } = &journey.end {
            bail!("preflight: {reason}");
        }
        let requests: Vec<Value> =
            journey.sent.iter().enumerate().flat_map(|(hop, sent)| received(hop, sent)).collect();
        case.expect("requests", &c["result"]["requests"], requests);
        Ok(())
    })
}

/// What a way of reaching out makes of a request.
struct Means {
    mode: Mode,
    credentials: Credentials,
    by_element: bool,
    unsafe_request: bool,
}

impl Means {
    fn of(action: &Value) -> anyhow::Result<Self> {
        let means = |mode, credentials| Self { mode, credentials, by_element: false, unsafe_request: false };
        let script = |mode| Self { unsafe_request: true, ..means(mode, Credentials::SameOrigin) };
        let element = |mode| Self { by_element: true, ..means(mode, Credentials::SameOrigin) };
        Ok(match string(action, "type")? {
            "fetch" => script(crate::replay::messages::mode(action)?),
            "xhr" => script(Mode::Cors),
            "beacon" => means(Mode::NoCors, Credentials::Include),
            "form" | "iframe" => means(Mode::Navigate, Credentials::Include),
            "ws" => means(Mode::WebSocket, Credentials::Include),
            "es" => means(Mode::Cors, Credentials::SameOrigin),
            "font" | "import" => element(Mode::Cors),
            "script" if action["module"] == true => element(Mode::Cors),
            "video" if action["crossorigin"].is_string() => means(Mode::Cors, Credentials::SameOrigin),
            "img" | "script" | "stylesheet" if action["crossorigin"].is_string() => element(Mode::Cors),
            "img" | "script" | "stylesheet" | "video" => means(Mode::NoCors, Credentials::Include),
            other => bail!("unknown means `{other}`"),
        })
    }
}

/// The action's own policy, else the page's, else the default. `rel=noreferrer` has no effect on forms.
fn policy(page: &Value, action: &Value) -> anyhow::Result<ReferrerPolicy> {
    let own = action["referrerPolicy"].as_str().filter(|policy| !policy.is_empty());
    let own = own.or(page["referrer_policy"].as_str());
    match own {
        None => Ok(ReferrerPolicy::StrictOriginWhenCrossOrigin),
        Some(name) => referrer_policy(&json!({"referrer_policy": name})),
    }
}

/// The absolute URLs that the hops redirect to.
fn chain(c: &Value) -> anyhow::Result<Vec<String>> {
    let Some(chain) = c["action"]["chain"].as_str() else { return Ok(Vec::new()) };
    let id = string(c, "id")?;
    let next = |(hop, host): (usize, char)| {
        let host = match host {
            'A' => "http://a.test:8101",
            'B' => "http://b.test:8102",
            'C' => "http://c.test:8103",
            other => bail!("unknown host `{other}`"),
        };
        Ok(format!("{host}/o/{id}/{hop}"))
    };
    chain.chars().enumerate().skip(1).map(next).collect::<anyhow::Result<_>>().context("`chain`")
}

/// A hop as the server saw it.
fn received(hop: usize, sent: &Sent) -> Vec<Value> {
    let preflight = sent.preflight.as_ref().map(|asked| {
        json!({"hop": hop, "url": sent.url, "preflight": true, "method": "OPTIONS", "origin_header": asked.origin})
    });
    let proper = json!({
        "hop": hop, "url": sent.url, "preflight": false, "method": sent.method, "origin_header": sent.origin,
    });
    preflight.into_iter().chain([proper]).collect()
}
