//! What a replay found.

use std::collections::BTreeMap;

/// Counts of one case file, and every mismatch.
#[derive(Debug, Default)]
pub struct Report {
    passed: usize,
    failures: Vec<(String, Vec<String>)>,
    skipped: BTreeMap<&'static str, usize>,
}

/// The expectations of one case.
#[derive(Debug, Default)]
pub struct Case {
    differences: Vec<String>,
    skipped: Option<&'static str>,
}

impl Case {
    /// Expects two texts to be equal.
    pub fn expect(&mut self, what: &str, expected: &str, got: &str) {
        if expected != got {
            self.differences.push(format!("{what}: expected {expected}, got {got}"));
        }
    }

    /// Leaves the case out, for a reason that is listed.
    pub fn skip(&mut self, reason: &'static str) {
        self.skipped = Some(reason);
    }
}

impl Report {
    /// Runs one case: it passes if every expectation in it holds.
    pub fn case(&mut self, id: &str, run: impl FnOnce(&mut Case)) {
        let mut case = Case::default();
        run(&mut case);
        if let Some(reason) = case.skipped {
            *self.skipped.entry(reason).or_default() += 1;
        } else if case.differences.is_empty() {
            self.passed += 1;
        } else {
            self.failures.push((id.to_owned(), case.differences));
        }
    }

    /// How many cases passed.
    pub fn passed(&self) -> usize {
        self.passed
    }

    /// The cases that failed, with their differences.
    pub fn failures(&self) -> &[(String, Vec<String>)] {
        &self.failures
    }

    /// How many cases were left out, by reason.
    pub fn skipped(&self) -> &BTreeMap<&'static str, usize> {
        &self.skipped
    }
}
