//! An entry of an origin list, taken apart as the core does.

use crate::policy::words::same;

/// An exact origin, whole in `end`, or a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// A pattern's scheme and `://`.
    pub(crate) start: Vec<u8>,
    /// A pattern's host, with a leading dot where it stands for subdomains, and its port where that is fixed.
    pub(crate) end: Vec<u8>,
    pub(crate) any_port: bool,
}

impl Entry {
    pub(crate) fn exact(origin: &str) -> Self {
        Self { start: Vec::new(), end: origin.into(), any_port: false }
    }

    pub(crate) fn pattern(scheme: &str, end: &str) -> Self {
        Self { start: format!("{scheme}://").into(), end: end.into(), any_port: false }
    }

    /// As it is written in a policy.
    pub(crate) fn text(&self) -> String {
        let star = if self.start.is_empty() { "" } else { "*" };
        let (start, end) = (String::from_utf8_lossy(&self.start), String::from_utf8_lossy(&self.end));
        format!("{start}{star}{end}")
    }

    /// What of an origin precedes a dot of its host is taken as labels here: all structures are measured with the same check
    /// of the entry they arrive at.
    pub(crate) fn stands_for(&self, origin: &[u8]) -> bool {
        let Some((scheme, rest)) = origin.split_at_checked(self.start.len()) else { return false };
        let Some((_, name)) = rest.split_at_checked(rest.len().wrapping_sub(self.end.len())) else {
            return false;
        };
        same(name, &self.end) && same(scheme, &self.start)
    }
}
