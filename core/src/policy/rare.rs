//! What only some policies can do, as pointers that a policy holds only if it can: a program links no more than its
//! policies need, whatever the optimiser sees of them.

use super::Policy;
use super::compose::{Unready, compose, compose_echoing};
use super::index;
use super::match_pattern::matches_pattern;
use super::pattern::has_star;
use super::spec::{AUTHORIZATION, PolicySpec, has_wildcard, lists_authorization};
use super::table::Grant;
use crate::header::{MAX_METHOD_LEN, compare_lower, is_forbidden_method, is_token};

type Compose = fn(&Policy<'_>, &Unready<'_>, &mut [u8]) -> usize;

type Find = for<'a> fn(&Policy<'a>, &[u8]) -> Option<&'a Grant>;

/// What a policy can do beyond comparing with its lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rare {
    /// Finds an exact origin by the index.
    pub(super) find: Option<Find>,
    /// Whether a pattern stands for an origin.
    pub(super) pattern: Option<fn(&Policy<'_>, &[u8]) -> bool>,
    /// Whether `*` stands for a method.
    pub(super) any_method: Option<fn(&[u8]) -> bool>,
    /// Whether `*` stands for a header.
    pub(super) any_header: Option<fn(&[u8]) -> bool>,
    /// Finds a header name in a list that is too long to be scanned.
    pub(super) find_name: Option<fn(&Policy<'_>, &[u8]) -> bool>,
    /// Whether answers to granted preflights hold something of what was asked for.
    pub(super) echoes: bool,
    /// Writes an answer that is not ready, whole or not at all, and returns its length.
    pub(super) compose: Option<Compose>,
}

impl Rare {
    /// With `ready`, the answers to all exact origins are ready.
    pub(super) const fn of(spec: &PolicySpec<'_>, ready: bool) -> Self {
        let (any_method, any_header) = (has_wildcard(spec.methods), has_wildcard(spec.request_headers));
        let patterns = has_pattern(spec.origins);
        let all = spec.credentials || lists_authorization(spec.request_headers);
        Self {
            find: None,
            pattern: if patterns { Some(matches_pattern) } else { None },
            any_method: if any_method { Some(is_method) } else { None },
            any_header: match (any_header, all) {
                (false, _) => None,
                (true, true) => Some(is_token),
                (true, false) => Some(is_wildcard_name),
            },
            find_name: if spec.request_headers.len() > LONGEST_SCAN { Some(search_names) } else { None },
            echoes: Self::echoes(spec),
            compose: if Self::echoes(spec) {
                Some(compose_echoing)
            } else if patterns || !ready {
                Some(compose)
            } else {
                None
            },
        }
    }

    #[cfg(feature = "heapless")]
    pub(super) const fn with_patterns(self) -> Self {
        Self { pattern: Some(matches_pattern), ..self }
    }

    /// With an index to find exact origins by, patterns, or both.
    pub(super) const fn indexed(self, exact: bool, patterns: bool) -> Self {
        Self {
            find: if exact { Some(index::find) } else { self.find },
            pattern: if patterns { Some(index::matches_pattern) } else { self.pattern },
            ..self
        }
    }

    /// Whether answers to granted preflights hold something of what was asked for.
    pub(super) const fn echoes(spec: &PolicySpec<'_>) -> bool {
        // With credentials `*` means itself (Fetch `#cors-preflight-fetch-0`), so what was asked for is echoed.
        let any = has_wildcard(spec.methods) || has_wildcard(spec.request_headers);
        spec.disclose_least || spec.private_network || (spec.credentials && any)
    }
}

/// Lists of header names longer than this are searched.
const LONGEST_SCAN: usize = 16;

/// A binary search in the ascending list.
fn search_names(policy: &Policy<'_>, name: &[u8]) -> bool {
    policy.names.binary_search_by(|span| compare_lower(span.of(policy.text), name)).is_ok()
}

/// Whether a list of origins holds a pattern.
const fn has_pattern(origins: &[&str]) -> bool {
    let mut rest = origins;
    while let [entry, tail @ ..] = rest {
        if has_star(entry) && !matches!(entry.as_bytes(), b"*") {
            return true;
        }
        rest = tail;
    }
    false
}

/// A method that `*` stands for: a token, never a forbidden one.
fn is_method(method: &[u8]) -> bool {
    method.len() <= MAX_METHOD_LEN && is_token(method) && !is_forbidden_method(method)
}

/// A name that `*` stands for where it is sent as `*`: not `authorization` (Fetch `#cors-non-wildcard-request-header-name`).
fn is_wildcard_name(name: &[u8]) -> bool {
    is_token(name) && !name.eq_ignore_ascii_case(AUTHORIZATION)
}
