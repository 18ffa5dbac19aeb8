//! The names in `access-control-request-headers`, checked in one bounded pass.

use super::reason::{Place, Reason};
use super::request::Request;
use crate::header::{
    MAX_REQUEST_HEADERS_EMPTY, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES, MAX_REQUEST_HEADERS_NAMES,
    is_token, split_element,
};
use crate::policy::Policy;

/// Whether the policy grants every requested name. Any order, case, repetition, number of lines and white space is taken,
/// within the limits (RFC 9110 5.3, 5.6.1.2); the limits that need no scan come first.
///
/// Linear in the bytes, times the logarithm of the policy's list where names come unsorted.
pub(super) fn are_granted(policy: &Policy<'_>, request: &Request<'_>) -> bool {
    check(policy, request).is_ok()
}

/// Why it does not.
pub(super) fn reason(policy: &Policy<'_>, request: &Request<'_>) -> Option<Reason> {
    let (fault, number, list) = check(policy, request).err()?;
    let line = request.lines().get(number).copied().unwrap_or_default();
    Some(match fault {
        Fault::Length => Reason::HeadersTooLong,
        Fault::Lines => Reason::HeadersTooManyLines,
        Fault::Empty => Reason::HeadersTooManyEmpty,
        Fault::Count => Reason::HeadersTooManyNames,
        Fault::Name if is_token(split_element(list).0) => {
            Reason::HeadersNotAllowed(Place::of_element(number, line, list.len()))
        }
        Fault::Name => Reason::HeadersMalformed(Place::of_element(number, line, list.len())),
    })
}

enum Fault {
    Length,
    Lines,
    Empty,
    Count,
    Name,
}

/// A fault comes with the number of its line, and the line from the element at fault on.
fn check<'r>(policy: &Policy<'_>, request: &Request<'r>) -> Result<(), (Fault, usize, &'r [u8])> {
    if request.lines_len() > MAX_REQUEST_HEADERS_LEN {
        return Err((Fault::Length, 0, &[]));
    }
    if request.line_count() > MAX_REQUEST_HEADERS_LINES {
        return Err((Fault::Lines, 0, &[]));
    }
    let mut empty = request.blank_count();
    if empty > MAX_REQUEST_HEADERS_EMPTY {
        return Err((Fault::Empty, 0, &[]));
    }
    if let [line] = request.lines()
        && policy.header_count() <= MAX_REQUEST_HEADERS_NAMES
        && policy.lists_run(line)
    {
        return Ok(());
    }
    let mut count = 0_usize;
    for (number, line) in request.lines().iter().enumerate() {
        let mut rest = Some(*line);
        while let Some(list) = rest {
            let (name, after) = split_element(list);
            rest = after;
            if name.is_empty() {
                empty = empty.wrapping_add(1);
                if empty > MAX_REQUEST_HEADERS_EMPTY {
                    return Err((Fault::Empty, number, list));
                }
                continue;
            }
            count = count.wrapping_add(1);
            if count > MAX_REQUEST_HEADERS_NAMES {
                return Err((Fault::Count, number, list));
            }
            if !policy.lists_header(name) && !policy.wildcard_covers_header(name) {
                return Err((Fault::Name, number, list));
            }
        }
    }
    Ok(())
}
