//! Answers that are not ready: those that hold something of the request, and those of policies that have none ready.

use super::asked::Asked;
use super::table::Grant;
use super::{Policy, PreflightLine};
use crate::header::{Field, Fill, Names, copy, is_safelisted_method, put};

/// An answer that is not ready: what it is to hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unready<'r> {
    pub(crate) kind: Kind,
    pub(crate) grant: &'r Grant,
    pub(crate) asked: &'r Asked<'r>,
    /// Whether the origin asked for is the server's own.
    pub(crate) is_own: bool,
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A granted preflight.
    Preflight,
    /// An actual request.
    Actual,
    /// One that is not cached, so that the answer need not tell what it depends on.
    Uncached,
}

/// Where a list in the answer to a preflight comes from.
pub(crate) enum List {
    None,
    /// The policy has rendered it.
    Rendered,
    /// It is what the request asked for.
    Echoed,
}

impl Policy<'_> {
    /// Whether what the answer is to hold of the request is granted.
    pub(crate) fn grants_unready(&self, unready: &Unready<'_>) -> bool {
        (!self.depends_on_origin()
            || self.origin_of(unready.grant).is_some()
            || unready.is_own
            || unready.asked.origin().is_some_and(|origin| self.has_pattern_for(origin)))
            && (!self.echoes() || unready.kind != Kind::Preflight || self.grants_asked(unready.asked))
    }

    /// Where the methods in the answer to a granted preflight come from.
    pub(crate) fn method_list(&self, method: &[u8]) -> List {
        let switches = &self.switches;
        if switches.disclose_least && is_safelisted_method(method) {
            List::None
        } else if switches.any_method && switches.credentials
            || (switches.disclose_least && !switches.any_method)
        {
            List::Echoed
        } else {
            List::Rendered
        }
    }

    /// Where the header names in the answer to a granted preflight come from.
    pub(crate) fn header_list(&self, names: &Names<'_>) -> List {
        let switches = &self.switches;
        let echoed =
            switches.any_header && switches.credentials || (switches.disclose_least && !switches.any_header);
        if (echoed || switches.disclose_least) && names.clone().next().is_none() {
            List::None
        } else if echoed {
            List::Echoed
        } else {
            List::Rendered
        }
    }
}

/// Writes an answer that holds no list of the request, whole or not at all, and returns its length. What is not granted is
/// answered by a denial.
pub(super) fn compose(policy: &Policy<'_>, unready: &Unready<'_>, buffer: &mut [u8]) -> usize {
    if policy.grants_unready(unready) {
        plain(policy, unready, buffer)
    } else {
        put(policy.denial(unready.kind), buffer)
    }
}

/// As [`compose`], any answer.
pub(super) fn compose_echoing(policy: &Policy<'_>, unready: &Unready<'_>, buffer: &mut [u8]) -> usize {
    if unready.kind != Kind::Preflight || !policy.grants_unready(unready) {
        return compose(policy, unready, buffer);
    }
    // Only a small buffer costs the extra pass.
    if buffer.len() < policy.max_block_len() {
        let mut measure = Fill::new(&mut []);
        echo(policy, unready, &mut measure);
        if measure.len() > buffer.len() {
            return measure.len();
        }
    }
    let mut answer = Fill::new(buffer);
    echo(policy, unready, &mut answer);
    answer.len()
}

fn plain(policy: &Policy<'_>, unready: &Unready<'_>, buffer: &mut [u8]) -> usize {
    const ALLOW_ORIGIN: &[u8; 29] = b"access-control-allow-origin: ";
    let rest = policy.rest(unready.kind);
    // What holds neither an origin nor a list of the request is ready.
    let origin = policy.own_origin(unready).unwrap_or_default();
    if let Some((start, room)) = buffer.split_at_mut_checked(ALLOW_ORIGIN.len())
        && let Some((place, room)) = room.split_at_mut_checked(origin.len())
        && let Some(room) = room.get_mut(..rest.len())
    {
        copy(ALLOW_ORIGIN, start);
        copy(origin, place);
        copy(rest, room);
    }
    ALLOW_ORIGIN.len().saturating_add(origin.len()).saturating_add(rest.len())
}

fn echo(policy: &Policy<'_>, unready: &Unready<'_>, answer: &mut Fill<'_>) {
    let method = unready.asked.method().unwrap_or_default();
    match policy.own_origin(unready) {
        Some(origin) => answer.line(Field::AllowOrigin, origin),
        None => answer.put(policy.preflight_lines(PreflightLine::AllowOrigin, PreflightLine::AllowOrigin)),
    }
    answer.put(policy.preflight_lines(PreflightLine::AllowCredentials, PreflightLine::AllowCredentials));
    if policy.switches.private_network && unready.asked.private_network() {
        answer.line(Field::AllowPrivateNetwork, b"true");
    }
    match policy.method_list(method) {
        List::None => {}
        List::Rendered => {
            answer.put(policy.preflight_lines(PreflightLine::AllowMethods, PreflightLine::AllowMethods));
        }
        List::Echoed => answer.line(Field::AllowMethods, method),
    }
    let names = unready.asked.names();
    match policy.header_list(&names) {
        List::None => {}
        List::Rendered => {
            answer.put(policy.preflight_lines(PreflightLine::AllowHeaders, PreflightLine::AllowHeaders));
        }
        List::Echoed => {
            answer.put(Field::AllowHeaders.name().as_bytes());
            let mut before: &[u8] = b": ";
            names.for_each(|name| {
                answer.put(before);
                answer.extend(name.iter().map(u8::to_ascii_lowercase));
                before = b",";
            });
            answer.put(b"\r\n");
        }
    }
    answer.put(policy.preflight_lines(PreflightLine::MaxAge, PreflightLine::Vary));
}
