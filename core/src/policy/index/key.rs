//! What an entry is found by.

use super::hash::Hash;
use crate::policy::bytes::equal;

/// What an entry is found by: of an exact origin its whole text, of a pattern what is fixed.
#[derive(Clone, Copy)]
pub(super) struct Key<'a> {
    /// A pattern's scheme and `://`.
    pub(super) start: &'a [u8],
    /// A pattern's host, with its leading dot where it stands for subdomains, and its port where that is fixed; an exact
    /// origin.
    pub(super) end: &'a [u8],
    pub(super) any_port: bool,
}

impl Key<'_> {
    pub(super) const fn hash(&self, seed: u32) -> Hash {
        Hash::seeded(seed, self.any_port).bytes(self.start).end(self.start.len(), self.end)
    }

    pub(super) const fn equals(&self, other: &Self) -> bool {
        equal(self.start, other.start) && equal(self.end, other.end) && self.any_port == other.any_port
    }
}
