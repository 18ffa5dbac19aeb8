//! One request, as a firmware's server has it, and the engine's whole chain over it. The size programs differ only in
//! the policy that they hand in.

use corselet::{Action, Policy, Request};

/// A request's method and header lines, and what is to be sent.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// As it stands in the request line.
    pub method: &'a [u8],
    /// All header lines, name and value.
    pub lines: &'a [(&'a [u8], &'a [u8])],
    /// Room for the answer's fields.
    pub buffer: &'a mut [u8],
    /// The status to answer with, or 0: run the handler.
    pub status: u16,
    /// How much of the buffer to send, or 0: it does not fit.
    pub written: usize,
}

/// Observe, decide, write: a firmware does the same per request, whatever its server.
// Inlined, so that a program with one constant policy is compiled for that policy, as a firmware with one is.
#[inline(always)]
pub fn answer(policy: &Policy<'_>, exchange: &mut Exchange<'_>) {
    let mut request = Request::new(exchange.method);
    for (name, value) in exchange.lines {
        request.observe(name, value);
    }
    let decision = policy.decide(&request);
    exchange.status = match decision.action() {
        Action::Forward => 0,
        Action::Respond { status } | Action::Reject { status } => status,
    };
    exchange.written = decision.write_to(&request, exchange.buffer).map_or(0, <[u8]>::len);
}
