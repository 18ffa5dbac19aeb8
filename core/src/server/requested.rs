//! Why the header names in `access-control-request-headers` are not granted.

use super::reason::{Place, Reason};
use super::request::Request;
use crate::header::{is_token, split_element};
use crate::policy::{NameFault, Policy};

pub(super) fn reason(policy: &Policy<'_>, request: &Request<'_>) -> Option<Reason> {
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
