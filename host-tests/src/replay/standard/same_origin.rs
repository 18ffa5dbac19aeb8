//! `same_origin`: `cases` (two URLs), `same_origin_domain_cases` (two origins with domains) and
//! `registrable_domain_suffix_cases`. The public suffixes are those that the file assumes, or the list.

use crate::idna::Idna;
use crate::psl::{Psl, Rules};
use crate::replay::Report;
use crate::replay::text::serialized;
use anyhow::Context;
use corselet::origin::site::PublicSuffix;
use corselet::origin::url::{self, Scratch};
use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin, domain};
use serde_json::Value;

/// Replays the file's three arrays.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    match file["public_suffixes_assumed"].as_array() {
        // Prose among the rules has blanks in it.
        Some(rules) => {
            let rules = rules.iter().filter_map(Value::as_str).filter(|rule| !rule.contains(' '));
            replay(file, &Rules::new(rules), report);
        }
        None => replay(file, &Psl, report),
    }
    Ok(())
}

fn replay(file: &Value, suffixes: &impl PublicSuffix, report: &mut Report) {
    let list = |name: &str| file[name].as_array().into_iter().flatten().enumerate();
    for (index, case) in list("cases") {
        let got = urls(case, suffixes).unwrap_or_else(|error| vec![("read", format!("{error:#}"))]);
        check(report, format!("cases/{index} {} {}", case["a"], case["b"]), case, got);
    }
    for (index, case) in list("same_origin_domain_cases") {
        let got = domains(case).unwrap_or_else(|error| vec![("read", format!("{error:#}"))]);
        check(report, format!("same_origin_domain_cases/{index}"), case, got);
    }
    for (index, case) in list("registrable_domain_suffix_cases") {
        let got =
            suffix(case, suffixes).map_or_else(|error| format!("{error:#}"), |result| result.to_string());
        let id = format!("registrable_domain_suffix_cases/{index} {}", case["suffix"]);
        check(report, id, case, vec![("result", got)]);
    }
}

type Got = Vec<(&'static str, String)>;

fn check(report: &mut Report, id: String, case: &Value, got: Got) {
    report.case(&*id, |found| {
        for (what, got) in got {
            let expected = case[what].as_str().map_or_else(|| case[what].to_string(), str::to_owned);
            found.expect(what, &expected, &got);
        }
        Ok(())
    });
}

fn urls(case: &Value, suffixes: &impl PublicSuffix) -> anyhow::Result<Got> {
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let mut origin = |name: &str| -> anyhow::Result<Origin<'_>> {
        let input = case[name].as_str().context("a URL is missing")?;
        Ok(url::parse(input.as_bytes(), None, &Idna, &mut scratch)?.origin())
    };
    let (a, b) = (origin("a")?, origin("b")?);
    Ok(vec![
        ("origin_a", serialized(&a)),
        ("origin_b", serialized(&b)),
        ("same_origin", a.is_same_origin(&b).to_string()),
        ("same_site", a.is_same_site(&b, suffixes).to_string()),
        ("schemelessly_same_site", a.is_schemelessly_same_site(&b, suffixes).to_string()),
    ])
}

fn domains(case: &Value) -> anyhow::Result<Got> {
    let (a, b) = (Parts::of(&case["a"]), Parts::of(&case["b"]));
    // Opaque origins are the same one if the file writes them alike.
    let (a_id, b_id) = (OpaqueId(1), OpaqueId(if case["a"] == case["b"] { 1 } else { 2 }));
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let (a, b) = (a.origin(a_id, &mut scratch)?, b.origin(b_id, &mut scratch)?);
    Ok(vec![
        ("same_origin", a.is_same_origin(&b).to_string()),
        ("same_origin_domain", a.is_same_origin_domain(&b).to_string()),
    ])
}

/// An origin as the file writes it: scheme, host, port and domain, or something else for an opaque one.
struct Parts {
    url: Option<String>,
    domain: Option<String>,
}

impl Parts {
    fn of(value: &Value) -> Self {
        let text = |name: &str| value[name].as_str();
        let port = value["port"].as_u64().map(|port| format!(":{port}")).unwrap_or_default();
        let url = text("scheme").zip(text("host")).map(|(scheme, host)| format!("{scheme}://{host}{port}"));
        Self { url, domain: text("domain").map(str::to_owned) }
    }

    fn origin<'a>(
        &'a self,
        id: OpaqueId,
        scratch: &mut Scratch<'a>,
    ) -> anyhow::Result<EnvironmentOrigin<'a>> {
        let Some(url) = &self.url else { return Ok(EnvironmentOrigin::Opaque(id)) };
        let origin = url::parse(url.as_bytes(), None, &Idna, scratch)?.origin();
        let tuple = *origin.tuple().context("an opaque origin with a scheme and a host")?;
        let domain = self.domain.as_ref().map(|domain| url::parse_host(domain.as_bytes(), &Idna, scratch));
        Ok(EnvironmentOrigin::Tuple(tuple, domain.transpose()?))
    }
}

fn suffix(case: &Value, suffixes: &impl PublicSuffix) -> anyhow::Result<bool> {
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let suffix = case["suffix"].as_str().context("a suffix is missing")?;
    let original = case["original_host"].as_str().context("a host is missing")?;
    let original = url::parse_host(original.as_bytes(), &Idna, &mut scratch)?;
    let allowed =
        domain::registrable_suffix_or_equal(suffix.as_bytes(), original, suffixes, &Idna, &mut scratch)?;
    Ok(allowed.is_some())
}
