//! Asking a compiled policy: is this origin, method or header granted?

use super::Policy;
use super::compose::{Kind, Unready, compose};
use super::table::Grant;
use crate::header::{
    Field, MAX_METHOD_LEN, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES, MAX_REQUEST_HEADERS_NAMES,
    is_safelisted_method, same,
};

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
    /// The grant of an exact origin that equals these bytes. Equality with a validated entry is validation.
    #[inline(always)]
    pub(crate) fn find_exact(&self, origin: &[u8]) -> Option<&'a Grant> {
        match self.rare.find {
            Some(find) => find(self, origin),
            None => self.exact.iter().find(|grant| grant.origin.holds(self.text, origin)),
        }
    }

    /// What everybody gets.
    pub(crate) const fn everybody(&self) -> &Grant {
        &self.everybody
    }

    /// The origin of a grant, if it has one of its own.
    pub(crate) fn origin_of(&self, grant: &Grant) -> Option<&'a [u8]> {
        grant.origin.get(self.text)
    }

    /// The whole answer to an actual request, if it is ready; without `vary` for OPTIONS, which is not cached (RFC 9110
    /// 9.3.7).
    pub(crate) fn ready_actual(&self, grant: &Grant, options: bool) -> Option<&'a [u8]> {
        if options { self.ready_uncached(grant) } else { grant.actual.get(self.text) }
    }

    #[cold]
    fn ready_uncached(&self, grant: &Grant) -> Option<&'a [u8]> {
        grant.actual.shortened(self.vary_len).get(self.text)
    }

    /// The whole answer to a granted preflight, if it is ready.
    pub(crate) fn ready_preflight(&self, grant: &Grant) -> Option<&'a [u8]> {
        grant.preflight.get(self.text)
    }

    /// The answer to a denied preflight.
    pub(crate) const fn preflight_denial(&self) -> &'a [u8] {
        self.preflight_denial
    }

    /// The answer to an actual request that is granted nothing of its own, and may be cached.
    pub(crate) const fn actual_for_all(&self) -> &'a [u8] {
        self.actual_for_all
    }

    /// The answer to what is denied.
    pub(super) fn denial(&self, kind: Kind) -> &'a [u8] {
        match kind {
            Kind::Preflight => self.preflight_denial(),
            Kind::Actual => self.actual_for_all(),
            Kind::Uncached => self.ready_actual(&self.everybody, true).unwrap_or_default(),
        }
    }

    /// Whether the answer to an OPTIONS request that is no preflight tells caches what it depends on.
    pub(crate) const fn options_vary(&self) -> bool {
        self.vary_len == 0
    }

    /// Whether a pattern stands for this value, which then is a serialised, DNS-shaped origin.
    pub(crate) fn has_pattern_for(&self, origin: &[u8]) -> bool {
        self.rare.pattern.is_some_and(|matches| matches(self, origin))
    }

    /// Whether answers to granted preflights hold something of what was asked for.
    pub(super) const fn echoes(&self) -> bool {
        self.rare.echoes
    }

    /// Writes an answer that is not ready, whole or not at all, and returns its length.
    #[cold]
    pub(crate) fn compose(&self, unready: &Unready<'_>, buffer: &mut [u8]) -> usize {
        // A policy without has every answer ready.
        self.rare.compose.map_or(0, |compose| compose(self, unready, buffer))
    }

    /// As [`compose`](Self::compose), where the origin may be one that only a gate grants.
    #[cold]
    pub(crate) fn compose_own(&self, unready: &Unready<'_>, buffer: &mut [u8]) -> usize {
        self.rare.compose.unwrap_or(compose)(self, unready, buffer)
    }

    /// Whether a preflight for this method is granted: listed ones are, safelisted ones always (Fetch
    /// `#cors-preflight-fetch-0` does not look for them), and those that `*` stands for.
    pub(super) fn grants_method(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|span| span.holds(self.text, method))
            || is_safelisted_method(method)
            || self.rare.any_method.is_some_and(|covers| covers(method))
    }

    /// Whether a list names listed headers in a row, as browsers send them: lower case, ascending, bare commas between. What
    /// it does not see is to be looked for name by name.
    pub(super) fn lists_run(&self, list: &[u8]) -> bool {
        // The list is a text of its own in ascending order, so a run of it is a part of that text.
        let mut text = self.names_text.of(self.text);
        for span in self.names {
            match text.split_at_checked(list.len()) {
                Some((run, [] | [b',', ..])) if same(run, list) => return true,
                Some(_) => {}
                None => return false,
            }
            text = text.get((span.len() as usize).wrapping_add(1)..).unwrap_or_default();
        }
        false
    }

    /// Whether a header name is granted: it is listed, in any case, or `*` stands for it.
    pub(super) fn grants_name(&self, name: &[u8]) -> bool {
        let listed = match self.rare.find_name {
            Some(find) => find(self, name),
            // Not by words: a listed name may hold more than letters and `-`.
            None => self.names.iter().any(|span| span.of(self.text).eq_ignore_ascii_case(name)),
        };
        listed || self.rare.any_header.is_some_and(|covers| covers(name))
    }

    /// The rendered lines of a preflight's answer from `first` through `last`.
    pub(crate) fn preflight_lines(&self, first: PreflightLine, last: PreflightLine) -> &'a [u8] {
        self.preflight.lines(first as usize, last as usize).of(self.text)
    }

    /// The rendered lines of an actual request's answer from `first` through `last`.
    pub(crate) fn actual_lines(&self, first: ActualLine, last: ActualLine) -> &'a [u8] {
        self.actual.lines(first as usize, last as usize).of(self.text)
    }

    /// What follows the origin in an answer that holds no list of the request, the end of the origin's line included.
    pub(super) fn rest(&self, kind: Kind) -> &'a [u8] {
        let [preflight, actual, uncached] = self.rests;
        let place = match kind {
            Kind::Preflight => preflight,
            Kind::Actual => actual,
            Kind::Uncached => uncached,
        };
        place.of(self.text)
    }

    /// The most bytes that [`Decision::write_to`](crate::Decision::write_to) can need for this policy, whatever the
    /// request.
    #[must_use]
    pub const fn max_block_len(&self) -> usize {
        self.max_block_len as usize
    }

    /// With what is worked out of the rest.
    pub(super) const fn finished(mut self) -> Self {
        // A run of more names than may be asked for would have to be counted.
        if let [first, ..] = self.names
            && let [.., last] = self.names
            && self.names.len() <= MAX_REQUEST_HEADERS_NAMES
        {
            self.names_text = first.through(*last);
        }
        self.actual_for_all = self.everybody.actual.of(self.text);
        self.preflight_denial =
            self.preflight.lines(PreflightLine::Vary as usize, PreflightLine::Vary as usize).of(self.text);
        self.rests = [
            self.preflight.behind(PreflightLine::AllowCredentials as usize, PreflightLine::Vary as usize),
            self.actual.behind(ActualLine::AllowCredentials as usize, ActualLine::Vary as usize),
            self.actual.behind(ActualLine::AllowCredentials as usize, ActualLine::ExposeHeaders as usize),
        ];
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
