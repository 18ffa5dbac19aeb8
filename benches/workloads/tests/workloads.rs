//! The workloads are what their names say.
#![cfg(feature = "std")]

use corselet::Verdict;
use workloads::WORKLOADS;

fn lines_of(workload: &workloads::Workload, name: &str) -> Vec<&'static [u8]> {
    let lines = workload.lines.iter().filter(|(line, _)| *line == name.as_bytes());
    lines.map(|(_, value)| *value).collect()
}

#[test]
fn each_comes_to_its_verdict() {
    for workload in WORKLOADS {
        let decision = workload.grants.policy().decide(&workload.request());
        assert_eq!(decision.verdict(), workload.verdict, "{}", workload.name);
    }
}

#[test]
fn each_has_a_browsers_ten_other_lines() {
    for workload in WORKLOADS {
        let cors = ["origin", "access-control-request-method", "access-control-request-headers"];
        let own: usize = cors.iter().map(|name| lines_of(workload, name).len()).sum();
        assert_eq!(workload.lines.len(), own + 10, "{}", workload.name);
    }
}

#[test]
fn the_worst_is_the_longest_that_is_accepted() {
    let worst = WORKLOADS.iter().find(|workload| workload.name == "worst-names").unwrap();
    let lines = lines_of(worst, "access-control-request-headers");
    assert_eq!(lines.len(), 4);
    assert_eq!(lines.iter().map(|line| line.len()).sum::<usize>(), 4_095);
    let names: Vec<&[u8]> =
        lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).map(<[u8]>::trim_ascii).collect();
    let mut each = names.iter().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>();
    assert!(!each.is_sorted());
    each.sort();
    each.dedup();
    assert_eq!((names.len(), each.len()), (128, 128));
    assert_eq!(worst.verdict, Verdict::PreflightAllowed);
}

#[test]
fn hostile_values_have_16_kib() {
    for workload in WORKLOADS.iter().filter(|workload| workload.name.ends_with("-16k")) {
        let longest = workload.lines.iter().map(|(_, value)| value.len()).max();
        assert_eq!(longest, Some(16 * 1024), "{}", workload.name);
    }
}

#[test]
fn answers_have_the_size_of_the_floors() {
    let mut buffer = [0; 1_024];
    for (name, len) in [("actual", 108), ("preflight", 331)] {
        let workload = WORKLOADS.iter().find(|workload| workload.name == name).unwrap();
        let request = workload.request();
        let decision = workload.grants.policy().decide(&request);
        assert_eq!(decision.write_to(&request, &mut buffer).unwrap().len(), len, "{name}");
    }
}
