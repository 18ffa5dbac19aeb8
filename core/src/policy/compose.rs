//! Answers that are not ready: those that hold something of the request, and those of policies that have none ready.

use super::asked::Asked;
use super::table::Grant;
use super::{Policy, PreflightLine};
use crate::header::{Field, Fill, copy, is_safelisted_method, put};

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

impl<'a> Policy<'a> {
    /// The origin that the answer is to hold, nothing where that is the same for everybody; `None` where what it is to hold
    /// of the request is not granted.
    pub(crate) fn granted_origin<'r>(&self, unready: &Unready<'r>) -> Option<Option<&'r [u8]>>
    where
        'a: 'r,
    {
        if self.echoes() && unready.kind == Kind::Preflight && !self.grants_asked(unready.asked) {
            return None;
        }
        if !self.depends_on_origin() {
            return Some(None);
        }
        if let Some(own) = self.origin_of(unready.grant) {
            return Some(Some(own));
        }
        let origin = unready.asked.origin().filter(|_| !unready.asked.origin_repeated())?;
        (unready.is_own || self.has_pattern_for(origin)).then_some(Some(origin))
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
    pub(crate) fn header_list(&self, asked: &Asked<'_>) -> List {
        let switches = &self.switches;
        let echoed =
            switches.any_header && switches.credentials || (switches.disclose_least && !switches.any_header);
        if (echoed || switches.disclose_least) && !asked.has_names() {
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
    match policy.granted_origin(unready) {
        // What holds neither an origin nor a list of the request is ready.
        Some(origin) => plain(origin.unwrap_or_default(), policy.rest(unready.kind), buffer),
        None => put(policy.denial(unready.kind), buffer),
    }
}

fn plain(origin: &[u8], rest: &[u8], buffer: &mut [u8]) -> usize {
    const ALLOW_ORIGIN: &[u8; 29] = b"access-control-allow-origin: ";
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

/// As [`compose`], any answer.
pub(super) fn compose_echoing(policy: &Policy<'_>, unready: &Unready<'_>, buffer: &mut [u8]) -> usize {
    if unready.kind != Kind::Preflight {
        return compose(policy, unready, buffer);
    }
    let Some(origin) = policy.granted_origin(unready) else {
        return put(policy.denial(unready.kind), buffer);
    };
    // Only a small buffer costs the extra pass.
    if buffer.len() < policy.max_block_len() {
        let mut measure = Fill::new(&mut []);
        echo(policy, origin, unready.asked, &mut measure);
        if measure.len() > buffer.len() {
            return measure.len();
        }
    }
    let mut answer = Fill::new(buffer);
    echo(policy, origin, unready.asked, &mut answer);
    answer.len()
}

fn echo(policy: &Policy<'_>, origin: Option<&[u8]>, asked: &Asked<'_>, answer: &mut Fill<'_>) {
    let method = asked.method().unwrap_or_default();
    match origin {
        Some(origin) => answer.line(Field::AllowOrigin, origin),
        None => answer.put(policy.preflight_lines(PreflightLine::AllowOrigin, PreflightLine::AllowOrigin)),
    }
    answer.put(policy.preflight_lines(PreflightLine::AllowCredentials, PreflightLine::AllowCredentials));
    if policy.switches.private_network && asked.private_network() {
        answer.line(Field::AllowPrivateNetwork, b"true");
    }
    match policy.method_list(method) {
        List::None => {}
        List::Rendered => {
            answer.put(policy.preflight_lines(PreflightLine::AllowMethods, PreflightLine::AllowMethods));
        }
        List::Echoed => answer.line(Field::AllowMethods, method),
    }
    match policy.header_list(asked) {
        List::None => {}
        List::Rendered => {
            answer.put(policy.preflight_lines(PreflightLine::AllowHeaders, PreflightLine::AllowHeaders));
        }
        List::Echoed => {
            answer.put(Field::AllowHeaders.name().as_bytes());
            let mut before: &[u8] = b": ";
            for name in asked.names() {
                answer.put(before);
                answer.extend(name.iter().map(u8::to_ascii_lowercase));
                before = b",";
            }
            answer.put(b"\r\n");
        }
    }
    answer.put(policy.preflight_lines(PreflightLine::MaxAge, PreflightLine::Vary));
}
