//! Policies that do not compile, and what the compiler says of them.

#[test]
fn bad_policies_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
