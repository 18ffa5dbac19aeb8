//! The entries of `corselet::guard`.

use corselet::guard::csrf::Secret;
use corselet::guard::{Arrival, Guard};

entries! {
    arrival: |given| Arrival::new(given.scheme);
    observe: |given| given.arrival.observe(given.bytes, given.more);
    observe_target: |given| given.arrival.observe_target(given.bytes);
    host: |given| given.arrival.host();
    problems: |given| given.guard_spec.problems();
    problem: |given| given.guard_problems.next();
    problem_in_const: |given| given.guard_problems.next_problem();
    problem_parts: |given| {
        (given.guard_problem.code(), given.guard_problem.field(), given.guard_problem.index())
    };
    problem_texts: |given| {
        (given.guard_problem.code().as_str(), given.guard_problem.field().as_str())
    };
    build: |given| Guard::try_build(given.guard_spec, given.buffer).is_ok();
    with_names: |given| given.guard.with_names(given.texts);
    with_addresses: |given| given.guard.with_addresses(given.addresses);
    with_writers: |given| given.guard.with_trusted_writers(given.texts);
    admit: |given| given.guard.admit(given.arrival, given.request);
    checked_host: |given| given.own.name();
    block: |given| given.guard.block();
    fields: |given| given.guard.fields();
    field: |given| given.guard_fields.next();
    reason: |given| (given.guard_reason.code(), given.guard_reason.status());
    secret: |given| Secret::generate(given.rng).is_ok();
    secret_of_bytes: |given| given.bytes.first_chunk().map(|bytes| Secret::from_bytes(*bytes));
    mint: |given| given.secret.mint(given.bytes, given.rng);
    check: |given| given.secret.check(given.bytes, given.more);
    token: |given| (*given.token.as_bytes(), given.token.as_str());
    token_error: |given| given.token_error.code();
}
