//! corselet itself, without any stack's types.

use corselet::{Decision, Policy, Request};
use workloads::Workload;

use crate::case::Case;

/// Room for the longest answer: all names of a policy with as many as may be asked for.
const ROOM: usize = 8 * 1024;

type Asked = (&'static Policy<'static>, &'static Request<'static>);
type Decided = (Decision<'static>, &'static Request<'static>);

/// The cases of the engine with `workload`.
pub(crate) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let policy = workload.grants.policy();
    let request: &'static Request<'static> = Box::leak(Box::new(workload.request()));
    let asked = (policy, request);
    let decided = (policy.decide(request), request);
    let room: &'static mut [u8; ROOM] = Box::leak(Box::new([0; ROOM]));
    cases.push(Case::same("engine-observe", workload.name, workload, counted_observe));
    cases.push(Case::same("engine-decide", workload.name, asked, counted_decide));
    cases.push(Case::same("engine-ready", workload.name, asked, counted_ready));
    cases.push(Case::same("engine-write", workload.name, asked, move |asked| {
        counted_write(asked, room).len()
    }));
    if decided.0.failed_check().is_some() {
        cases.push(Case::same("engine-reason", workload.name, decided, counted_reason));
    }
}

/// Finds the fields of CORS among all lines.
#[inline(never)]
fn counted_observe(workload: &'static Workload) -> Request<'static> {
    workload.request()
}

/// Decides, and tells no more than what to do.
#[inline(never)]
fn counted_decide((policy, request): Asked) -> corselet::Action {
    policy.decide(request).action()
}

/// Decides, and hands out the answer where it is ready.
#[inline(never)]
fn counted_ready((policy, request): Asked) -> Option<&'static [u8]> {
    policy.decide(request).ready_block()
}

/// Decides, and writes the answer.
#[inline(never)]
fn counted_write((policy, request): Asked, room: &mut [u8; ROOM]) -> &[u8] {
    policy.decide(request).write_to(request, room).unwrap_or_default()
}

/// Works out why a request was denied.
#[inline(never)]
fn counted_reason((decision, request): Decided) -> Option<corselet::server::Reason> {
    decision.reason(request)
}
