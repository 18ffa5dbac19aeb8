//! `max_age`: how long a preflight's answer is remembered (Fetch `#cors-preflight-fetch-0`), and what the preflight
//! cache does with it (Fetch `#concept-cache`).

use crate::replay::messages::{credentials, string};
use crate::replay::{Case, Report, bytes, each, lines};
use anyhow::Context;
use corselet::fetch::{CacheKey, EntryCache, PreflightCache, Profile, Request, RequestOrigin, max_age};
use corselet::header::{HeaderList, delta_seconds};
use serde_json::{Value, json};

const MAX_AGE: &[u8] = b"Access-Control-Max-Age";

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["field_values"], |c, case| {
        let lines = lines(&c["field_values"])?;
        let pairs: Vec<_> = lines.iter().map(|line| (MAX_AGE, &line[..])).collect();
        let response = HeaderList::new(&pairs);
        let values: Vec<_> = response.values(MAX_AGE).collect();
        let extracted = match values[..] {
            [] => Value::Null,
            [value] => delta_seconds(value).map_or(json!("failure"), |seconds| json!(seconds)),
            _ => json!("failure"),
        };
        case.expect("extracted", clamped(&c["extracted"]), extracted);
        let seconds = max_age(&response, &Profile::STANDARD);
        case.expect("seconds", clamped(&c["seconds"]), seconds);
        for (member, cap) in [("seconds_capped_7200", 7200), ("seconds_capped_86400", 86_400)] {
            case.expect(member, &c[member], seconds.min(cap));
        }
        if let Some(seconds) = c.get("chromium_seconds").filter(|seconds| !seconds.is_null()) {
            case.expect("chromium_seconds", seconds, max_age(&response, &Profile::CHROMIUM));
        }
        Ok(())
    })?;
    each(file, report, "preflight_cache", &["name"], scenario)
}

/// Numbers beyond 64 bits are the greatest one, as RFC 9111 1.2.2 allows.
fn clamped(expected: &Value) -> Value {
    match expected.as_f64() {
        Some(seconds) if !expected.is_u64() && seconds >= u64::MAX as f64 => json!(u64::MAX),
        _ => expected.clone(),
    }
}

fn scenario(c: &Value, case: &mut Case) -> anyhow::Result<()> {
    let mut cache = EntryCache::<16, 256>::new();
    for (index, step) in c["steps"].as_array().context("`steps` is not an array")?.iter().enumerate() {
        let (origin, method, url) = (bytes(&step["origin"])?, bytes(&step["method"])?, bytes(&step["url"])?);
        let names = lines(&step["header_names_needing_preflight"])?;
        // A value that is safelisted under no name.
        let headers: Vec<_> = names.iter().map(|name| (&name[..], &b"\""[..])).collect();
        let mut request = Request::new(RequestOrigin::parse(&origin)?);
        request.method = &method;
        request.headers = HeaderList::new(&headers);
        request.credentials = credentials(step)?;
        let preflight = request.preflight(&Profile::STANDARD);
        let key = CacheKey { partition: Some(b"http://site.test"), url: &url };
        let now_ms = (step["t"].as_f64().context("`t` is not a number")? * 1000.0) as u64;

        let asks = request.needs_preflight(&Profile::STANDARD) && !cache.covers(&key, &preflight, now_ms);
        case.expect(&format!("step {index}"), &step["expect_preflight"], asks);
        let answer = &step["preflight_response"];
        if asks && answer.is_object() {
            let response = response(answer)?;
            let pairs: Vec<_> = response.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
            cache.store(&key, &preflight, &HeaderList::new(&pairs), now_ms);
        }
        if step["actual_response_is_network_error"] == true {
            cache.request_failed(&key, preflight.origin());
        }
    }
    Ok(())
}

fn response(answer: &Value) -> anyhow::Result<Vec<(&'static [u8], String)>> {
    let mut pairs = Vec::new();
    let fields: [(&str, &[u8]); 2] =
        [("methods", b"Access-Control-Allow-Methods"), ("headers", b"Access-Control-Allow-Headers")];
    for (member, field) in fields {
        if let Some(list) = answer[member].as_array() {
            let names: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            pairs.push((field, names.join(", ")));
        }
    }
    match &answer["max_age"] {
        Value::Null => {}
        Value::Number(seconds) => pairs.push((MAX_AGE, seconds.to_string())),
        _ => pairs.push((MAX_AGE, string(answer, "max_age")?.to_owned())),
    }
    Ok(pairs)
}
