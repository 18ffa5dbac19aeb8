//! Finding an origin among many: the same cost for 10 entries and for 100,000, exact ones and patterns alike.

mod build;
mod dots;
mod hash;
mod key;
mod keys;
#[cfg(feature = "std")]
mod owned;
mod suffix;
mod table;

pub(super) use build::Scratch;
#[cfg(feature = "std")]
pub use owned::IndexedPolicy;

use super::Policy;
use super::table::Grant;
use build::build;
use hash::Hash;
use keys::Keys;
use suffix::{Shapes, any_pattern};
use table::Table;

/// Lists longer than this are indexed.
pub(super) const LONGEST_SCAN: usize = 8;

/// How many words come before the two tables: what the patterns have in common, and the length of the first table.
const HEADER: usize = 2;

/// How many words the index of so many exact origins and patterns takes: none where the lists are short.
pub(super) const fn words(exact: usize, patterns: usize) -> usize {
    if exact <= LONGEST_SCAN && patterns <= LONGEST_SCAN {
        return 0;
    }
    HEADER.saturating_add(table::words(exact)).saturating_add(table::words(patterns))
}

/// Builds the index of a policy into as many words as [`words`] tells, with scratch for the longer of its two lists. `false`
/// where no index is to be had.
pub(super) const fn fill(policy: &Policy<'_>, words: &mut [u32], scratch: &mut [Scratch]) -> bool {
    let exact = Keys::Exact(policy.text, policy.exact);
    let patterns = Keys::Patterns(policy.text, policy.patterns);
    let exact_words = table::words(exact.len());
    let Some(([shapes, exact_len], tables)) = words.split_first_chunk_mut::<HEADER>() else { return false };
    let Some((exact_table, pattern_table)) = tables.split_at_mut_checked(exact_words) else { return false };
    *shapes = Shapes::of(&patterns).to_word();
    *exact_len = exact_words as u32;
    build(&exact, exact_table, scratch) && build(&patterns, pattern_table, scratch)
}

impl<'a> Policy<'a> {
    /// The same policy, its long lists searched by an index of it; scanned where there is none.
    pub(super) const fn with_index(mut self, words: &'a [u32]) -> Self {
        if !words.is_empty() {
            self.index = words;
            self.rare =
                self.rare.indexed(self.exact.len() > LONGEST_SCAN, self.patterns.len() > LONGEST_SCAN);
        }
        self
    }
}

/// The grant of an exact origin that equals these bytes.
pub(super) fn find<'a>(policy: &Policy<'a>, origin: &[u8]) -> Option<&'a Grant> {
    let table = Table::of(policy.index.get(HEADER..)?)?;
    let place = table.place(Hash::seeded(table.seed, false).end(0, origin))?;
    policy.exact.get(place).filter(|grant| grant.origin.holds(policy.text, origin))
}

/// Whether a pattern of the policy stands for this value, which then is a serialised, DNS-shaped origin.
pub(super) fn matches_pattern(policy: &Policy<'_>, value: &[u8]) -> bool {
    let [shapes, exact_len, tables @ ..] = policy.index else { return false };
    let Some(table) = tables.get(*exact_len as usize..).and_then(Table::of) else { return false };
    any_pattern(&table, Shapes::of_word(*shapes), value, |place| {
        policy.patterns.get(place).is_some_and(|pattern| pattern.stands_for(policy.text, value))
    })
}
