//! What a replay found.

/// Counts of cases, and each mismatch in a line.
#[derive(Debug, Default)]
pub struct Report {
    pub passed: usize,
    pub skipped: usize,
    pub failures: Vec<String>,
}

/// The expectations of one case.
#[derive(Debug, Default)]
pub struct Case {
    differences: Vec<String>,
}

impl Case {
    pub fn expect(&mut self, what: &str, expected: &str, got: &str) {
        if expected != got {
            self.differences.push(format!("{what}: expected {expected}, got {got}"));
        }
    }
}

impl Report {
    pub fn case(&mut self, id: &str, check: impl FnOnce(&mut Case)) {
        let mut case = Case::default();
        check(&mut case);
        if case.differences.is_empty() {
            self.passed += 1;
        } else {
            self.failures.push(format!("{id}: {}", case.differences.join("; ")));
        }
    }

    pub fn skip(&mut self, _id: &str, _reason: &'static str) {
        self.skipped += 1;
    }
}
