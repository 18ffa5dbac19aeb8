//! Why a request is denied, worked out when it is asked for.

use super::reason::{Place, Reason};
use super::request::Request;
use crate::header::{MAX_METHOD_LEN, is_token, split_element};
use crate::origin::Origin;
use crate::policy::{NameFault, Policy};

/// Why an origin that the policy does not grant is denied.
pub(super) fn origin(request: &Request<'_>) -> Reason {
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
pub(super) fn method(request: &Request<'_>) -> Reason {
    let method = request.requested_method().unwrap_or_default();
    if request.asked().method_repeated() {
        Reason::MethodMultiple
    } else if method.len() > MAX_METHOD_LEN {
        Reason::MethodTooLong
    } else if !is_token(method) {
        Reason::MethodMalformed
    } else {
        Reason::MethodNotAllowed
    }
}

/// Why header names that the policy does not grant are denied; `None` if it grants them.
pub(super) fn headers(policy: &Policy<'_>, request: &Request<'_>) -> Option<Reason> {
    let asked = request.asked();
    let (fault, number, list) = policy.check_asked_names(asked).err()?;
    let line = asked.lines().get(number).copied().unwrap_or_default();
    Some(match fault {
        NameFault::TooLong => Reason::HeadersTooLong,
        NameFault::TooManyLines => Reason::HeadersTooManyLines,
        NameFault::TooManyEmpty => Reason::HeadersTooManyEmpty,
        NameFault::TooManyNames => Reason::HeadersTooManyNames,
        NameFault::NotGranted if is_token(split_element(list).0) => {
            Reason::HeadersNotAllowed(Place::of_element(number, line, list.len()))
        }
        NameFault::NotGranted => Reason::HeadersMalformed(Place::of_element(number, line, list.len())),
    })
}
