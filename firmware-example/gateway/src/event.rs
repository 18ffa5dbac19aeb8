//! What the device logs about a request.

use core::fmt;
use corselet::Verdict;
use corselet::explain::NearMiss;
use corselet::guard;
use corselet::header::HeadError;
use corselet::server::Reason;

/// One request, as it was answered. Shown as a line: method, route, status, verdict, reason, origin, and how near it came
/// to being granted; bytes that came from the network are escaped.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    pub(crate) method: &'a [u8],
    pub(crate) route: &'static str,
    pub(crate) status: u16,
    pub(crate) outcome: Outcome,
    pub(crate) origin: Option<&'a [u8]>,
    pub(crate) near_miss: Option<NearMiss>,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was decided, and denied for a reason if it was.
    Decided(Verdict, Option<Reason>),
    /// The guard refused it.
    Refused(guard::Reason),
    /// Its head was refused.
    BadHead(HeadError),
    /// Its target has no normal form.
    BadTarget,
}

impl Event<'_> {
    /// How far the request came.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The status it was answered with.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }
}

impl Outcome {
    /// The verdict in words.
    pub(crate) const fn verdict(self) -> &'static str {
        match self {
            Self::Decided(Verdict::NotCors, _) => "not-cors",
            Self::Decided(Verdict::ActualAllowed, _) => "actual-allowed",
            Self::Decided(Verdict::ActualDenied, _) => "actual-denied",
            Self::Decided(Verdict::PreflightAllowed, _) => "preflight-allowed",
            Self::Decided(Verdict::PreflightDenied, _) => "preflight-denied",
            Self::Decided(..) => "decided",
            Self::Refused(_) => "refused",
            Self::BadHead(_) => "bad-head",
            Self::BadTarget => "bad-target",
        }
    }

    /// The reason in words, or `-`.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Decided(_, Some(reason)) => reason.code(),
            Self::Decided(_, None) => "-",
            Self::Refused(reason) => reason.code(),
            Self::BadHead(error) => error.as_str(),
            Self::BadTarget => "the path has more than one reading",
        }
    }
}

impl fmt::Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, route, status, outcome, origin, near_miss } = self;
        let origin = origin.unwrap_or(b"-").escape_ascii();
        let method = method.escape_ascii();
        write!(f, "{method} {route} {status} {} {} origin={origin}", outcome.verdict(), outcome.reason())?;
        near_miss.map_or(Ok(()), |near_miss| write!(f, " ({near_miss})"))
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Event<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        // A method is a token.
        let method = core::str::from_utf8(self.method).unwrap_or_default();
        let (verdict, reason) = (self.outcome.verdict(), self.outcome.reason());
        defmt::write!(
            f,
            "{=str} {=str} {=u16} {=str} {=str} origin=",
            method,
            self.route,
            self.status,
            verdict,
            reason
        );
        let origin = self.origin.unwrap_or(b"-");
        match core::str::from_utf8(origin) {
            Ok(text) if origin.iter().all(u8::is_ascii_graphic) => defmt::write!(f, "{=str}", text),
            _ => defmt::write!(f, "{=[u8]:a}", origin),
        }
        if let Some(near_miss) = self.near_miss {
            defmt::write!(f, " (the policy has this origin");
            for change in near_miss.changes() {
                defmt::write!(f, " {=str}", change.as_str());
            }
            defmt::write!(f, ")");
        }
    }
}
