//! What a request asks a policy for, and whether the names that a preflight asks for are granted, in one bounded pass.

use super::Policy;
use crate::header::{
    MAX_REQUEST_HEADERS_EMPTY, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES, MAX_REQUEST_HEADERS_NAMES,
    Names, same, split_element, trim, trim_within,
};
use crate::origin::MAX_ORIGIN_LEN;

/// What a request asks a policy for, as it was observed: for an origin and, if it is a preflight, for a method and header
/// names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'r> {
    origin: Option<&'r [u8]>,
    method: Option<&'r [u8]>,
    lines: [&'r [u8]; MAX_REQUEST_HEADERS_LINES],
    // Sums saturate: beyond the limits only that they are exceeded matters.
    lines_len: u16,
    line_count: u8,
    blank_count: u8,
    options: bool,
    origin_repeated: bool,
    method_repeated: bool,
    private_network: bool,
}

impl<'r> Asked<'r> {
    /// Nothing yet, by a request whose own method is `OPTIONS` or not.
    pub(crate) const fn nothing(options: bool) -> Self {
        Self {
            origin: None,
            method: None,
            // Not a repetition, which is made elsewhere and copied.
            lines: [&[], &[], &[], &[]],
            lines_len: 0,
            line_count: 0,
            blank_count: 0,
            options,
            origin_repeated: false,
            method_repeated: false,
            private_network: false,
        }
    }

    pub(crate) const fn observe_origin(&mut self, value: &'r [u8]) {
        self.origin_repeated |= self.origin.is_some();
        self.origin = Some(trim_within(value, MAX_ORIGIN_LEN));
    }

    pub(crate) const fn observe_method(&mut self, value: &'r [u8]) {
        self.method_repeated |= self.method.is_some();
        self.method = Some(trim_within(value, MAX_REQUEST_HEADERS_LEN));
    }

    pub(crate) fn observe_private_network(&mut self, value: &[u8]) {
        self.private_network |= same(trim(value), b"true");
    }

    pub(crate) fn observe_names(&mut self, value: &'r [u8]) {
        let line = trim_within(value, MAX_REQUEST_HEADERS_LEN);
        if line.is_empty() {
            self.blank_count = self.blank_count.saturating_add(1);
            return;
        }
        if let Some(slot) = self.lines.get_mut(usize::from(self.line_count)) {
            *slot = line;
        }
        self.line_count = self.line_count.saturating_add(1);
        self.lines_len = self.lines_len.saturating_add(u16::try_from(line.len()).unwrap_or(u16::MAX));
    }

    /// The origin, not validated. The last one, if there are several.
    pub(crate) const fn origin(&self) -> Option<&'r [u8]> {
        self.origin
    }

    pub(crate) const fn origin_repeated(&self) -> bool {
        self.origin_repeated
    }

    /// Whether the request's own method is `OPTIONS`.
    pub(crate) const fn is_options(&self) -> bool {
        self.options
    }

    /// Whether it is a CORS-preflight request (Fetch `#cors-preflight-request`).
    pub(crate) const fn is_preflight(&self) -> bool {
        self.options && self.method.is_some() && self.origin.is_some()
    }

    /// The method, not validated. The last one, if there are several.
    pub(crate) const fn method(&self) -> Option<&'r [u8]> {
        self.method
    }

    pub(crate) const fn method_repeated(&self) -> bool {
        self.method_repeated
    }

    pub(crate) const fn private_network(&self) -> bool {
        self.private_network
    }

    /// The limit that the header names exceed, of those that need no scan.
    fn exceeded(&self) -> Option<NameFault> {
        if usize::from(self.lines_len) > MAX_REQUEST_HEADERS_LEN {
            Some(NameFault::TooLong)
        } else if usize::from(self.line_count) > MAX_REQUEST_HEADERS_LINES {
            Some(NameFault::TooManyLines)
        } else if usize::from(self.blank_count) > MAX_REQUEST_HEADERS_EMPTY {
            Some(NameFault::TooManyEmpty)
        } else {
            None
        }
    }

    /// The lines of header names that are not blank, as far as there are slots.
    pub(crate) fn lines(&self) -> &[&'r [u8]] {
        self.lines.get(..usize::from(self.line_count)).unwrap_or(&self.lines)
    }

    /// Whether there is a header name: anything but blanks and commas.
    pub(super) fn has_names(&self) -> bool {
        self.lines().iter().any(|line| line.iter().any(|byte| !matches!(byte, b',' | b' ' | b'\t')))
    }

    /// The header names, where the lines hold nothing else.
    pub(crate) fn names(&self) -> Names<'r> {
        Names::new(self.lines)
    }
}

/// What is wrong with the header names asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameFault {
    TooLong,
    TooManyLines,
    TooManyEmpty,
    TooManyNames,
    /// One is not granted; it may be no name at all.
    NotGranted,
}

/// A fault, the number of its line, and the line from the element at fault on.
pub(crate) type NameFaultAt<'r> = (NameFault, usize, &'r [u8]);

impl Policy<'_> {
    /// Whether the method is granted.
    pub(crate) fn grants_asked_method(&self, asked: &Asked<'_>) -> bool {
        !asked.method_repeated && self.grants_method(asked.method.unwrap_or_default())
    }

    /// Whether every header name is granted.
    pub(crate) fn grants_asked_names(&self, asked: &Asked<'_>) -> bool {
        asked.exceeded().is_none()
            // What a browser sends is mostly a part of the list as it stands.
            && (matches!(asked.lines(), [line] if self.lists_run(line)) || self.check_each_name(asked).is_ok())
    }

    /// What is wrong with the header names. Any order, case, repetition, number of lines and white space is taken, within the
    /// limits (RFC 9110 5.3, 5.6.1.2); the limits that need no scan come first.
    ///
    /// Linear in the bytes, times what it takes to find a name.
    pub(crate) fn check_asked_names<'r>(&self, asked: &Asked<'r>) -> Result<(), NameFaultAt<'r>> {
        match asked.exceeded() {
            Some(fault) => Err((fault, 0, &[])),
            None => self.check_each_name(asked),
        }
    }

    fn check_each_name<'r>(&self, asked: &Asked<'r>) -> Result<(), NameFaultAt<'r>> {
        let (mut count, mut empty) = (0_usize, usize::from(asked.blank_count));
        for (number, line) in asked.lines().iter().enumerate() {
            let mut list = *line;
            loop {
                let (name, after) = split_element(list);
                let fault = if name.is_empty() {
                    empty = empty.wrapping_add(1);
                    (empty > MAX_REQUEST_HEADERS_EMPTY).then_some(NameFault::TooManyEmpty)
                } else {
                    count = count.wrapping_add(1);
                    if count > MAX_REQUEST_HEADERS_NAMES {
                        Some(NameFault::TooManyNames)
                    } else if self.grants_name(name) {
                        None
                    } else {
                        Some(NameFault::NotGranted)
                    }
                };
                match (fault, after) {
                    (Some(fault), _) => return Err((fault, number, list)),
                    (None, Some(after)) => list = after,
                    (None, None) => break,
                }
            }
        }
        Ok(())
    }

    /// Whether all is granted.
    pub(crate) fn grants_asked(&self, asked: &Asked<'_>) -> bool {
        self.grants_asked_method(asked) && self.grants_asked_names(asked)
    }
}
