//! The entries of `corselet::server`.

use corselet::Request;
use corselet::server::merge_vary;

entries! {
    request: |given| Request::new(given.bytes);
    request_of_head: |given| Request::from_head(given.head);
    observe: |given| given.request.observe(given.bytes, given.more);
    request_parts: |given| (given.request.method(), given.request.origin(), given.request.requested_method());
    preflight: |given| given.request.is_preflight();
    decide: |given| given.policy.decide(given.request);
    decision: |given| (given.decision.action(), given.decision.verdict(), given.decision.failed_check());
    reason: |given| given.decision.reason(given.request);
    fields: |given| given.decision.fields(given.request);
    field: |given| given.fields.next();
    ready: |given| given.decision.ready_block();
    write: |given| given.decision.write_to(given.request, given.buffer);
    value: |given| (given.value.as_bytes(), given.value.byte_len());
    piece: |given| given.value.next();
    reason_code: |given| given.reason.code();
    vary: |given| merge_vary(given.slices, given.buffer);
}
