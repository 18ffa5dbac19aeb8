//! The names in `access-control-request-headers`: checked in one bounded pass, and read again to be echoed.

use super::reason::{Place, Reason};
use super::request::Request;
use crate::header::{
    Elements, MAX_REQUEST_HEADERS_EMPTY, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES,
    MAX_REQUEST_HEADERS_NAMES,
};
use crate::policy::Policy;

/// Checks every requested name against the policy. Any order, case, repetition, number of lines and white space is
/// taken, within the limits (RFC 9110 5.3, 5.6.1.2); the limits that need no scan come first.
///
/// Linear in the bytes, times the logarithm of the policy's list where names come unsorted.
pub(super) fn check(policy: &Policy<'_>, request: &Request<'_>) -> Result<(), Reason> {
    if request.lines_len() > MAX_REQUEST_HEADERS_LEN {
        return Err(Reason::HeadersTooLong);
    }
    if request.line_count() > MAX_REQUEST_HEADERS_LINES {
        return Err(Reason::HeadersTooManyLines);
    }
    let mut empty = request.blank_count();
    let mut count = 0_usize;
    let mut last = 0_usize;
    if empty > MAX_REQUEST_HEADERS_EMPTY {
        return Err(Reason::HeadersTooManyEmpty);
    }
    for (number, line) in request.lines().iter().enumerate() {
        let mut elements = Elements::new(line);
        loop {
            let unread = elements.unread();
            let name = match elements.next() {
                None => break,
                Some(Ok([])) => {
                    empty = empty.saturating_add(1);
                    if empty > MAX_REQUEST_HEADERS_EMPTY {
                        return Err(Reason::HeadersTooManyEmpty);
                    }
                    continue;
                }
                Some(Ok(name)) => name,
                Some(Err(_)) => {
                    return Err(Reason::HeadersMalformed(Place::of_element(number, line, unread)));
                }
            };
            count = count.saturating_add(1);
            if count > MAX_REQUEST_HEADERS_NAMES {
                return Err(Reason::HeadersTooManyNames);
            }
            match policy.find_header(name, last) {
                Some(place) => last = place,
                None if policy.wildcard_covers(name) => {}
                None => return Err(Reason::HeadersNotAllowed(Place::of_element(number, line, unread))),
            }
        }
    }
    Ok(())
}

/// The requested names, each once, in the order they came. Only for a request that passed [`check`].
///
/// A name is held against those before it only where the names do not ascend; browsers send them ascending
/// (Fetch `#cors-unsafe-request-header-names`). At most 128 names, so at most 8,128 comparisons.
#[derive(Clone, Debug)]
pub(super) struct Names<'r> {
    request: Request<'r>,
    line: usize,
    elements: Elements<'r>,
    count: usize,
    last: &'r [u8],
    ascending: bool,
}

impl<'r> Names<'r> {
    pub(super) fn of(request: &Request<'r>) -> Self {
        let first = request.lines().first().copied().unwrap_or_default();
        Self {
            request: *request,
            line: 0,
            elements: Elements::new(first),
            count: 0,
            last: &[],
            ascending: true,
        }
    }

    /// The next name, repetitions included.
    fn next_any(&mut self) -> Option<&'r [u8]> {
        loop {
            match self.elements.next() {
                Some(Ok([])) => {}
                Some(Ok(name)) => {
                    self.count = self.count.saturating_add(1);
                    return Some(name);
                }
                Some(Err(_)) => return None,
                None => {
                    self.line = self.line.saturating_add(1);
                    self.elements = Elements::new(self.request.lines().get(self.line).copied()?);
                }
            }
        }
    }

    /// Whether this name, just read, came before.
    fn repeats(&self, name: &[u8]) -> bool {
        let mut before = Self::of(&self.request);
        while let Some(other) = before.next_any() {
            if before.count >= self.count {
                return false;
            }
            if other.eq_ignore_ascii_case(name) {
                return true;
            }
        }
        false
    }
}

impl<'r> Iterator for Names<'r> {
    type Item = &'r [u8];

    fn next(&mut self) -> Option<&'r [u8]> {
        loop {
            let name = self.next_any()?;
            let lower = |name: &'r [u8]| name.iter().map(u8::to_ascii_lowercase);
            self.ascending &= lower(self.last).lt(lower(name));
            self.last = name;
            if self.ascending || !self.repeats(name) {
                return Some(name);
            }
        }
    }
}
