//! One request, as a firmware's server has it, and the engine's whole chain over it. The size programs differ in the
//! policy that they hand in.

use corselet::{Action, Decision, Policy, Request};

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

impl<'a> Exchange<'a> {
    /// Hands the engine every header line.
    // Not made here: what is returned is copied where the smallest programs are asked for.
    #[inline(always)]
    pub fn observe(&self, request: &mut Request<'a>) {
        self.lines.iter().for_each(|(name, value)| request.observe(name, value));
    }

    /// Does what was decided.
    #[inline(always)]
    pub fn send(&mut self, decision: &Decision<'_>, request: &Request<'_>) {
        self.status = match decision.action() {
            Action::Forward => 0,
            Action::Respond { status } | Action::Reject { status } => status,
        };
        self.written = decision.write_to(request, self.buffer).map_or(0, <[u8]>::len);
    }

    /// Observe, decide, write.
    // Inlined, so that a program with one constant policy is compiled for that policy, as a firmware with one is.
    #[inline(always)]
    pub fn answer(&mut self, policy: &Policy<'_>) {
        let mut request = Request::new(self.method);
        self.observe(&mut request);
        self.send(&policy.decide(&request), &request);
    }
}
