//! Reading a compiled policy back, field by field.

use super::Policy;
use super::field::{Fields, PolicyField, Scalar, Written};
use super::lookup::{ActualLine, PreflightLine};
use super::spec::AUTHORIZATION;
use super::table::{Grant, OriginPattern};
use crate::header::Field;

impl Fields for Policy<'_> {
    fn scalar(&self, field: PolicyField) -> Option<Scalar> {
        let switches = self.switches();
        Some(match field {
            PolicyField::Credentials => Scalar::Flag(switches.credentials),
            PolicyField::MaxAge => Scalar::Number(self.max_age()?),
            PolicyField::SuccessStatus => Scalar::Number(self.success_status().into()),
            PolicyField::DenialStatus => Scalar::Number(self.denial_status().into()),
            PolicyField::StaticOrigin => Scalar::Flag(switches.static_origin),
            PolicyField::OptionsCached => Scalar::Flag(switches.options_cached),
            PolicyField::PrivateNetwork => Scalar::Flag(switches.private_network),
            PolicyField::DiscloseLeast => Scalar::Flag(switches.disclose_least),
            PolicyField::AllowNull => Scalar::Flag(switches.null_origin),
            PolicyField::AllowHttp => Scalar::Flag(switches.http_with_credentials),
            PolicyField::AllowPublicSuffixes => Scalar::Flag(switches.public_suffixes),
            PolicyField::Origins
            | PolicyField::Methods
            | PolicyField::RequestHeaders
            | PolicyField::Expose => return None,
        })
    }

    fn entries(&self, field: PolicyField) -> impl Iterator<Item = Written<'_>> {
        let switches = self.switches();
        // `*`, then a rendered list, then the tables of origins; each field has some of them.
        let (any, list, exact, patterns): (_, _, &[Grant], &[OriginPattern]) = match field {
            PolicyField::Origins if switches.any_origin => (true, &[][..], &[], &[]),
            PolicyField::Origins => (false, &[][..], self.exact, self.patterns),
            PolicyField::Methods if switches.any_method => (true, &[][..], &[], &[]),
            PolicyField::Methods => (false, self.preflight_list(PreflightLine::AllowMethods), &[], &[]),
            PolicyField::RequestHeaders if switches.any_header => {
                (true, if switches.authorization { AUTHORIZATION } else { &[] }, &[], &[])
            }
            PolicyField::RequestHeaders => {
                (false, self.preflight_list(PreflightLine::AllowHeaders), &[], &[])
            }
            PolicyField::Expose => {
                let line = self.actual_lines(ActualLine::ExposeHeaders, ActualLine::ExposeHeaders);
                (false, value(line, Field::ExposeHeaders), &[], &[])
            }
            _ => (false, &[][..], &[], &[]),
        };
        let any = any.then_some(Written::Whole(b"*"));
        let list = list.split(|byte| *byte == b',').filter(|name| !name.is_empty()).map(Written::Whole);
        // `null` has a switch of its own.
        let exact = exact.iter().map(|grant| grant.origin.of(self.text)).filter(|origin| *origin != b"null");
        let exact = exact.map(Written::Whole);
        let patterns = patterns.iter().map(|pattern| Written::Pattern {
            start: pattern.ends(self.text).0,
            subdomains: pattern.labels_len != 0,
            end: pattern.ends(self.text).1,
            any_port: pattern.any_port,
        });
        any.into_iter().chain(list).chain(exact).chain(patterns)
    }
}

impl<'a> Policy<'a> {
    fn preflight_list(&self, line: PreflightLine) -> &'a [u8] {
        let field = match line {
            PreflightLine::AllowMethods => Field::AllowMethods,
            _ => Field::AllowHeaders,
        };
        value(self.preflight_lines(line, line), field)
    }

    fn max_age(&self) -> Option<u32> {
        let line = self.preflight_lines(PreflightLine::MaxAge, PreflightLine::MaxAge);
        let digits = value(line, Field::MaxAge);
        let digit = |number: u32, byte: &u8| number.saturating_mul(10).saturating_add(u32::from(byte & 0x0f));
        (!digits.is_empty()).then(|| digits.iter().fold(0, digit))
    }
}

/// The value of a rendered line; empty where the line is not sent.
fn value(line: &[u8], field: Field) -> &[u8] {
    let value = line.strip_prefix(field.name().as_bytes()).and_then(|value| value.strip_prefix(b": "));
    value.and_then(|value| value.strip_suffix(b"\r\n")).unwrap_or_default()
}
