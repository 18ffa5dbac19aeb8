//! The committed cases, as a test: `cargo replay` over all of them.

use host_tests::{replay, repo};

#[test]
fn no_committed_case_fails() {
    let files = repo::case_files();
    assert!(files.len() > 20, "the case files are there");
    let mut told = Vec::new();
    let counts = replay::files(&files, &mut told).unwrap();
    assert_eq!(counts.failed, 0, "{}", String::from_utf8_lossy(&told));
    assert!(counts.passed > 5_000);
}
