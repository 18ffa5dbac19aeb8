//! The entries of `corselet::policy`.

use corselet::policy::StoredPolicy;

entries! {
    problems: |given| given.spec.problems();
    errors: |given| given.spec.errors();
    problem: |given| given.problems.next();
    problem_in_const: |given| given.problems.next_problem();
    problem_parts: |given| (given.problem.code(), given.problem.field(), given.problem.index());
    problem_range: |given| (given.problem.range(), given.problem.is_warning());
    problem_texts: |given| (given.problem.code().as_str(), given.problem.field().as_str());
    problem_kind: |given| given.problem.code().kind();
    statuses: |given| (given.policy.success_status(), given.policy.denial_status());
    depends_on_origin: |given| given.policy.depends_on_origin();
    block_len: |given| given.policy.max_block_len();
    build: |given| StoredPolicy::<1024, 8, 16>::try_build(given.spec);
    replace: |given| given.stored.try_replace(given.spec);
    stored: |given| given.stored.policy();
}
