//! What was decided, and what to do about it.

use super::decide::{check_method, origin_reason};
use super::reason::Reason;
use super::request::Request;
use super::requested;
use crate::policy::Policy;

/// What was decided about a request. Borrows the policy only: the request may be handed on to its handler, and is needed
/// again only where the answer echoes some of it.
#[derive(Clone, Copy, Debug)]
#[must_use = "a decision takes effect only through its action and its fields"]
pub struct Decision<'p> {
    policy: &'p Policy<'p>,
    verdict: Verdict,
    failed: Option<Check>,
    origin: Option<OriginGrant>,
    options: bool,
    private_network: bool,
}

/// What a server is to do with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use]
#[allow(clippy::exhaustive_enums, reason = "a server can do no more, and must not overlook one")]
pub enum Action {
    /// Run the handler, and add the decision's fields to whatever it answers, errors too.
    Forward,
    /// A granted preflight: answer with this status, the decision's fields and no body. The handler does not run.
    Respond {
        /// The status, 200 to 299.
        status: u16,
    },
    /// Refused: answer with this status and the decision's fields. The handler does not run.
    Reject {
        /// The status, 400 to 599.
        status: u16,
    },
}

/// What kind of request it is, and whether its origin may have what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Verdict {
    /// No `origin`: not a CORS request (Fetch `#cors-request`).
    NotCors,
    /// A request whose answer the page may read.
    ActualAllowed,
    /// A request whose answer the page may not read. It still reaches the handler: CORS decides about reading only.
    ActualDenied,
    /// A preflight (Fetch `#cors-preflight-request`) that is granted.
    PreflightAllowed,
    /// A preflight that is denied.
    PreflightDenied,
}

impl Verdict {
    /// Whether it is about anything but a preflight.
    pub(super) const fn is_actual(self) -> bool {
        matches!(self, Self::NotCors | Self::ActualAllowed | Self::ActualDenied)
    }
}

/// The checks, in the order they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Check {
    /// Does the policy grant the origin?
    Origin,
    /// Does it grant the method that the preflight asks for?
    Method,
    /// Does it grant the header names that the preflight asks for?
    Headers,
}

/// How a policy grants an origin, and so where the origin in the answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OriginGrant {
    /// The same answer for everybody.
    Constant,
    /// A place in the policy's list of exact origins.
    Exact(usize),
    /// A pattern: the answer echoes the request's origin.
    Pattern,
    /// The server's own origin: the answer echoes it from the request.
    SameHost,
    /// `null`.
    Null,
}

impl<'p> Decision<'p> {
    pub(super) const fn new(
        policy: &'p Policy<'p>,
        verdict: Verdict,
        failed: Option<Check>,
        origin: Option<OriginGrant>,
        options: bool,
        private_network: bool,
    ) -> Self {
        Self { policy, verdict, failed, origin, options, private_network }
    }

    /// What to do.
    pub const fn action(&self) -> Action {
        match self.verdict {
            Verdict::PreflightAllowed => Action::Respond { status: self.policy.success_status() },
            Verdict::PreflightDenied => Action::Reject { status: self.policy.denial_status() },
            Verdict::NotCors | Verdict::ActualAllowed | Verdict::ActualDenied => Action::Forward,
        }
    }

    /// What kind of request it is, and whether it is granted.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The check that failed; `None` unless the request was denied.
    #[must_use]
    pub const fn failed_check(&self) -> Option<Check> {
        self.failed
    }

    /// Why the request was denied, worked out now; `None` unless it was. Hand in the request that was decided about. Costs
    /// about as much as the decision.
    #[must_use]
    pub fn reason(&self, request: &Request<'_>) -> Option<Reason> {
        match self.failed? {
            Check::Origin => Some(origin_reason(request)),
            Check::Method => check_method(self.policy, request).err(),
            Check::Headers => requested::check(self.policy, request).err(),
        }
    }

    pub(super) const fn policy(&self) -> &'p Policy<'p> {
        self.policy
    }

    pub(super) const fn origin(&self) -> Option<OriginGrant> {
        self.origin
    }

    /// Whether the answer to an actual request tells caches what it depends on: OPTIONS is not cached (RFC 9110 9.3.7).
    pub(super) const fn varies(&self) -> bool {
        !self.options || self.policy.switches().options_cached
    }

    pub(super) const fn is_granted(&self) -> bool {
        matches!(self.verdict, Verdict::ActualAllowed | Verdict::PreflightAllowed)
    }

    /// The same decision, denied by its origin.
    pub(super) const fn denied(&self) -> Self {
        let verdict = match self.verdict {
            Verdict::PreflightAllowed | Verdict::PreflightDenied => Verdict::PreflightDenied,
            Verdict::NotCors | Verdict::ActualAllowed | Verdict::ActualDenied => Verdict::ActualDenied,
        };
        Self { verdict, failed: Some(Check::Origin), origin: None, ..*self }
    }

    pub(super) const fn answers_private_network(&self) -> bool {
        self.private_network
    }
}
