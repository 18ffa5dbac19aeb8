//! The decision itself: origin, then method, then headers.

use super::decision::{Check, Decision, OriginGrant, Verdict};
use super::own::CheckedHost;
use super::reason::Reason;
use super::request::Request;
use super::requested;
use crate::header::{MAX_METHOD_LEN, is_token};
use crate::origin::{Origin, locate};
use crate::policy::Policy;

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
        let origin = self.grant_origin(request, own);
        let (verdict, failed) = if request.origin().is_none() {
            (Verdict::NotCors, None)
        } else if !request.is_preflight() {
            match origin {
                Some(_) => (Verdict::ActualAllowed, None),
                None => (Verdict::ActualDenied, Some(Check::Origin)),
            }
        } else {
            let failed = if origin.is_none() {
                Some(Check::Origin)
            } else if check_method(self, request).is_err() {
                Some(Check::Method)
            } else if requested::check(self, request).is_err() {
                Some(Check::Headers)
            } else {
                None
            };
            (if failed.is_none() { Verdict::PreflightAllowed } else { Verdict::PreflightDenied }, failed)
        };
        let private_network = self.switches().private_network && request.asks_private_network();
        Decision::new(self, verdict, failed, origin, request.method() == b"OPTIONS", private_network)
    }

    /// How the policy grants the request's origin, if it does. A constant answer is granted to everybody, whatever the
    /// origin.
    fn grant_origin(&self, request: &Request<'_>, own: Option<&CheckedHost<'_>>) -> Option<OriginGrant> {
        if !self.depends_on_origin() {
            return Some(OriginGrant::Constant);
        }
        let value = request.origin()?;
        if request.origin_repeated() {
            return None;
        }
        if let Some(place) = self.find_exact(value) {
            return Some(OriginGrant::Exact(place));
        }
        if self.switches().null_origin && value == b"null" {
            return Some(OriginGrant::Null);
        }
        if self.has_patterns()
            && let Ok(origin) = locate(value)
            && self.matches_pattern(&origin)
        {
            return Some(OriginGrant::Pattern);
        }
        own.filter(|own| own.is_surely(value)).map(|_| OriginGrant::SameHost)
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

/// Checks the requested method. A listed one needs no further validation.
pub(super) fn check_method(policy: &Policy<'_>, request: &Request<'_>) -> Result<(), Reason> {
    let method = request.requested_method().unwrap_or_default();
    if request.method_repeated() {
        Err(Reason::MethodMultiple)
    } else if policy.lists_method(method) {
        Ok(())
    } else if method.len() > MAX_METHOD_LEN {
        Err(Reason::MethodTooLong)
    } else if !is_token(method) {
        Err(Reason::MethodMalformed)
    } else if !policy.wildcard_covers_method(method) {
        Err(Reason::MethodNotAllowed)
    } else {
        Ok(())
    }
}
