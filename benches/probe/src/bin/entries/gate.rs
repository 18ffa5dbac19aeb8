//! The entries of `corselet::gate`.

use corselet::gate::{Gate, Request};

entries! {
    request: |given| Request::new(given.bytes, given.scheme);
    request_of_head: |given| Request::from_head(given.head, given.scheme);
    observe: |given| given.gate_request.observe(given.bytes, given.more);
    observe_target: |given| given.gate_request.observe_target(given.bytes);
    request_parts: |given| (*given.gate_request.cors(), *given.gate_request.arrival());
    gate: |given| Gate::new(given.guard, given.policy).with_same_host();
    gate_parts: |given| (given.gate.guard(), given.gate.max_block_len());
    decide: |given| given.gate.decide(given.gate_request);
    decision: |given| (given.gate_decision.action(), given.gate_decision.verdict());
    reason: |given| given.gate_decision.reason(given.gate_request);
    reason_code: |given| given.gate_reason.code();
    write: |given| given.gate_decision.write_to(given.gate_request, given.buffer).is_ok();
    fields: |given| given.gate_decision.fields(given.gate_request);
    field: |given| given.gate_fields.next();
}
