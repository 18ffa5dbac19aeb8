//! The decision itself: origin, then method, then headers.

use super::decision::{Check, Decision, Outcome};
use super::own::CheckedHost;
use super::request::Request;
use crate::policy::{Grant, Policy};

impl Policy<'_> {
    /// Decides about a request.
    ///
    /// An answer is granted by what Fetch's CORS protocol (`#http-cors-protocol`) will make of it: an actual request is
    /// granted or denied by its origin alone, a preflight also by the method and the headers it asks for. Whatever the
    /// input, the work is bounded: see [`crate::header::MAX_REQUEST_HEADERS_LEN`] and its neighbours. Reasons are not worked
    /// out here but when asked for.
    // Inlined, as most programs call it once: then nothing of the decision goes through memory before it is acted upon.
    #[inline(always)]
    pub fn decide(&self, request: &Request<'_>) -> Decision<'_> {
        self.decide_at(request, None)
    }

    /// As [`decide`](Self::decide), and grants the server's own origin too, where its host was checked.
    #[inline(always)]
    pub(crate) fn decide_at(&self, request: &Request<'_>, own: Option<&CheckedHost<'_>>) -> Decision<'_> {
        let Some(origin) = request.origin() else {
            return Decision::new(self, self.everybody(), Outcome::NotCors, request);
        };
        let granted = if !self.depends_on_origin() {
            // Granted to everybody, whatever the origin.
            Some(self.everybody())
        } else if request.origin_repeated() {
            None
        } else {
            self.grant_to(origin, own)
        };
        let (grant, outcome) = match (granted, request.is_preflight()) {
            (Some(grant), false) => (grant, Outcome::ActualAllowed),
            (Some(grant), true) => (grant, self.decide_preflight(request)),
            (None, false) => (self.everybody(), Outcome::ActualDenied),
            (None, true) => (self.everybody(), Outcome::PreflightDenied(Check::Origin)),
        };
        Decision::new(self, grant, outcome, request)
    }

    #[inline(always)]
    fn grant_to(&self, origin: &[u8], own: Option<&CheckedHost<'_>>) -> Option<&Grant> {
        self.find_exact(origin).or_else(|| self.grants_composed(origin, own).then_some(&Grant::COMPOSED))
    }

    /// Whether an origin that is no entry is granted: by a pattern, or as the server's own.
    #[cold]
    fn grants_composed(&self, origin: &[u8], own: Option<&CheckedHost<'_>>) -> bool {
        self.has_pattern_for(origin) || own.is_some_and(|own| own.is_surely(origin))
    }

    /// What comes of a preflight whose origin is granted.
    #[inline(never)]
    fn decide_preflight(&self, request: &Request<'_>) -> Outcome {
        if !self.grants_asked_method(request.asked()) {
            Outcome::PreflightDenied(Check::Method)
        } else if !self.grants_asked_names(request.asked()) {
            Outcome::PreflightDenied(Check::Headers)
        } else {
            Outcome::PreflightAllowed
        }
    }
}
