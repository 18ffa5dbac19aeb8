//! `policy_validation`: policies, whether they may be built, and what is wrong with those that may not.

use super::policy::{Mode, OwnedPolicy};
use crate::psl::Psl;
use crate::replay::{Case, Report, each};
use corselet::origin::OriginErrorKind;
use corselet::policy::{PolicyField, PolicySpec, Problem, ProblemCode, ProblemKind};
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::Ipv6Addr;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &["policy"], check)
}

fn check(c: &Value, case: &mut Case) -> anyhow::Result<()> {
    let policy = OwnedPolicy::read(&c["policy"])?;
    policy.with_spec(Mode::default(), |spec| {
        let by_list = spec.suffix_problems(&Psl).filter(|problem| !problem.is_warning());
        let words: BTreeSet<_> =
            spec.errors().chain(by_list).map(|problem| peers_word(spec, &problem)).collect();
        case.expect("valid", &c["valid"], words.is_empty());
        let word = words.iter().next().map(|only| if words.len() == 1 { *only } else { "multiple" });
        case.expect("error_kind", &c["error_kind"], word);
        if let Some(equivalent) = c.get("equivalent_origins") {
            case.expect("equivalent_origins", equivalent, without_redundant(spec));
        }
    });
    Ok(())
}

/// The origins that grant something which no other one does.
fn without_redundant<'a>(spec: &PolicySpec<'a>) -> Vec<&'a str> {
    let redundant: Vec<_> = spec
        .problems()
        .filter(|problem| (problem.field(), problem.code()) == (PolicyField::Origins, ProblemCode::Redundant))
        .map(|problem| problem.index())
        .collect();
    let origins = spec.origins.iter().enumerate();
    origins.filter(|(index, _)| !redundant.contains(index)).map(|(_, origin)| *origin).collect()
}

/// The cases' vocabulary of errors. Of origins, "prohibited" are those that some server may take for one all the same.
fn peers_word(spec: &PolicySpec<'_>, problem: &Problem) -> &'static str {
    use PolicyField as Field;
    use ProblemCode as Code;
    use ProblemKind::{Forbidden, Invalid};
    let origin = spec.origins.get(problem.index()).copied().unwrap_or_default();
    match (problem.code(), problem.field(), problem.code().kind()) {
        (Code::NoOrigins, ..) => "origin-missing",
        (Code::AnyOriginWithCredentials, ..) => "origin-wildcard-with-credentials",
        (Code::HttpWithCredentials, ..) => "origin-insecure-with-credentials",
        (Code::PublicSuffixWithCredentials, ..) => "origin-public-suffix-with-credentials",
        (Code::AnyExposedWithCredentials, ..) => "response-header-wildcard-with-credentials",
        (Code::MaxAgeTooLong, ..) => "max-age-out-of-bounds",
        (Code::OriginSyntax(OriginErrorKind::DefaultPort), ..) => "origin-prohibited",
        // An address in another form than an origin's; what is no address is invalid.
        (Code::OriginSyntax(OriginErrorKind::Ipv6), ..) if is_ipv6(origin, problem) => "origin-prohibited",
        // An empty label at the end, beyond the one dot that may stand there.
        (Code::EmptyLabel, ..)
            if !origin.get(problem.range().end..).unwrap_or_default().starts_with(is_label) =>
        {
            "origin-invalid"
        }
        (_, Field::Origins, Invalid | Forbidden) => "origin-invalid",
        (_, Field::Origins, _) => "origin-prohibited",
        (_, Field::Methods, Invalid) => "method-invalid",
        (_, Field::Methods, _) => "method-forbidden",
        (_, Field::RequestHeaders, Invalid) => "request-header-invalid",
        (_, Field::RequestHeaders, Forbidden) => "request-header-forbidden",
        (_, Field::RequestHeaders, _) => "request-header-prohibited",
        (_, Field::Expose, Invalid) => "response-header-invalid",
        (_, Field::Expose, Forbidden) => "response-header-forbidden",
        (_, Field::Expose, _) => "response-header-prohibited",
        (other, ..) => other.code(),
    }
}

fn is_label(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether the bytes at fault are an address all the same, in another form than an origin's.
fn is_ipv6(origin: &str, problem: &Problem) -> bool {
    let address = origin.get(problem.range()).unwrap_or_default();
    address.trim_matches(['[', ']']).parse::<Ipv6Addr>().is_ok()
}
