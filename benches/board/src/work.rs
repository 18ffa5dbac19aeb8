//! What is measured. Never inlined, so that the call is counted and the work is all between two looks at the clock.

use corselet::{Decision, Policy, Request};

type Lines<'r> = &'r [(&'r [u8], &'r [u8])];

/// Room for the longest answer of all workloads.
#[repr(align(4))]
pub(crate) struct Room(pub(crate) [u8; 6 * 1024]);

impl Room {
    pub(crate) const fn new() -> Self {
        Self([0; _])
    }
}

#[inline(never)]
pub(crate) fn observe<'r>(method: &'r [u8], lines: Lines<'r>) -> Request<'r> {
    let mut request = Request::new(method);
    for (name, value) in lines {
        request.observe(name, value);
    }
    request
}

#[inline(never)]
pub(crate) fn decide<'p>(policy: &'p Policy<'p>, request: &Request<'_>) -> Decision<'p> {
    policy.decide(request)
}

#[inline(never)]
pub(crate) fn decide_and_write(policy: &Policy<'_>, request: &Request<'_>, buffer: &mut [u8]) -> usize {
    policy.decide(request).write_to(request, buffer).map_or(0, <[u8]>::len)
}

#[inline(never)]
pub(crate) fn decide_and_hand_out<'p>(policy: &'p Policy<'p>, request: &Request<'_>) -> Option<&'p [u8]> {
    policy.decide(request).ready_block()
}

#[inline(never)]
pub(crate) fn reason(decision: &Decision<'_>, request: &Request<'_>) -> Option<corselet::server::Reason> {
    decision.reason(request)
}

/// All that the chain is given, and what it makes.
pub(crate) struct Case<'a> {
    pub(crate) policy: &'a Policy<'a>,
    pub(crate) method: &'a [u8],
    pub(crate) lines: Lines<'a>,
    pub(crate) buffer: &'a mut [u8],
    pub(crate) written: usize,
}

/// Observe, decide, write.
#[inline(never)]
pub(crate) fn chain(case: &mut Case<'_>) {
    let mut request = Request::new(case.method);
    for (name, value) in case.lines {
        request.observe(name, value);
    }
    let decision = case.policy.decide(&request);
    case.written = decision.write_to(&request, case.buffer).map_or(0, <[u8]>::len);
}
