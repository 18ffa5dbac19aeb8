//! Asking a compiled policy: is this origin, method or header granted?

use super::bytes::compare_lower;
use super::table::PortPattern;
use super::{Policy, render};
use crate::header::{
    Field, MAX_METHOD_LEN, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES, is_forbidden_method,
    is_safelisted_method,
};
use crate::origin::{Located, Port};
use core::cmp::Ordering;

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

impl PreflightLine {
    /// The field of a line by its number.
    pub(crate) const fn field(line: u8) -> Field {
        match line {
            0 => Field::AllowOrigin,
            1 => Field::AllowCredentials,
            2 => Field::AllowMethods,
            3 => Field::AllowHeaders,
            4 => Field::MaxAge,
            _ => Field::Vary,
        }
    }
}

impl ActualLine {
    /// The field of a line by its number.
    pub(crate) const fn field(line: u8) -> Field {
        match line {
            0 => Field::AllowOrigin,
            1 => Field::AllowCredentials,
            2 => Field::ExposeHeaders,
            _ => Field::Vary,
        }
    }
}

impl<'a> Policy<'a> {
    /// The place in the list of exact origins of one that equals these bytes. Equality with a validated entry is
    /// validation.
    pub(crate) fn find_exact(&self, origin: &[u8]) -> Option<usize> {
        self.exact.iter().position(|span| span.of(self.text) == origin)
    }

    /// An exact origin by its place.
    pub(crate) fn exact(&self, place: usize) -> &'a [u8] {
        self.exact.get(place).map(|span| span.of(self.text)).unwrap_or_default()
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
                let host = if pattern.subdomains {
                    host.len() > own.len() && host.ends_with(own)
                } else {
                    host == own
                };
                port && host && pattern.scheme.of(self.text) == origin.tuple.scheme()
            })
    }

    /// Whether a preflight for this method is granted: safelisted methods always are (Fetch `#cors-preflight-fetch-0`
    /// does not look for them), forbidden ones never.
    pub(crate) fn allows_method(&self, method: &[u8]) -> bool {
        is_safelisted_method(method)
            || self.methods.iter().any(|span| span.of(self.text) == method)
            || (self.switches.any_method && !is_forbidden_method(method))
    }

    /// The place of a header name in the sorted list. Names asked for in ascending order, as browsers send them, are found
    /// in one pass over both lists: hand in the place found last. Any other order costs a binary search.
    pub(crate) fn find_header(&self, name: &[u8], last: usize) -> Option<usize> {
        let mut place = last;
        while let Some(span) = self.names.get(place) {
            match compare_lower(span.of(self.text), name) {
                Ordering::Less => place = place.saturating_add(1),
                Ordering::Equal => return Some(place),
                Ordering::Greater => break,
            }
        }
        let before = self.names.get(..last)?;
        before.binary_search_by(|span| compare_lower(span.of(self.text), name)).ok()
    }

    /// Whether `*` stands for this header. It never covers `authorization` where it is sent as `*`
    /// (Fetch `#cors-non-wildcard-request-header-name`); with credentials the name itself is echoed.
    pub(crate) fn wildcard_covers(&self, name: &[u8]) -> bool {
        self.switches.any_header
            && (self.switches.credentials
                || self.switches.authorization
                || !name.eq_ignore_ascii_case(render::AUTHORIZATION))
    }

    /// The rendered lines of a preflight's answer from `first` through `last`, as [`PreflightLine`] numbers them.
    pub(crate) fn preflight_lines(&self, first: u8, last: u8) -> &'a [u8] {
        self.preflight.lines(usize::from(first), usize::from(last)).of(self.text)
    }

    /// The rendered lines of an actual request's answer from `first` through `last`, as [`ActualLine`] numbers them.
    pub(crate) fn actual_lines(&self, first: u8, last: u8) -> &'a [u8] {
        self.actual.lines(usize::from(first), usize::from(last)).of(self.text)
    }

    /// The most bytes that [`Decision::write_to`](crate::Decision::write_to) can need for this policy, whatever the
    /// request.
    #[must_use]
    pub const fn max_block_len(&self) -> usize {
        // Every rendered line of both answers lies in the text, so its length bounds either of them; what is echoed from
        // a request has limits of its own.
        let mut len =
            self.text.len().saturating_add(line_len(Field::AllowOrigin, crate::origin::MAX_ORIGIN_LEN));
        if self.switches.private_network {
            len = len.saturating_add(line_len(Field::AllowPrivateNetwork, 4));
        }
        if self.switches.any_method || self.switches.disclose_least {
            len = len.saturating_add(line_len(Field::AllowMethods, MAX_METHOD_LEN));
        }
        if self.switches.any_header || self.switches.disclose_least {
            len = len.saturating_add(line_len(
                Field::AllowHeaders,
                MAX_REQUEST_HEADERS_LEN + MAX_REQUEST_HEADERS_LINES,
            ));
        }
        len
    }
}

const fn line_len(field: Field, value: usize) -> usize {
    field.name().len().saturating_add(value).saturating_add(4)
}
