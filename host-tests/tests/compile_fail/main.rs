//! Policies that do not compile: the compiler says what the same policy is told at run time. And guards that do not.

mod table;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use table::BAD;

/// The one program whose mistake is not a policy's: a field that no policy has.
const NO_POLICY: &str = "unknown_field";

#[test]
fn bad_policies_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

#[test]
fn bad_guards_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/guard/*.rs");
}

#[test]
fn every_program_is_in_the_table() {
    let files: BTreeSet<_> = fs::read_dir("tests/ui").unwrap().map(|entry| entry.unwrap().path()).collect();
    let programs = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let names: BTreeSet<_> = programs.map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    let known: BTreeSet<_> = BAD.iter().map(|bad| bad.name).chain([NO_POLICY]).collect();
    assert_eq!(names, known);
}

#[test]
fn the_compiler_and_the_run_time_tell_the_same_codes() {
    for bad in BAD {
        let read =
            |extension| fs::read_to_string(Path::new("tests/ui").join(bad.name).with_extension(extension));
        let program = without_blanks(&read("rs").unwrap());
        assert!(program.contains(&format!("policy!{{{}}}", without_blanks(bad.fields))), "{}", bad.name);

        let at_run_time: Vec<_> = bad.spec.errors().map(|problem| problem.code().code()).collect();
        assert_eq!(at_run_time, bad.codes, "{}", bad.name);

        // The message is the first line; each error ends in its code, in brackets.
        let told = read("stderr").unwrap();
        let in_brackets = told.lines().next().unwrap().split('[').filter_map(|part| part.split_once(']'));
        let at_compile_time: Vec<_> =
            in_brackets.map(|(text, _)| text).filter(|text| is_code(text)).collect();
        assert_eq!(at_compile_time, bad.codes, "{}", bad.name);
    }
}

fn is_code(text: &str) -> bool {
    let in_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.bytes().all(in_code)
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}
