//! The workloads.

use corselet::{Request, Verdict};

use crate::Grants;
use crate::requests::{self, Line};

/// A request and the policy that it is decided by.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// By which its figures are found.
    pub name: &'static str,
    /// Whom its policy grants.
    pub grants: Grants,
    /// What is decided about it.
    pub verdict: Verdict,
    /// The request's method.
    pub method: &'static [u8],
    /// The request's header lines, a browser's ten others included.
    pub lines: &'static [(&'static [u8], &'static [u8])],
}

impl Workload {
    /// The request, with all its lines observed.
    #[must_use]
    pub fn request(&self) -> Request<'static> {
        let mut request = Request::new(self.method);
        self.lines.iter().for_each(|(name, value)| request.observe(name, value));
        request
    }

    const fn actual(name: &'static str, grants: Grants, verdict: Verdict, lines: &'static [Line]) -> Self {
        Self { name, grants, verdict, method: b"GET", lines }
    }

    const fn preflight(name: &'static str, grants: Grants, verdict: Verdict, lines: &'static [Line]) -> Self {
        Self { name, grants, verdict, method: b"OPTIONS", lines }
    }
}

use Grants::{ManyNames, Numbered, One, Subdomains};
use Verdict::{ActualAllowed, ActualDenied, NotCors, PreflightAllowed, PreflightDenied};

/// All workloads. Origins that are granted are the last of their list.
pub static WORKLOADS: &[Workload] = &[
    Workload::actual("not-cors", One, NotCors, &requests::NOT_CORS),
    Workload::actual("actual", One, ActualAllowed, &requests::ACTUAL),
    Workload::actual("actual-denied", One, ActualDenied, &requests::FOREIGN_ACTUAL),
    Workload::preflight("preflight", One, PreflightAllowed, &requests::PREFLIGHT),
    Workload::preflight("preflight-denied", One, PreflightDenied, &requests::FOREIGN_PREFLIGHT),
    Workload::actual("10-hit", Numbered(10), ActualAllowed, &requests::LAST_OF_10),
    Workload::actual("10-miss", Numbered(10), ActualDenied, &requests::NOT_NUMBERED),
    Workload::actual("100-hit", Numbered(100), ActualAllowed, &requests::LAST_OF_100),
    Workload::actual("100-miss", Numbered(100), ActualDenied, &requests::NOT_NUMBERED),
    Workload::actual("1000-hit", Numbered(1_000), ActualAllowed, &requests::LAST_OF_1_000),
    Workload::actual("1000-miss", Numbered(1_000), ActualDenied, &requests::NOT_NUMBERED),
    #[cfg(feature = "std")]
    Workload::actual("10000-hit", Numbered(10_000), ActualAllowed, &requests::LAST_OF_10_000),
    #[cfg(feature = "std")]
    Workload::actual("10000-miss", Numbered(10_000), ActualDenied, &requests::NOT_NUMBERED),
    #[cfg(feature = "std")]
    Workload::actual("100000-hit", Numbered(100_000), ActualAllowed, &requests::LAST_OF_100_000),
    #[cfg(feature = "std")]
    Workload::actual("100000-miss", Numbered(100_000), ActualDenied, &requests::NOT_NUMBERED),
    Workload::actual("subdomain-hit", Subdomains, ActualAllowed, &requests::SUBDOMAIN),
    Workload::actual("subdomain-miss", Subdomains, ActualDenied, &requests::NO_SUBDOMAIN),
    Workload::preflight("commas-16k", One, PreflightDenied, &requests::COMMAS),
    Workload::preflight("tokens-16k", One, PreflightDenied, &requests::TOKENS),
    Workload::preflight("repeated-16k", One, PreflightDenied, &requests::REPEATED),
    Workload::actual("origin-16k", One, ActualDenied, &requests::LONG_ORIGIN),
    Workload::actual("subdomain-16k", Subdomains, ActualDenied, &requests::LONG_SUBDOMAIN),
    Workload::preflight("worst-names", ManyNames, PreflightAllowed, &requests::WORST),
];
