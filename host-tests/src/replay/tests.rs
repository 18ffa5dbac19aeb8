//! Tests of the report and of what a replay prints.

use super::*;
use serde_json::json;

fn counts(passed: usize, failed: usize, skipped: usize) -> Counts {
    Counts { passed, failed, skipped }
}

fn listed(case: impl Into<CaseId>) -> Difference {
    let (design, reason) = ("origins".to_owned(), "laxer".to_owned());
    Difference { file: "forbidden".to_owned(), case: case.into(), design, reason }
}

/// `total` cases called 0, 1, ...; those in `wrong` do not hold.
fn run(report: &mut Report, total: usize, wrong: &[usize]) {
    for index in 0..total {
        report.case(&*index.to_string(), |case| {
            case.expect("holds", true, !wrong.contains(&index));
            Ok(())
        });
    }
}

#[test]
fn the_closing_line_has_skipped_only_when_there_are_some() {
    assert_eq!(counts(3, 0, 0).to_string(), "3 passed, 0 failed");
    assert_eq!(counts(3, 1, 2).to_string(), "3 passed, 1 failed, 2 skipped");
}

#[test]
fn a_case_counts_once_and_tells_every_expectation_that_did_not_hold() {
    let mut report = Report::default();
    report.case("a", |case| {
        case.expect("status", 204, 403);
        case.expect("kind", "allowed", "allowed");
        case.expect("value", json!(null), Some("x\u{7f}"));
        Ok(())
    });
    assert_eq!(report.close(), counts(0, 1, 0));
    assert_eq!(
        report.mismatches(),
        ["a: status: expected 204, got 403", "a: value: expected null, got \"x\\u007f\""]
    );
}

#[test]
fn json_and_native_values_compare_by_what_they_say() {
    let mut report = Report::default();
    report.case("a", |case| {
        case.expect("port", json!(8443), Some(8443_u16));
        case.expect("port", json!({"p": null})["p"].clone(), None::<u16>);
        case.expect("names", json!(["a", "b"]), vec!["a".to_owned(), "b".to_owned()]);
        Ok(())
    });
    assert_eq!(report.close(), counts(1, 0, 0));
}

#[test]
fn an_error_a_panic_and_an_empty_case_are_failures() {
    let mut report = Report::default();
    report.case("error", |_| anyhow::bail!("no such member"));
    report.case("panic", |case| {
        case.expect("holds", true, true);
        Vec::<u8>::new().remove(0);
        Ok(())
    });
    report.case("empty", |_| Ok(()));
    assert_eq!(report.close(), counts(0, 3, 0));
    assert_eq!(report.mismatches(), ["error: no such member", "panic: panicked", "empty: expects nothing"]);
}

#[test]
fn a_skipped_case_is_counted_under_its_reason_unless_something_was_compared() {
    let mut report = Report::default();
    report.skip("a", "unknown");
    report.skip("b", "unknown");
    report.case("c", |case| {
        case.skip("unknown");
        case.expect("scheme", "x", "x");
        Ok(())
    });
    report.case("d", |case| {
        case.skip("unknown");
        case.expect("scheme", "x", "y");
        Ok(())
    });
    assert_eq!(report.close(), counts(1, 1, 2));
    assert_eq!(report.skipped().collect::<Vec<_>>(), [("unknown", 2)]);
}

#[test]
fn the_short_forms_count_like_a_case() {
    let mut report = Report::default();
    report.pass();
    report.compare("a", "what", "x", "x");
    report.compare("b", "what", "x", "y");
    report.fail("c", "x", "y");
    assert_eq!(report.close(), counts(2, 2, 0));
    assert_eq!(report.mismatches(), ["b: what: expected \"x\", got \"y\"", "c: expected x, got y"]);
}

#[test]
fn a_listed_case_that_fails_is_skipped_with_its_reason() {
    let mut report = Report::new(vec![listed("7")]);
    run(&mut report, 20, &[7]);
    assert_eq!(report.close(), counts(19, 0, 1));
    assert_eq!(report.skipped().collect::<Vec<_>>(), [("listed difference (origins): laxer", 1)]);
}

#[test]
fn a_listed_case_that_passes_is_a_failure() {
    let mut report = Report::new(vec![listed("7")]);
    run(&mut report, 20, &[]);
    assert_eq!(report.close(), counts(19, 1, 0));
    assert_eq!(report.mismatches(), ["7: is listed as a difference and is none"]);
}

#[test]
fn a_listed_case_that_another_file_holds_does_not_matter() {
    let mut report = Report::new(vec![listed("99")]);
    run(&mut report, 1, &[]);
    assert_eq!(report.close(), counts(1, 0, 0));
}

#[test]
fn a_listed_case_is_found_by_its_input_wherever_it_stands() {
    let file = |before: usize| {
        let mut methods = vec![json!({"method": "GET", "forbidden": false}); before];
        methods.push(json!({"method": "TRACE", "forbidden": false}));
        methods.resize(20, json!({"method": "PUT", "forbidden": false}));
        json!({ "methods": methods })
    };
    for before in [0, 7, 19] {
        let mut report = Report::new(vec![listed(CaseId::of_input("methods", 3, json!("TRACE")))]);
        standard::forbidden::run(&file(before), &mut report).unwrap();
        assert_eq!(report.close(), counts(19, 0, 1), "after {before}");
    }
}

#[test]
fn more_than_five_per_cent_listed_is_a_failure() {
    for (total, failed) in [(40, 0), (39, 1)] {
        let mut report = Report::new(vec![listed("3"), listed("7")]);
        run(&mut report, total, &[3, 7]);
        assert_eq!(report.close(), counts(total - 2, failed, 2), "two of {total}");
    }
}

/// Writes a file into a folder of this test's own and replays it.
fn replay(test: &str, name: &str, content: &str) -> anyhow::Result<(Counts, String)> {
    let folder = std::env::temp_dir().join(format!("corselet-replay-{}-{test}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    std::fs::write(&path, content)?;
    let mut out = Vec::new();
    let result = files(&[&path], &mut out);
    std::fs::remove_dir_all(&folder)?;
    Ok((result?, String::from_utf8(out)?.replace(&*folder.to_string_lossy(), "DIR")))
}

#[test]
fn a_replay_prints_mismatches_reasons_and_the_closing_line_last() {
    let content = json!({"cases": [
        {"value": "https://a.example", "ua_canonical": false, "abnf_valid": false},
        {"value": "x:y", "ua_canonical": null, "abnf_valid": false},
        {"value": "https://a.example", "ua_canonical": true, "abnf_valid": false},
    ]});
    let (total, out) = replay("prints", "origin_header_parse.json", &content.to_string()).unwrap();
    assert_eq!(total, counts(1, 1, 1));
    let expected = "\
        origin_header_parse: cases[0] \"https://a.example\": ua_canonical: expected false, got true\n\
        DIR/origin_header_parse.json: 1 passed, 1 failed, 1 skipped\n  \
        1 skipped: what a user agent does is unknown for this scheme\n\
        1 passed, 1 failed, 1 skipped\n";
    assert_eq!(out, expected);
}

#[test]
fn a_file_that_cannot_be_replayed_is_an_error_and_not_a_count() {
    let error = |test, name, content| format!("{:#}", replay(test, name, content).unwrap_err());
    assert!(error("name", "no_such.json", r#"{"cases": []}"#).contains("unknown schema `no_such`"));
    assert!(
        error("member", "forbidden.json", r#"{"schema": "no_such/1"}"#)
            .contains("unknown schema `chromium/no_such`")
    );
    assert!(
        error("version", "forbidden.json", r#"{"schema": "classify/2"}"#)
            .contains("unknown schema `classify/2`")
    );
    assert!(error("json", "forbidden.json", r#"{"methods": ["#).contains("is not JSON"));
    assert!(error("empty", "forbidden.json", r#"{"methods": []}"#).contains("no case"));
    assert!(error("array", "forbidden.json", r#"{"methods": {}}"#).contains("`methods` is not an array"));
    let missing = files(&["/no/such/forbidden.json"], &mut Vec::new()).unwrap_err();
    assert!(format!("{missing:#}").contains("cannot be read"));
}

#[test]
fn an_unknown_file_stops_the_replay_before_any_output() {
    let known = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/standard/forbidden.json");
    let mut out = Vec::new();
    files(&[known, "/no/such/forbidden.json"], &mut out).unwrap_err();
    assert!(out.is_empty());
}

/// Every committed case file.
fn committed() -> Vec<std::path::PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let folders = std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path());
    let inside = folders.filter(|path| path.is_dir()).flat_map(|path| std::fs::read_dir(path).unwrap());
    inside
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect()
}

/// This holds the list to 5 % of each file too: see [`Report::close`].
#[test]
fn the_committed_cases_hold() {
    let mut out = Vec::new();
    let total = files(&committed(), &mut out).unwrap();
    assert_eq!(total.failed, 0, "{}", String::from_utf8_lossy(&out));
    assert!(total.passed > 0);
}

#[test]
fn every_committed_difference_is_met_in_a_committed_file() {
    let list = differences::committed().unwrap();
    let mut met = 0;
    for path in committed() {
        let (file, schema) = load(&path).unwrap();
        let mut report =
            Report::new(list.iter().filter(|entry| entry.file == schema.name).cloned().collect());
        (schema.run)(&file, &mut report).unwrap();
        met += report.met();
    }
    assert_eq!(met, list.len());
}
