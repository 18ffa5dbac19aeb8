//! Asking a compiled policy: is this origin, method or header granted?

use super::bytes::{compare_lower, same};
use super::table::PortPattern;
use super::{Policy, render};
use crate::header::{
    Field, MAX_METHOD_LEN, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES, is_forbidden_method,
    is_safelisted_method,
};
use crate::origin::{Located, Port};

/// How many places of the sorted list of names are tried in a row before it is searched.
const LOOK_AHEAD: usize = 8;

const ACTUAL_VARY: usize = ActualLine::Vary as usize;

/// What of a policy's answer to a preflight is rendered beforehand, in the order of emission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PreflightLine {
    AllowOrigin = 0,
    AllowCredentials = 1,
    AllowMethods = 2,
    AllowHeaders = 3,
    MaxAge = 4,
    Vary = 5,
}

/// What of a policy's answer to an actual request is rendered beforehand, in the order of emission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActualLine {
    AllowOrigin = 0,
    AllowCredentials = 1,
    ExposeHeaders = 2,
    Vary = 3,
}

impl<'a> Policy<'a> {
    /// The place in the list of exact origins of one that equals these bytes. Equality with a validated entry is
    /// validation.
    pub(crate) fn find_exact(&self, origin: &[u8]) -> Option<usize> {
        self.exact.iter().position(|exact| same(exact.origin.of(self.text), origin))
    }

    /// An exact origin by its place.
    pub(crate) fn exact(&self, place: usize) -> &'a [u8] {
        self.exact.get(place).map(|exact| exact.origin.of(self.text)).unwrap_or_default()
    }

    /// The whole answer to an actual request of an exact origin, if it is ready; without `vary` unless it is wanted.
    pub(crate) fn ready_actual(&self, place: usize, vary: bool) -> Option<&'a [u8]> {
        let ready = self.exact.get(place)?.actual;
        let ready =
            if vary { ready } else { ready.shortened(self.actual.lines(ACTUAL_VARY, ACTUAL_VARY).len()) };
        Some(ready.of(self.text)).filter(|block| !block.is_empty())
    }

    /// The whole answer to a preflight of an exact origin that is granted, if it is ready.
    pub(crate) fn ready_preflight(&self, place: usize) -> Option<&'a [u8]> {
        self.exact.get(place).map(|exact| exact.preflight.of(self.text)).filter(|block| !block.is_empty())
    }

    pub(crate) const fn has_patterns(&self) -> bool {
        !self.patterns.is_empty()
    }

    /// Whether a pattern stands for this origin, which must be DNS-shaped.
    pub(crate) fn matches_pattern(&self, origin: &Located<'_>) -> bool {
        origin.tuple.is_dns_shaped()
            && self.patterns.iter().any(|pattern| {
                let port = match pattern.port {
                    PortPattern::Any => true,
                    PortPattern::Default => origin.tuple.port() == Port::Default,
                    PortPattern::Number(number) => origin.tuple.port() == Port::Number(number),
                };
                let (host, own) = (origin.host_text, pattern.host.of(self.text));
                let host = match host.len().checked_sub(own.len()) {
                    Some(0) => !pattern.subdomains && same(host, own),
                    Some(before) if pattern.subdomains => same(host.get(before..).unwrap_or_default(), own),
                    _ => false,
                };
                port && host && same(pattern.scheme.of(self.text), origin.tuple.scheme())
            })
    }

    /// Whether a preflight for this method is granted without further validation: safelisted methods always are (Fetch
    /// `#cors-preflight-fetch-0` does not look for them), and listed ones.
    pub(crate) fn lists_method(&self, method: &[u8]) -> bool {
        is_safelisted_method(method) || self.methods.iter().any(|span| same(span.of(self.text), method))
    }

    /// Whether `*` stands for this method, a token; never for a forbidden one.
    pub(crate) fn wildcard_covers_method(&self, method: &[u8]) -> bool {
        self.switches.any_method && !is_forbidden_method(method)
    }

    /// Takes a listed name from the start of a list, as browsers send them: lower case, ascending, a bare comma between.
    /// The name's place, and what follows its comma, or nothing at the list's end. Looks at a few places from `from` on.
    pub(crate) fn take_header<'r>(&self, list: &'r [u8], from: usize) -> Option<(usize, Option<&'r [u8]>)> {
        let ahead = self.names.get(from..)?.iter().take(LOOK_AHEAD);
        ahead.enumerate().find_map(|(step, span)| {
            let name = span.of(self.text);
            let (start, after) = list.split_at_checked(name.len())?;
            let after = match after {
                [] => None,
                [b',', after @ ..] => Some(after),
                _ => return None,
            };
            same(start, name).then_some((from.wrapping_add(step), after))
        })
    }

    /// The place of a header name in the sorted list, in any case: a binary search.
    pub(crate) fn find_header(&self, name: &[u8]) -> Option<usize> {
        self.names.binary_search_by(|span| compare_lower(span.of(self.text), name)).ok()
    }

    /// Whether `*` stands for this header. It never covers `authorization` where it is sent as `*`
    /// (Fetch `#cors-non-wildcard-request-header-name`); with credentials the name itself is echoed.
    pub(crate) fn wildcard_covers(&self, name: &[u8]) -> bool {
        self.switches.any_header
            && (self.switches.credentials
                || self.switches.authorization
                || !name.eq_ignore_ascii_case(render::AUTHORIZATION))
    }

    /// The rendered lines of a preflight's answer from `first` through `last`.
    pub(crate) fn preflight_lines(&self, first: PreflightLine, last: PreflightLine) -> &'a [u8] {
        self.preflight.lines(first as usize, last as usize).of(self.text)
    }

    /// The rendered lines of an actual request's answer from `first` through `last`.
    pub(crate) fn actual_lines(&self, first: ActualLine, last: ActualLine) -> &'a [u8] {
        self.actual.lines(first as usize, last as usize).of(self.text)
    }

    /// The most bytes that [`Decision::write_to`](crate::Decision::write_to) can need for this policy, whatever the
    /// request.
    #[must_use]
    pub const fn max_block_len(&self) -> usize {
        self.max_block_len as usize
    }

    pub(super) const fn with_max_block_len(mut self) -> Self {
        let (actual, preflight) = (self.actual.all().len(), self.preflight.all().len());
        let mut len = if actual > preflight { actual } else { preflight } as usize;
        // What is composed for a request, by its own limits.
        if self.depends_on_origin() {
            len = len.saturating_add(line_len(Field::AllowOrigin, crate::origin::MAX_ORIGIN_LEN));
        }
        if self.switches.private_network {
            len = len.saturating_add(line_len(Field::AllowPrivateNetwork, 4));
        }
        if self.switches.any_method || self.switches.disclose_least {
            len = len.saturating_add(line_len(Field::AllowMethods, MAX_METHOD_LEN));
        }
        if self.switches.any_header || self.switches.disclose_least {
            let names = MAX_REQUEST_HEADERS_LEN + MAX_REQUEST_HEADERS_LINES;
            len = len.saturating_add(line_len(Field::AllowHeaders, names));
        }
        self.max_block_len = len as u32;
        self
    }
}

const fn line_len(field: Field, value: usize) -> usize {
    field.name().len().saturating_add(value).saturating_add(4)
}
