//! The decision itself: origin, then method, then headers.

use super::decision::{Check, Decision, Outcome};
use super::own::CheckedHost;
use super::reason::Reason;
use super::request::Request;
use super::requested;
use crate::header::{MAX_METHOD_LEN, is_token};
use crate::origin::Origin;
use crate::policy::{Grant, Policy};

impl Policy<'_> {
    /// Decides about a request.
    ///
    /// An answer is granted by what Fetch's CORS protocol (`#http-cors-protocol`) will make of it: an actual request is
    /// granted or denied by its origin alone, a preflight also by the method and the headers it asks for. Whatever the
    /// input, the work is bounded: see [`crate::header::MAX_REQUEST_HEADERS_LEN`] and its neighbours. Reasons are not worked out here
    /// but when asked for.
    pub fn decide(&self, request: &Request<'_>) -> Decision<'_> {
        self.decide_at(request, None)
    }

    /// As [`decide`](Self::decide), and grants the server's own origin too, where its host was checked.
    pub(crate) fn decide_at(&self, request: &Request<'_>, own: Option<&CheckedHost<'_>>) -> Decision<'_> {
        let Some(origin) = request.origin() else {
            return Decision::new(self, self.everybody(), Outcome::NotCors, request);
        };
        let grant = if !self.depends_on_origin() {
            // Granted to everybody, whatever the origin.
            self.everybody()
        } else if request.origin_repeated() {
            return self.deny_origin(request);
        } else if let Some(grant) = self.find_exact(origin) {
            grant
        } else if self.has_pattern_for(origin) || own.is_some_and(|own| own.is_surely(origin)) {
            &Grant::COMPOSED
        } else {
            return self.deny_origin(request);
        };
        let outcome =
            if request.is_preflight() { self.decide_preflight(request) } else { Outcome::ActualAllowed };
        Decision::new(self, grant, outcome, request)
    }

    fn deny_origin(&self, request: &Request<'_>) -> Decision<'_> {
        let preflight = request.is_preflight();
        let outcome = if preflight { Outcome::PreflightDenied(Check::Origin) } else { Outcome::ActualDenied };
        Decision::new(self, self.everybody(), outcome, request)
    }

    /// What comes of a preflight whose origin is granted.
    #[inline(never)]
    fn decide_preflight(&self, request: &Request<'_>) -> Outcome {
        if request.method_repeated() || !self.grants_method(request.requested_method().unwrap_or_default()) {
            Outcome::PreflightDenied(Check::Method)
        } else if !requested::are_granted(self, request) {
            Outcome::PreflightDenied(Check::Headers)
        } else {
            Outcome::PreflightAllowed
        }
    }
}

/// Why an origin that the policy does not grant is denied.
pub(super) fn origin_reason(request: &Request<'_>) -> Reason {
    if request.origin_repeated() {
        return Reason::OriginMultiple;
    }
    match Origin::parse(request.origin().unwrap_or_default()) {
        Err(error) => Reason::OriginMalformed(error),
        Ok(Origin::Opaque) => Reason::OriginNull,
        Ok(Origin::Tuple(tuple)) if !tuple.is_dns_shaped() => Reason::OriginNotDnsShaped,
        Ok(Origin::Tuple(_)) => Reason::OriginNotAllowed,
    }
}

/// Why a method that the policy does not grant is denied.
pub(super) fn method_reason(request: &Request<'_>) -> Reason {
    let method = request.requested_method().unwrap_or_default();
    if request.method_repeated() {
        Reason::MethodMultiple
    } else if method.len() > MAX_METHOD_LEN {
        Reason::MethodTooLong
    } else if !is_token(method) {
        Reason::MethodMalformed
    } else {
        Reason::MethodNotAllowed
    }
}
