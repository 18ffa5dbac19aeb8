//! Compiling a policy: its texts and its answers, rendered once, where the policy is made.
//!
//! The same code measures (into empty slices) and fills, in `const` and at run time.

use super::bytes::compare_lower;
use super::lookup::PreflightLine;
use super::pattern::{Entry, EntryPattern, has_star, parse};
use super::rare::Rare;
use super::spec::{AUTHORIZATION, PolicySpec, has_wildcard, lists_authorization};
use super::table::{ACTUAL_POINTS, Cuts, Grant, OriginPattern, PREFLIGHT_POINTS, Span};
use super::target::{Slots, Target, Text};
use crate::header::{Field, normalize_method};
use crate::origin::{Port, default_port};
use core::cmp::Ordering;

/// Where the two answers' lines lie in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answers {
    pub(super) actual: Cuts<ACTUAL_POINTS>,
    pub(super) preflight: Cuts<PREFLIGHT_POINTS>,
}

/// Compiles a policy whose [`errors`](PolicySpec::errors) are none. With `ready`, the whole answers of each exact origin are
/// rendered beforehand: one copy instead of several.
pub(super) const fn compile(spec: &PolicySpec<'_>, ready: bool, target: &mut Target<'_>) -> Answers {
    // The end of a line that has the origin of a request, where the first line that follows is rendered.
    target.text.end_line();
    let answers = Answers { actual: actual(spec, &mut target.text), preflight: preflight(spec, target) };
    let ready = ready && depends_on_origin(spec) && has_ready(spec);
    let mut rest = spec.origins;
    while let [text, tail @ ..] = rest {
        if !has_star(text) {
            grant(spec, text.as_bytes(), ready, target);
        } else if let Ok(Entry::Pattern(pattern)) = parse(text.as_bytes()) {
            target.patterns.push(origin_pattern(&pattern, &mut target.text));
        }
        rest = tail;
    }
    if spec.dangerously_allow_null {
        grant(spec, b"null", ready, target);
    }
    answers
}

/// Lists longer than this get no ready answers: each takes as much text as the lists of methods and headers.
const MAX_READY: usize = 8;

/// Whether a policy compiled with the program has the answers to all of its exact origins ready.
pub(super) const fn has_ready(spec: &PolicySpec<'_>) -> bool {
    spec.origins.len() <= MAX_READY
}

const fn grant(spec: &PolicySpec<'_>, origin: &[u8], ready: bool, target: &mut Target<'_>) {
    if !ready {
        let origin = target.text.bytes(origin);
        target.exact.push(Grant { origin, ..Grant::COMPOSED });
        return;
    }
    let (place, actual_start) = target.text.granted_origin(origin);
    actual(spec, &mut target.text);
    let actual = target.text.since(actual_start);
    let mut preflight = Span::NOWHERE;
    if !Rare::echoes(spec) {
        let (_, start) = target.text.granted_origin(origin);
        preflight_text(spec, &mut target.text);
        preflight = target.text.since(start);
    }
    target.exact.push(Grant { origin: place, actual, preflight });
}

pub(super) const fn origin_pattern(pattern: &EntryPattern<'_>, text: &mut Text<'_>) -> OriginPattern {
    let scheme = pattern.base.tuple.scheme();
    let start = text.bytes(scheme).through(text.bytes(b"://"));
    // With its leading dot an end cannot match in the middle of a label.
    if pattern.subdomains {
        text.byte(b'.');
    }
    text.bytes(pattern.base.host_text);
    if let (Port::Number(number), false) = (pattern.base.tuple.port(), pattern.any_port) {
        text.byte(b':');
        text.number(number as u32);
    }
    OriginPattern {
        span: start.through(Span::new(text.len, 0)),
        start_len: start.len(),
        labels_len: if pattern.subdomains { pattern.room_for_labels() } else { 0 },
        any_port: pattern.any_port,
        default_port: default_port(scheme),
    }
}

/// The line that allows an origin, where it is the same for everybody.
const fn constant_origin(spec: &PolicySpec<'_>, text: &mut Text<'_>) {
    if has_wildcard(spec.origins) {
        text.field(Field::AllowOrigin);
        text.bytes(b"*");
        text.end_line();
    } else if let (true, [only, ..]) = (spec.static_origin, spec.origins) {
        text.field(Field::AllowOrigin);
        text.bytes(only.as_bytes());
        text.end_line();
    }
}

const fn credentials(spec: &PolicySpec<'_>, text: &mut Text<'_>) {
    if spec.credentials {
        text.field(Field::AllowCredentials);
        text.bytes(b"true");
        text.end_line();
    }
}

/// Whether answers depend on the request's origin.
pub(super) const fn depends_on_origin(spec: &PolicySpec<'_>) -> bool {
    !has_wildcard(spec.origins) && !spec.static_origin
}

/// What an actual request's answer carries, in the order of emission.
const fn actual(spec: &PolicySpec<'_>, text: &mut Text<'_>) -> Cuts<ACTUAL_POINTS> {
    let start = text.len;
    constant_origin(spec, text);
    let origin = text.len;
    credentials(spec, text);
    let credentials = text.len;
    name_list(Field::ExposeHeaders, spec.expose, false, text);
    let expose = text.len;
    if depends_on_origin(spec) {
        text.field(Field::Vary);
        text.bytes(Field::Origin.name().as_bytes());
        text.end_line();
    }
    Cuts::new([start, origin, credentials, expose, text.len])
}

/// What a preflight's answer carries, and the tables of its lists.
const fn preflight(spec: &PolicySpec<'_>, target: &mut Target<'_>) -> Cuts<PREFLIGHT_POINTS> {
    let cuts = preflight_text(spec, &mut target.text);
    methods(spec, &mut target.methods, cuts.start(PreflightLine::AllowMethods as usize));
    names(spec, target, cuts.start(PreflightLine::AllowHeaders as usize));
    cuts
}

/// What a preflight's answer carries, in the order of emission. Lists that are echoed from the request stay empty.
const fn preflight_text(spec: &PolicySpec<'_>, text: &mut Text<'_>) -> Cuts<PREFLIGHT_POINTS> {
    let start = text.len;
    constant_origin(spec, text);
    let origin = text.len;
    credentials(spec, text);
    let credentials = text.len;
    method_list(spec, text);
    let methods = text.len;
    if !(spec.credentials && has_wildcard(spec.request_headers)) {
        name_list(Field::AllowHeaders, spec.request_headers, true, text);
    }
    let headers = text.len;
    if let Some(secs) = spec.max_age_secs {
        text.field(Field::MaxAge);
        text.number(secs);
        text.end_line();
    }
    let max_age = text.len;
    if spec.options_cached_by_intermediary {
        preflight_vary(spec, text);
    }
    Cuts::new([start, origin, credentials, methods, headers, max_age, text.len])
}

const fn method_list(spec: &PolicySpec<'_>, text: &mut Text<'_>) {
    let any = has_wildcard(spec.methods);
    if spec.methods.is_empty() || (any && spec.credentials) {
        return;
    }
    text.field(Field::AllowMethods);
    if any {
        text.bytes(b"*");
    } else {
        let mut rest = spec.methods;
        while let [method, tail @ ..] = rest {
            text.bytes(normalize_method(method.as_bytes()));
            if !tail.is_empty() {
                text.byte(b',');
            }
            rest = tail;
        }
    }
    text.end_line();
}

/// The methods, as places in the rendered list that begins at `line`.
const fn methods(spec: &PolicySpec<'_>, slots: &mut Slots<'_, Span>, line: usize) {
    if has_wildcard(spec.methods) {
        return;
    }
    let mut at = line.saturating_add(Field::AllowMethods.name().len()).saturating_add(2);
    let mut rest = spec.methods;
    while let [method, tail @ ..] = rest {
        slots.push(Span::new(at, method.len()));
        at = at.saturating_add(method.len()).saturating_add(1);
        rest = tail;
    }
}

/// A list of names in lower case, in the policy's order. `*` stands for all of them; where `keep_authorization`, it
/// does not stand for that one (Fetch `#cors-non-wildcard-request-header-name`).
const fn name_list(field: Field, names: &[&str], keep_authorization: bool, text: &mut Text<'_>) {
    if names.is_empty() {
        return;
    }
    text.field(field);
    if has_wildcard(names) {
        text.byte(b'*');
        if keep_authorization && lists_authorization(names) {
            text.byte(b',');
            text.bytes(AUTHORIZATION);
        }
    } else {
        let mut rest = names;
        while let [name, tail @ ..] = rest {
            text.lower(name.as_bytes());
            if !tail.is_empty() {
                text.byte(b',');
            }
            rest = tail;
        }
    }
    text.end_line();
}

/// What the answers to preflights depend on.
const fn preflight_vary(spec: &PolicySpec<'_>, text: &mut Text<'_>) {
    let fields = [
        (Field::Origin, depends_on_origin(spec)),
        (Field::RequestMethod, spec.credentials || !has_wildcard(spec.methods)),
        (Field::RequestHeaders, spec.credentials || !has_wildcard(spec.request_headers)),
        (Field::RequestPrivateNetwork, spec.private_network),
    ];
    let start = text.len;
    let mut rest: &[(Field, bool)] = &fields;
    while let [(field, depends), tail @ ..] = rest {
        if *depends {
            if text.len == start {
                text.field(Field::Vary);
            } else {
                text.bytes(b", ");
            }
            text.bytes(field.name().as_bytes());
        }
        rest = tail;
    }
    if text.len != start {
        text.end_line();
    }
}

/// The header names in ascending order, each once and with a comma between: a text of its own, unless the list that begins
/// at `line` is one.
const fn names(spec: &PolicySpec<'_>, target: &mut Target<'_>, line: usize) {
    if has_wildcard(spec.request_headers) {
        return;
    }
    if ascend(spec.request_headers) {
        let mut at = line.saturating_add(Field::AllowHeaders.name().len()).saturating_add(2);
        let mut rest = spec.request_headers;
        while let [name, tail @ ..] = rest {
            target.names.push(Span::new(at, name.len()));
            at = at.saturating_add(name.len()).saturating_add(1);
            rest = tail;
        }
        return;
    }
    let mut last: Option<&[u8]> = None;
    while let Some(name) = least_after(spec.request_headers, last) {
        if last.is_some() {
            target.text.byte(b',');
        }
        target.names.push(Span::new(target.text.len, name.len()));
        target.text.lower(name);
        last = Some(name);
    }
}

/// Whether each name comes after the one before it.
const fn ascend(names: &[&str]) -> bool {
    let mut rest = names;
    while let [first, tail @ ..] = rest {
        if let [second, ..] = tail
            && !matches!(compare_lower(first.as_bytes(), second.as_bytes()), Ordering::Less)
        {
            return false;
        }
        rest = tail;
    }
    true
}

/// The least of the names that come after `last`.
const fn least_after<'a>(names: &[&'a str], last: Option<&[u8]>) -> Option<&'a [u8]> {
    let mut least: Option<&[u8]> = None;
    let mut rest = names;
    while let [name, tail @ ..] = rest {
        let name = name.as_bytes();
        let after_last = match last {
            Some(last) => matches!(compare_lower(name, last), Ordering::Greater),
            None => true,
        };
        let before_least = match least {
            Some(least) => matches!(compare_lower(name, least), Ordering::Less),
            None => true,
        };
        if after_last && before_least {
            least = Some(name);
        }
        rest = tail;
    }
    least
}
