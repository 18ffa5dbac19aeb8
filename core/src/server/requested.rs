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
    if request.blank_count() > MAX_REQUEST_HEADERS_EMPTY {
        return Err(Reason::HeadersTooManyEmpty);
    }
    let mut walk = Walk { policy, empty: request.blank_count(), count: 0, place: 0 };
    request.lines().iter().enumerate().try_for_each(|(number, line)| {
        walk.line(line).map_err(|(fault, unread)| match fault {
            Fault::Empty => Reason::HeadersTooManyEmpty,
            Fault::Count => Reason::HeadersTooManyNames,
            Fault::Malformed => Reason::HeadersMalformed(Place::of_element(number, line, unread)),
            Fault::NotAllowed => Reason::HeadersNotAllowed(Place::of_element(number, line, unread)),
        })
    })
}

/// A pass over the requested names.
struct Walk<'p> {
    policy: &'p Policy<'p>,
    empty: usize,
    count: usize,
    /// The place in the policy's list of the name found last.
    place: usize,
}

enum Fault {
    Empty,
    Count,
    Malformed,
    NotAllowed,
}

impl Walk<'_> {
    /// One line; a fault comes with how many bytes of the line its element begins before the end.
    fn line(&mut self, line: &[u8]) -> Result<(), (Fault, usize)> {
        let mut rest = Some(line);
        while let Some(list) = rest {
            rest = self.element(list).map_err(|fault| (fault, list.len()))?;
        }
        Ok(())
    }

    /// One element, and what follows its comma. A listed name as browsers send it is recognised as a whole; for any other
    /// the grammar is asked.
    fn element<'r>(&mut self, list: &'r [u8]) -> Result<Option<&'r [u8]>, Fault> {
        if let Some((place, after)) = self.policy.take_header(list, self.place) {
            self.place = place;
            return self.counted(after);
        }
        let mut elements = Elements::new(list);
        let name = elements.next().and_then(Result::ok).ok_or(Fault::Malformed)?;
        if name.is_empty() {
            self.empty = self.empty.saturating_add(1);
            return if self.empty > MAX_REQUEST_HEADERS_EMPTY {
                Err(Fault::Empty)
            } else {
                Ok(elements.rest())
            };
        }
        let after = self.counted(elements.rest())?;
        match self.policy.find_header(name) {
            Some(place) => self.place = place,
            None if self.policy.wildcard_covers(name) => {}
            None => return Err(Fault::NotAllowed),
        }
        Ok(after)
    }

    fn counted<'r>(&mut self, after: Option<&'r [u8]>) -> Result<Option<&'r [u8]>, Fault> {
        self.count = self.count.saturating_add(1);
        if self.count > MAX_REQUEST_HEADERS_NAMES { Err(Fault::Count) } else { Ok(after) }
    }
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
