//! Answers that are not ready: those that hold something of the request, and those of policies that have none ready.

use super::{ActualLine, Policy, PreflightLine};
use crate::header::{Field, Fill, MAX_REQUEST_HEADERS_LINES, Names, is_safelisted_method};

/// What an answer holds of the request or of the grant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'r> {
    /// The origin as it is answered, unless it is the same for everybody.
    pub(crate) origin: Option<&'r [u8]>,
    /// For the answer to a preflight.
    pub(crate) asked: Option<Asked<'r>>,
    /// The last line of the answer to an actual request.
    pub(crate) last: ActualLine,
}

/// What a granted preflight asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'r> {
    pub(crate) method: &'r [u8],
    pub(crate) lines: [&'r [u8]; MAX_REQUEST_HEADERS_LINES],
    pub(crate) private_network: bool,
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

/// Writes an answer that holds no list of the request, whole or not at all, and returns its length.
pub(super) fn compose(policy: &Policy<'_>, parts: &Parts<'_>, buffer: &mut [u8]) -> usize {
    whole(policy, buffer, |answer| plain(policy, parts, answer))
}

/// Writes any answer, whole or not at all, and returns its length.
pub(super) fn compose_echoing(policy: &Policy<'_>, parts: &Parts<'_>, buffer: &mut [u8]) -> usize {
    whole(policy, buffer, |answer| match &parts.asked {
        Some(asked) => echoing(policy, parts, asked, answer),
        None => plain(policy, parts, answer),
    })
}

fn whole(policy: &Policy<'_>, buffer: &mut [u8], write: impl Fn(&mut Fill<'_>)) -> usize {
    // Only a small buffer costs the extra pass.
    if buffer.len() < policy.max_block_len() {
        let mut measure = Fill::new(&mut []);
        write(&mut measure);
        if measure.len() > buffer.len() {
            return measure.len();
        }
    }
    let mut answer = Fill::new(buffer);
    write(&mut answer);
    answer.len()
}

fn plain(policy: &Policy<'_>, parts: &Parts<'_>, answer: &mut Fill<'_>) {
    origin(policy, parts, answer);
    answer.put(match parts.asked {
        Some(_) => policy.preflight_lines(PreflightLine::AllowCredentials, PreflightLine::Vary),
        None => policy.actual_lines(ActualLine::AllowCredentials, parts.last),
    });
}

fn echoing(policy: &Policy<'_>, parts: &Parts<'_>, asked: &Asked<'_>, answer: &mut Fill<'_>) {
    origin(policy, parts, answer);
    answer.put(policy.preflight_lines(PreflightLine::AllowCredentials, PreflightLine::AllowCredentials));
    if asked.private_network {
        answer.line(Field::AllowPrivateNetwork, b"true");
    }
    match policy.method_list(asked.method) {
        List::None => {}
        List::Rendered => {
            answer.put(policy.preflight_lines(PreflightLine::AllowMethods, PreflightLine::AllowMethods));
        }
        List::Echoed => answer.line(Field::AllowMethods, asked.method),
    }
    let names = Names::new(asked.lines);
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

fn origin(policy: &Policy<'_>, parts: &Parts<'_>, answer: &mut Fill<'_>) {
    match parts.origin {
        Some(origin) => answer.line(Field::AllowOrigin, origin),
        // Its line, the same for everybody, is rendered.
        None => answer.put(policy.preflight_lines(PreflightLine::AllowOrigin, PreflightLine::AllowOrigin)),
    }
}
