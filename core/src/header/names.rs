//! The names of several list lines, each once, as a preflight's answer echoes them.

use super::{MAX_REQUEST_HEADERS_LINES, split_element};

/// The requested names, each once, in the order they came. Only for lines whose elements were found to be names.
///
/// A name is held against those before it only where the names do not ascend; browsers send them ascending
/// (Fetch `#cors-unsafe-request-header-names`). At most 128 names, so at most 8,128 comparisons.
#[derive(Clone, Debug)]
pub(crate) struct Names<'r> {
    lines: [&'r [u8]; MAX_REQUEST_HEADERS_LINES],
    line: usize,
    /// What of the line is not read yet.
    rest: Option<&'r [u8]>,
    count: usize,
    last: &'r [u8],
    ascending: bool,
}

impl<'r> Names<'r> {
    pub(crate) const fn new(lines: [&'r [u8]; MAX_REQUEST_HEADERS_LINES]) -> Self {
        let [first, ..] = lines;
        Self { lines, line: 0, rest: Some(first), count: 0, last: &[], ascending: true }
    }

    /// The next name, repetitions included.
    fn next_any(&mut self) -> Option<&'r [u8]> {
        loop {
            let Some(list) = self.rest else {
                self.line = self.line.wrapping_add(1);
                self.rest = Some(self.lines.get(self.line)?);
                continue;
            };
            let (name, after) = split_element(list);
            self.rest = after;
            if !name.is_empty() {
                self.count = self.count.wrapping_add(1);
                return Some(name);
            }
        }
    }

    /// Whether this name, just read, came before.
    fn repeats(&self, name: &[u8]) -> bool {
        let mut before = Self::new(self.lines);
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
