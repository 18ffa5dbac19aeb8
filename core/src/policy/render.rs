//! Compiling a policy: its texts and its answers, rendered once, where the policy is made.
//!
//! The same code measures (into empty slices) and fills, in `const` and at run time.

use super::bytes::compare_lower;
use super::lookup::PreflightLine;
use super::pattern::{Entry, EntryPattern, parse};
use super::spec::{PolicySpec, has_wildcard};
use super::table::{ACTUAL_POINTS, Cuts, ExactOrigin, OriginPattern, PREFLIGHT_POINTS, PortPattern, Span};
use crate::header::{Field, normalize_method};
use crate::origin::Port;
use core::cmp::Ordering;

/// Where a compiled policy is put: too small a slice is filled as far as it goes, while the counts go on.
#[derive(Debug)]
pub(super) struct Target<'b> {
    pub(super) text: Text<'b>,
    pub(super) exact: Slots<'b, ExactOrigin>,
    pub(super) patterns: Slots<'b, OriginPattern>,
    pub(super) methods: Slots<'b, Span>,
    pub(super) names: Slots<'b, Span>,
}

/// Bytes being written.
#[derive(Debug)]
pub(super) struct Text<'b> {
    rest: &'b mut [u8],
    pub(super) len: usize,
}

/// A table being filled.
#[derive(Debug)]
pub(super) struct Slots<'b, T: 'b> {
    rest: &'b mut [T],
    pub(super) len: usize,
}

#[expect(clippy::mem_replace_with_default, reason = "`core::mem::take` is not const")]
const fn take<'b, T>(slice: &mut &'b mut [T]) -> &'b mut [T] {
    core::mem::replace(slice, &mut [])
}

impl<'b> Text<'b> {
    pub(super) const fn new(buffer: &'b mut [u8]) -> Self {
        Self { rest: buffer, len: 0 }
    }

    /// Goes on behind `len` bytes, in the room that is left.
    #[cfg(feature = "heapless")]
    pub(super) const fn behind(len: usize, room: &'b mut [u8]) -> Self {
        Self { rest: room, len }
    }

    pub(super) const fn byte(&mut self, byte: u8) {
        if let [slot, rest @ ..] = take(&mut self.rest) {
            *slot = byte;
            self.rest = rest;
        }
        self.len = self.len.saturating_add(1);
    }

    pub(super) const fn bytes(&mut self, bytes: &[u8]) -> Span {
        let span = Span::new(self.len, bytes.len());
        let mut rest = bytes;
        while let [byte, tail @ ..] = rest {
            self.byte(*byte);
            rest = tail;
        }
        span
    }

    const fn lower(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let [byte, tail @ ..] = rest {
            self.byte(byte.to_ascii_lowercase());
            rest = tail;
        }
    }

    pub(super) const fn number(&mut self, number: u32) {
        let mut scale = 1_000_000_000_u32;
        let mut started = false;
        while let Some(digit) = number.checked_div(scale) {
            let digit = (digit % 10) as u8;
            started |= digit != 0 || scale == 1;
            if started {
                self.byte(b'0' | digit);
            }
            scale /= 10;
        }
    }

    const fn field(&mut self, field: Field) {
        self.bytes(field.name().as_bytes());
        self.bytes(b": ");
    }

    const fn end_line(&mut self) {
        self.bytes(b"\r\n");
    }

    /// Goes on at a multiple of four, where a block is copied fastest.
    const fn align(&mut self) {
        while !self.len.is_multiple_of(4) {
            self.byte(0);
        }
    }
}

impl<'b, T: Copy> Slots<'b, T> {
    pub(super) const fn new(slots: &'b mut [T]) -> Self {
        Self { rest: slots, len: 0 }
    }

    const fn push(&mut self, value: T) {
        if let [slot, rest @ ..] = take(&mut self.rest) {
            *slot = value;
            self.rest = rest;
        }
        self.len = self.len.saturating_add(1);
    }
}

/// Where the two answers' lines lie in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answers {
    pub(super) actual: Cuts<ACTUAL_POINTS>,
    pub(super) preflight: Cuts<PREFLIGHT_POINTS>,
}

/// Compiles a policy whose [`errors`](PolicySpec::errors) are none; entries that do not parse are left out. With `ready`,
/// the whole answers of each exact origin are rendered beforehand: one copy instead of several.
pub(super) const fn compile(spec: &PolicySpec<'_>, ready: bool, target: &mut Target<'_>) -> Answers {
    let answers = Answers { actual: actual(spec, &mut target.text), preflight: preflight(spec, target) };
    let ready = ready && depends_on_origin(spec) && spec.origins.len() <= MAX_READY;
    let mut rest = spec.origins;
    while let [text, tail @ ..] = rest {
        match parse(text.as_bytes()) {
            Ok(Entry::Exact(_)) => exact(spec, text.as_bytes(), ready, target),
            Ok(Entry::Pattern(pattern)) => target.patterns.push(origin_pattern(&pattern, &mut target.text)),
            Ok(Entry::Any) | Err(_) => {}
        }
        rest = tail;
    }
    answers
}

/// Lists longer than this get no ready answers: each takes as much text as the lists of methods and headers.
const MAX_READY: usize = 8;

const fn exact(spec: &PolicySpec<'_>, origin: &[u8], ready: bool, target: &mut Target<'_>) {
    if !ready {
        let origin = target.text.bytes(origin);
        target.exact.push(ExactOrigin { origin, ..ExactOrigin::EMPTY });
        return;
    }
    target.text.align();
    let start = target.text.len;
    target.text.field(Field::AllowOrigin);
    let place = target.text.bytes(origin);
    target.text.end_line();
    actual(spec, &mut target.text);
    let actual = Span::new(start, target.text.len.saturating_sub(start));
    target.text.align();
    let start = target.text.len;
    target.text.field(Field::AllowOrigin);
    target.text.bytes(origin);
    target.text.end_line();
    preflight_text(spec, &mut target.text);
    let preflight = Span::new(start, target.text.len.saturating_sub(start));
    target.exact.push(ExactOrigin { origin: place, actual, preflight });
}

pub(super) const fn origin_pattern(pattern: &EntryPattern<'_>, text: &mut Text<'_>) -> OriginPattern {
    let scheme = text.bytes(pattern.base.tuple.scheme());
    // With its leading dot a suffix cannot match in the middle of a label.
    let dot = Span::new(text.len, 0);
    if pattern.subdomains {
        text.byte(b'.');
    }
    let host = text.bytes(pattern.base.host_text);
    let port = match pattern.base.tuple.port() {
        _ if pattern.any_port => PortPattern::Any,
        Port::Default => PortPattern::Default,
        Port::Number(number) => PortPattern::Number(number),
    };
    OriginPattern { scheme, host: dot.through(host), port, subdomains: pattern.subdomains }
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
    names(spec, &mut target.names, cuts.start(PreflightLine::AllowHeaders as usize));
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

/// The one header that `*` does not cover (Fetch `#cors-non-wildcard-request-header-name`).
pub(super) const AUTHORIZATION: &[u8] = b"authorization";

pub(super) const fn lists_authorization(names: &[&str]) -> bool {
    let mut rest = names;
    while let [name, tail @ ..] = rest {
        if name.as_bytes().eq_ignore_ascii_case(AUTHORIZATION) {
            return true;
        }
        rest = tail;
    }
    false
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

/// The header names in ascending order, each once, as places in the rendered list that begins at `line`.
const fn names(spec: &PolicySpec<'_>, slots: &mut Slots<'_, Span>, line: usize) {
    if has_wildcard(spec.request_headers) {
        return;
    }
    let list = line.saturating_add(Field::AllowHeaders.name().len()).saturating_add(2);
    let mut last: Option<&[u8]> = None;
    loop {
        let mut next: Option<(&[u8], Span)> = None;
        let mut rest = spec.request_headers;
        let mut at = list;
        while let [name, tail @ ..] = rest {
            let name = name.as_bytes();
            let after_last = match last {
                Some(last) => matches!(compare_lower(name, last), Ordering::Greater),
                None => true,
            };
            let before_next = match next {
                Some((next, _)) => matches!(compare_lower(name, next), Ordering::Less),
                None => true,
            };
            if after_last && before_next {
                next = Some((name, Span::new(at, name.len())));
            }
            at = at.saturating_add(name.len()).saturating_add(1);
            rest = tail;
        }
        match next {
            Some((name, span)) => {
                slots.push(span);
                last = Some(name);
            }
            None => return,
        }
    }
}
