//! The entries of `corselet::policy`.

use corselet::origin::site::LastLabel;
use corselet::policy::{PolicyText, StoredPolicy, TextErrors};

entries! {
    problems: |given| given.spec.problems();
    errors: |given| given.spec.errors();
    warnings: |given| given.spec.warnings();
    suffix_problems: |given| given.spec.suffix_problems(&LastLabel);
    suffix_problem: |given| given.suffix_problems.next();
    problem: |given| given.problems.next();
    problem_in_const: |given| given.problems.next_problem();
    problem_parts: |given| (given.problem.code(), given.problem.field(), given.problem.index());
    problem_range: |given| (given.problem.range(), given.problem.is_warning());
    problem_texts: |given| (given.problem.code().as_str(), given.problem.field().as_str());
    problem_kind: |given| (given.problem.code().kind(), given.problem.code().code());
    field_is_list: |given| given.problem.field().is_list();
    statuses: |given| (given.policy.success_status(), given.policy.denial_status());
    depends_on_origin: |given| given.policy.depends_on_origin();
    block_len: |given| given.policy.max_block_len();
    build: |given| StoredPolicy::<1024, 8, 16>::try_build(given.spec);
    replace: |given| given.stored.try_replace(given.spec);
    add_origin: |given| given.stored.add_origin(given.text);
    remove_origin: |given| given.stored.remove_origin(given.text);
    stored: |given| given.stored.policy();
    read_text: |given| PolicyText::<'_, 8, 16>::parse(given.bytes);
    text_spec: |given| given.policy_text.spec();
    text_place: |given| given.policy_text.locate(given.problem);
    text_errors: |given| TextErrors::of(given.bytes);
    text_error: |given| given.text_errors.next();
    text_error_parts: |given| (given.text_error.kind(), given.text_error.place().line(), given.text_error.place().range());
    text_error_texts: |given| (given.text_error.kind().as_str(), given.text_error.kind().code());
    write_spec: |given| given.spec.write_text(given.buffer).map(<[u8]>::len);
    write_policy: |given| given.policy.write_text(given.buffer).map(<[u8]>::len);
}
