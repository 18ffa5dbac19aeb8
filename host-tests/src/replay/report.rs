//! What became of the cases of one file.

use super::isomorphic::printable;
use super::{CaseId, Difference, differences};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many cases passed, failed and were skipped. Displayed, it is the line that a replay closes with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Counts {
    /// Cases that turned out as expected.
    pub passed: usize,
    /// Cases that did not.
    pub failed: usize,
    /// Cases that say nothing that could be compared, or on which the project differs on purpose.
    pub skipped: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

/// The report on one file: one case, one count.
#[derive(Debug, Default)]
pub struct Report {
    counts: Counts,
    mismatches: Vec<String>,
    skipped: BTreeMap<Cow<'static, str>, usize>,
    listed: Vec<Difference>,
    /// How many cases of this file were on the list.
    met: usize,
}

impl Report {
    /// A report on a file of which these cases are known to be decided otherwise.
    #[must_use]
    pub fn new(listed: Vec<Difference>) -> Self {
        Self { listed, ..Self::default() }
    }

    /// Runs one case: it passes if every expectation in it held, and fails once, with a line for each that did not.
    /// It fails too when it panics, returns an error, or expects nothing at all without saying why.
    ///
    /// A listed case that fails is skipped; one that passes is a failure, because its entry is stale.
    pub fn case(&mut self, id: impl Into<CaseId>, check: impl FnOnce(&mut Case) -> anyhow::Result<()>) {
        let id = id.into();
        let mut case = Case::default();
        match catch_unwind(AssertUnwindSafe(|| check(&mut case))) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => case.fail(format!("{error:#}")),
            Err(_) => case.fail("panicked"),
        }
        if case.expectations == 0 && case.skip.is_none() {
            case.fail("expects nothing");
        }
        let listed = self.listed.iter().find(|difference| difference.case == id).map(Difference::why);
        self.met += usize::from(listed.is_some());
        match (listed, case) {
            (None, Case { problems, .. }) if !problems.is_empty() => self.failure(&id, &problems),
            (None, Case { expectations: 0, skip: Some(reason), .. }) => self.skipping(reason),
            (None, _) => self.counts.passed += 1,
            (Some(why), Case { problems, .. }) if !problems.is_empty() => self.skipping(why.into()),
            (Some(_), _) => self.failure(&id, &["is listed as a difference and is none".to_owned()]),
        }
    }

    /// A case with one expectation.
    pub fn compare(&mut self, id: &str, what: &str, expected: &str, got: &str) {
        self.case(id, |case| {
            case.expect(what, expected, got);
            Ok(())
        });
    }

    /// A case that passed and has no name: one of many of which only the failures are worth a line.
    pub fn pass(&mut self) {
        self.counts.passed += 1;
    }

    /// A case that failed.
    pub fn fail(&mut self, id: &str, expected: &str, got: &str) {
        self.case(id, |case| {
            case.fail(format!("expected {expected}, got {got}"));
            Ok(())
        });
    }

    /// A case that is not compared.
    pub fn skip(&mut self, id: &str, reason: &'static str) {
        self.case(id, |case| {
            case.skip(reason);
            Ok(())
        });
    }

    /// Counts one failure more if too many of the file's cases are listed; to be called when all have run.
    pub fn close(&mut self) -> Counts {
        let Counts { passed, failed, skipped } = self.counts;
        let cases = passed + failed + skipped;
        if self.met * differences::ONE_IN > cases {
            let problem =
                format!("{} of {cases} cases are listed, more than one in {}", self.met, differences::ONE_IN);
            self.failure(&CaseId::from("differences"), &[problem]);
        }
        self.counts
    }

    /// One line for each expectation that did not hold.
    #[must_use]
    pub fn mismatches(&self) -> &[String] {
        &self.mismatches
    }

    /// How many of the file's cases were on the list.
    #[cfg(test)]
    pub(super) fn met(&self) -> usize {
        self.met
    }

    /// Why cases were skipped, and how many each.
    pub fn skipped(&self) -> impl Iterator<Item = (&str, usize)> {
        self.skipped.iter().map(|(reason, count)| (&**reason, *count))
    }

    fn failure(&mut self, id: &CaseId, problems: &[String]) {
        self.counts.failed += 1;
        self.mismatches.extend(problems.iter().map(|problem| format!("{id}: {problem}")));
    }

    fn skipping(&mut self, reason: Cow<'static, str>) {
        self.counts.skipped += 1;
        *self.skipped.entry(reason).or_default() += 1;
    }
}

/// One case while it runs.
#[derive(Debug, Default)]
pub struct Case {
    expectations: usize,
    problems: Vec<String>,
    skip: Option<Cow<'static, str>>,
}

impl Case {
    /// Expects two values to be equal as JSON: a member of the case, and what the engine made of its input.
    pub fn expect(&mut self, what: &str, expected: impl Serialize, got: impl Serialize) {
        self.expectations += 1;
        match (serde_json::to_value(expected), serde_json::to_value(got)) {
            (Ok(expected), Ok(got)) if expected == got => {}
            (Ok(expected), Ok(got)) => {
                let (expected, got) = (printable(&expected), printable(&got));
                self.problems.push(format!("{what}: expected {expected}, got {got}"));
            }
            (Err(error), _) | (_, Err(error)) => self.problems.push(format!("{what}: {error}")),
        }
    }

    /// Fails the case.
    pub fn fail(&mut self, problem: impl Into<String>) {
        self.expectations += 1;
        self.problems.push(problem.into());
    }

    /// Says why the case may have nothing to compare: it is skipped, unless something was compared all the same.
    pub fn skip(&mut self, reason: &'static str) {
        self.skip = Some(reason.into());
    }
}
