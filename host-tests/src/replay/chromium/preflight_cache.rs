//! `preflight_cache/1`: when a browser asked again.

use crate::replay::journey::Answer;
use crate::replay::messages::{Headers, credentials, parsed, status};
use crate::replay::{Case, Report, bytes, each, text};
use anyhow::{Context, bail};
use corselet::fetch::{
    CacheKey, CacheMode, Hop, Init, PreflightCache, Profile, Request, RequestOrigin, ResultCache,
};
use corselet::header::HeaderList;
use serde_json::{Value, json};

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &[], |c, case| {
        let steps = c["steps"].as_array().context("`steps` is not an array")?;
        let mut session = Session { cache: ResultCache::new(), now_ms: 0, preflights: 0 };
        for (index, step) in steps.iter().enumerate() {
            session.step(c, index, step, case).with_context(|| format!("step {index}"))?;
        }
        Ok(())
    })
}

struct Session {
    cache: ResultCache<64, 1024>,
    now_ms: u64,
    /// How many preflights were answered.
    preflights: usize,
}

impl Session {
    fn step(&mut self, c: &Value, index: usize, step: &Value, case: &mut Case) -> anyhow::Result<()> {
        let profile = &Profile::CHROMIUM;
        self.now_ms += step["delay_ms"].as_u64().context("`delay_ms` is not a number")?;
        let (origin, method) = (bytes(&step["page_origin"])?, bytes(&step["method"])?);
        let headers = Headers::read(&step["headers"])?;
        let pairs = headers.pairs();
        let init = Init { method: &method, headers: HeaderList::new(&pairs), ..Init::default() };
        let pairs: Vec<_> = init.headers(profile).collect();
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = init.method()?;
        request.headers = HeaderList::new(&pairs);
        request.credentials = credentials(step)?;
        let cache_mode = cache_mode(step)?;

        let url = step["url"].as_str().context("`url` is not a string")?;
        let (hop, url) = parsed(url.as_bytes(), |url| {
            let mut buffer = [0; 1024];
            (Hop::start(request, url, profile), url.serialize(&mut buffer).map(<[u8]>::to_vec))
        })?;
        let (hop, url) = (hop?, url.context("the URL is too long")?);
        // Partitions were not tested; a top-level page with an opaque origin has none to share.
        let partition = (origin != b"null").then_some(&origin[..]);
        let key = CacheKey { partition, url: &url };
        let preflight = hop.preflight(profile);

        let known = cache_mode.uses_preflights(profile) && self.cache.covers(&key, &preflight, self.now_ms);
        let asks = hop.needs_preflight() && !known;
        let mut buffer = [0; 4096];
        let names = text(preflight.names().write_to(&mut buffer)?);
        let mut got = json!({
            "preflight_sent": asks,
            "acrm": asks.then(|| text(preflight.method())),
            "acrh": asks.then_some(names).filter(|names| !names.is_empty()),
            "actual_sent": true,
            "ok": true,
            "cors_error": null,
        });
        let mut fail = |sent: bool, error: Option<&'static str>| {
            got["actual_sent"] = json!(sent);
            got["ok"] = json!(false);
            got["cors_error"] = json!(error);
        };
        let mut failed = false;
        if asks {
            let answers = c["preflights"].as_array().context("`preflights` is not an array")?;
            let answer =
                answers.get(self.preflights).or(answers.last()).context("no answer to a preflight")?;
            self.preflights += 1;
            let headers = Headers::read(&answer["headers"])?.replaced(b"{origin}", preflight.origin());
            let pairs = headers.pairs();
            let response = HeaderList::new(&pairs);
            match preflight.check(status(answer)?, &response, None) {
                Ok(()) if cache_mode.remembers_preflights(profile) => {
                    self.cache.store(&key, &preflight, &response, self.now_ms);
                }
                Ok(()) => {}
                Err(error) => {
                    fail(false, error.cors_error().map(|error| error.name()));
                    failed = true;
                }
            }
        }
        if !failed {
            let (status, pairs) = actual(c, preflight.origin())?;
            if let Err(error) = hop.respond(status, &HeaderList::new(&pairs), profile) {
                fail(true, error.cors_error(true).map(|error| error.name()));
                failed = true;
            }
        }
        if failed && hop.needs_preflight() {
            self.cache.request_failed(&key, preflight.origin());
        }
        case.expect(&format!("step {index}"), &c["result"][index], got);
        Ok(())
    }
}

/// The answer to the request itself.
fn actual<'a>(c: &Value, origin: &'a [u8]) -> anyhow::Result<Answer<'a>> {
    let grant = |origin| {
        vec![
            (&b"access-control-allow-origin"[..], origin),
            (&b"access-control-allow-credentials"[..], &b"true"[..]),
        ]
    };
    Ok(match c["actual_response"].as_str() {
        Some("ok") => (200, grant(origin)),
        Some("status-500") => (500, grant(origin)),
        Some("no-cors-headers") => (200, Vec::new()),
        Some("other-origin") => (200, grant(b"http://other.test")),
        other => bail!("unknown response {other:?}"),
    })
}

fn cache_mode(step: &Value) -> anyhow::Result<CacheMode> {
    Ok(match step["cache"].as_str() {
        None | Some("default") => CacheMode::Default,
        Some("no-store") => CacheMode::NoStore,
        Some("reload") => CacheMode::Reload,
        Some("no-cache") => CacheMode::NoCache,
        Some("force-cache") => CacheMode::ForceCache,
        Some("only-if-cached") => CacheMode::OnlyIfCached,
        Some(other) => bail!("unknown cache mode `{other}`"),
    })
}
