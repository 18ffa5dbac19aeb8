//! `embed`: embedding and no-CORS loads in Chromium, what is sent and what comes of the answer.

use super::element::{Answer, Element, Shown};
use crate::idna::Idna;
use crate::psl::Psl;
use crate::replay::read::{borrowed, flag, headers, number, string};
use crate::replay::{Report, each, text};
use anyhow::{Context, Result, bail};
use corselet::fetch::embed::{
    CorpReason, CorpRequest, CorpVerdict, CrossOrigin, EmbedderPolicy, FrameAncestors, OpaqueResponse,
    OrbEffect, OrbVerdict, XFrameOptions, check_corp, check_frame_ancestors, check_x_frame_options,
};
use corselet::fetch::{Hop, Mode, Next, Profile, RequestOrigin, ResponseType, Tainting};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use corselet::origin::url::{self, Scratch};
use serde_json::Value;

const PROFILE: &Profile = &Profile::CHROMIUM;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> Result<()> {
    each(file, report, "cases", &[], |c, case| {
        let mut buffer = [0; 4096];
        let mut scratch = Scratch::new(&mut buffer);
        let target = url::parse(string(&c["url"])?.as_bytes(), None, &Idna, &mut scratch)?;
        let page = RequestOrigin::parse(string(&c["page_origin"])?.as_bytes())?;
        let element = Element::parse(string(&c["element"])?)?;
        let request = element.request(page, CrossOrigin::of(c["crossorigin"].as_str().map(str::as_bytes)));
        let hop = Hop::start(request, &target, PROFILE)?;
        let response = &c["response"];
        let pairs = headers(&response["headers"])?;
        let pairs = borrowed(&pairs);
        let answer = Answer {
            headers: HeaderList::new(&pairs),
            status: number(&response["status"])?,
            body_kind: string(&response["body_kind"])?,
            same_origin: page.origin().is_same_origin(&target.origin()),
            quirks_mode: flag(&c["quirks_mode"])?,
        };
        let result = &c["result"];
        for request in result["requests"].as_array().context("no requests")? {
            case.expect("origin", &request["origin_header"], hop.origin_header(&target, PROFILE).map(text));
            // The cookies have no SameSite attribute, so they do not leave the site.
            let same_site = page.origin().is_same_site(&target.origin(), &Psl);
            case.expect("cookie", &request["cookie_sent"], hop.includes_credentials() && same_site);
        }
        let outcome = Load { hop, target: target.origin(), element }.outcome(&answer)?;
        case.expect("loaded", &result["loaded"], outcome.shown.loaded);
        case.expect("event", &result["event"], outcome.shown.event);
        case.expect("cors_error", &result["cors_error"], outcome.cors_error);
        case.expect("blocked_reason", &result["blocked_reason"], outcome.blocked_reason);
        case.expect("net_error", &result["net_error"], outcome.shown.net_error);
        if element.is_fetch() {
            case.expect("response_type", &result["response_type"], outcome.response_type.map(response_type));
        }
        Ok(())
    })
}

fn response_type(kind: ResponseType) -> &'static str {
    match kind {
        ResponseType::Basic => "basic",
        ResponseType::Cors => "cors",
        ResponseType::Opaque => "opaque",
        _ => "another",
    }
}

/// A load that was sent.
struct Load<'a> {
    hop: Hop<'a>,
    target: Origin<'a>,
    element: Element,
}

/// What comes of a load, in the words of Chromium's debugging protocol.
struct Outcome {
    shown: Shown,
    cors_error: Option<&'static str>,
    blocked_reason: Option<&'static str>,
    response_type: Option<ResponseType>,
}

impl Outcome {
    const fn failed(net_error: Option<&'static str>) -> Self {
        let shown = Shown { loaded: false, event: "error", net_error };
        Self { shown, cors_error: None, blocked_reason: None, response_type: None }
    }
}

impl Load<'_> {
    fn outcome(&self, answer: &Answer<'_>) -> Result<Outcome> {
        let mode = self.hop.request().mode;
        let kind = match self.hop.respond(answer.status, &answer.headers, PROFILE) {
            Ok(Next::Response(kind)) => kind,
            Ok(Next::Redirect(_)) => bail!("a redirect"),
            Err(error) => {
                let error = error.cors_error(mode == Mode::Cors).context("not a CORS error")?;
                return Ok(Outcome { cors_error: Some(error.name()), ..Outcome::failed(None) });
            }
        };
        if mode == Mode::Navigate && self.is_refused_frame(answer) {
            let mut outcome = Outcome::failed(Some("net::ERR_BLOCKED_BY_RESPONSE"));
            outcome.shown.event = self.element.refused_frame_event();
            return Ok(Outcome { blocked_reason: Some("other"), ..outcome });
        }
        if self.hop.tainting() == Tainting::Opaque
            && let Some(outcome) = self.refused_embedding(answer)?
        {
            return Ok(outcome);
        }
        let shown = self.element.receive(answer, PROFILE);
        Ok(Outcome { shown, cors_error: None, blocked_reason: None, response_type: Some(kind) })
    }

    fn page(&self) -> Origin<'_> {
        *self.hop.request().origin.origin()
    }

    fn is_refused_frame(&self, answer: &Answer<'_>) -> bool {
        let ancestors = [self.page()];
        let frame_ancestors = check_frame_ancestors(&answer.headers, &self.target, &ancestors);
        let options =
            check_x_frame_options(&answer.headers, frame_ancestors, &self.target, &ancestors, PROFILE);
        frame_ancestors == FrameAncestors::Blocked || options != XFrameOptions::Allowed
    }

    fn refused_embedding(&self, answer: &Answer<'_>) -> Result<Option<Outcome>> {
        let request = CorpRequest {
            origin: self.page(),
            embedder_policy: EmbedderPolicy::UnsafeNone,
            for_navigation: false,
            includes_credentials: self.hop.includes_credentials(),
        };
        if let CorpVerdict::Blocked(reason) = check_corp(&request, &self.target, &answer.headers, &Psl) {
            let (reason, error) = match reason {
                CorpReason::OtherSite => ("corp-not-same-site", "net::ERR_BLOCKED_BY_RESPONSE.NotSameSite"),
                _ => ("corp-not-same-origin", "net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin"),
            };
            return Ok(Some(Outcome { blocked_reason: Some(reason), ..Outcome::failed(Some(error)) }));
        }
        let response = OpaqueResponse::new(answer.status, &answer.headers, self.element.media());
        let blocked = matches!(response.decide(body(answer.body_kind)?, PROFILE), OrbVerdict::Block(_));
        let fails = OrbEffect::of(self.element.destination(), PROFILE) == OrbEffect::NetworkError;
        Ok((blocked && fails).then(|| Outcome::failed(Some("net::ERR_BLOCKED_BY_ORB"))))
    }
}

/// How a valid body of that kind begins.
fn body(kind: &str) -> Result<&'static [u8]> {
    Ok(match kind {
        "css" => b"body { color: red }",
        "html" => b"<!doctype html><title>x</title>",
        "js" => b"window.ran = true;",
        "json" => b"{\"a\": 1}",
        "png" => b"\x89PNG\r\n\x1a\n",
        "text" => b"just text",
        "wav" => b"RIFF\x24\0\0\0WAVEfmt ",
        _ => bail!("unknown body {kind}"),
    })
}
