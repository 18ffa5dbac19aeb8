//! What a command counts, and the line it closes with.

use std::fmt;
use std::ops::AddAssign;

/// Checks that passed and checks that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Tally {
    /// Checks whose outcome was the expected one.
    pub passed: usize,
    /// Checks whose outcome was not.
    pub failed: usize,
}

impl Tally {
    /// One check.
    pub fn one(passed: bool) -> Self {
        Self { passed: usize::from(passed), failed: usize::from(!passed) }
    }

    /// The counts of the last line of `output` that reads `N passed, N failed`, with whatever follows.
    #[must_use]
    pub fn closing(output: &str) -> Option<Self> {
        output.lines().rev().find_map(|line| Self::in_line(line, ", "))
    }

    /// The sum over all `test result:` lines of cargo's test runner, or `None` when it ran none.
    #[must_use]
    pub fn of_tests(output: &str) -> Option<Self> {
        let results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        results.filter_map(|line| Self::in_line(line.split_once(". ")?.1, "; ")).reduce(|mut sum, tally| {
            sum += tally;
            sum
        })
    }

    fn in_line(line: &str, separator: &str) -> Option<Self> {
        let mut parts = line.trim().split(separator);
        let mut count = |word: &str| parts.next()?.strip_suffix(word)?.trim_end().parse().ok();
        Some(Self { passed: count("passed")?, failed: count("failed")? })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_is_the_last_of_its_shape() {
        let output = "1 passed, 1 failed\nnoise\n12 passed, 3 failed, 4 skipped\nbye\n";
        assert_eq!(Tally::closing(output), Some(Tally { passed: 12, failed: 3 }));
        assert_eq!(Tally::closing("12 passed\n"), None);
        assert_eq!(Tally::closing("passed, 1 failed"), None);
    }

    #[test]
    fn test_results_of_several_binaries_add_up() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 5 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        assert_eq!(Tally::of_tests(output), Some(Tally { passed: 7, failed: 1 }));
        assert_eq!(Tally::of_tests("error: could not compile"), None);
    }

    #[test]
    fn it_reads_back_what_it_writes() {
        let tally = Tally { passed: 3, failed: 1 };
        assert_eq!(Tally::closing(&tally.to_string()), Some(tally));
    }
}
