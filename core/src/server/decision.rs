//! What was decided, and what to do about it.

use super::reason::Reason;
use super::request::Request;
use super::why;
use crate::policy::{Grant, Policy};

/// What was decided about a request. Borrows the policy only: the request may be handed on to its handler, and is needed
/// again only where the answer echoes some of it.
#[derive(Clone, Copy, Debug)]
#[must_use = "a decision takes effect only through its action and its fields"]
pub struct Decision<'p> {
    policy: &'p Policy<'p>,
    grant: &'p Grant,
    outcome: Outcome,
    options: bool,
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

/// A verdict, with the check that failed where that is not plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    NotCors,
    ActualAllowed,
    ActualDenied,
    PreflightAllowed,
    PreflightDenied(Check),
}

impl<'p> Decision<'p> {
    pub(super) const fn new(
        policy: &'p Policy<'p>,
        grant: &'p Grant,
        outcome: Outcome,
        request: &Request<'_>,
    ) -> Self {
        Self { policy, grant, outcome, options: request.is_options() }
    }

    /// What to do.
    pub const fn action(&self) -> Action {
        match self.outcome {
            Outcome::PreflightAllowed => Action::Respond { status: self.policy.success_status() },
            Outcome::PreflightDenied(_) => Action::Reject { status: self.policy.denial_status() },
            Outcome::NotCors | Outcome::ActualAllowed | Outcome::ActualDenied => Action::Forward,
        }
    }

    /// What kind of request it is, and whether it is granted.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self.outcome {
            Outcome::NotCors => Verdict::NotCors,
            Outcome::ActualAllowed => Verdict::ActualAllowed,
            Outcome::ActualDenied => Verdict::ActualDenied,
            Outcome::PreflightAllowed => Verdict::PreflightAllowed,
            Outcome::PreflightDenied(_) => Verdict::PreflightDenied,
        }
    }

    /// The check that failed; `None` unless the request was denied.
    #[must_use]
    pub const fn failed_check(&self) -> Option<Check> {
        match self.outcome {
            Outcome::ActualDenied => Some(Check::Origin),
            Outcome::PreflightDenied(check) => Some(check),
            Outcome::NotCors | Outcome::ActualAllowed | Outcome::PreflightAllowed => None,
        }
    }

    /// Why the request was denied, worked out now; `None` unless it was. Hand in the request that was decided about. Costs
    /// about as much as the decision.
    #[must_use]
    pub fn reason(&self, request: &Request<'_>) -> Option<Reason> {
        match self.failed_check()? {
            Check::Origin => Some(why::origin(request)),
            Check::Method => Some(why::method(request)),
            Check::Headers => why::headers(self.policy, request),
        }
    }

    pub(super) const fn policy(&self) -> &'p Policy<'p> {
        self.policy
    }

    pub(super) const fn outcome(&self) -> Outcome {
        self.outcome
    }

    pub(super) const fn grant(&self) -> &'p Grant {
        self.grant
    }

    pub(super) const fn is_options(&self) -> bool {
        self.options
    }

    pub(super) const fn is_granted(&self) -> bool {
        matches!(self.outcome, Outcome::ActualAllowed | Outcome::PreflightAllowed)
    }

    /// The same decision, denied by its origin.
    pub(super) const fn denied(&self) -> Self {
        let outcome = match self.outcome {
            Outcome::PreflightAllowed | Outcome::PreflightDenied(_) => {
                Outcome::PreflightDenied(Check::Origin)
            }
            Outcome::NotCors | Outcome::ActualAllowed | Outcome::ActualDenied => Outcome::ActualDenied,
        };
        Self { outcome, grant: self.policy.everybody(), ..*self }
    }
}
