//! Finding an origin among many: the same cost for 10 entries and for 100,000, exact ones and patterns alike.
//!
//! Lists of up to 8 entries are scanned; a longer list gets an index, by [`policy!`](crate::policy!) while the program is
//! compiled and by `IndexedPolicy` (feature `std`) while it runs. Nothing is allocated to decide. A program whose policies
//! are short links none of this: the index is reached by pointers that only an indexed policy holds.
//!
//! # The structure
//! One perfect hash table for exact origins and one for patterns (hash and displace). An exact origin is one hash of its
//! bytes, two words read, and one comparison with the one entry that it can equal. For patterns the table is asked once for
//! each dot of the host, within the fewest and the most dots that the patterns have, and once for the whole host; any-port
//! patterns are asked for apart. Whatever the table tells is compared whole with the entry, and what a pattern leaves open is
//! validated: never does a hash grant anything.
//!
//! # Bounds
//! A requester chooses lookups, not keys. No lookup takes a second probe, by construction: while the table is built each key
//! gets a slot of its own, another seed is tried where that fails, and building fails (a compile error, or a policy that is
//! scanned) where 32 seeds do. So the worst lookup is one hash of at most 326 bytes for an exact origin, and for patterns one
//! for each number of dots that patterns have. An index takes 6.5 bytes an entry, beside the entry's text and its 24 bytes of
//! tables; up to 1,048,575 entries.
//!
//! # What lost
//! Instructions a lookup on x86-64 with 10 and with 10,000 entries, random names of 2 or 3 labels
//! (`cargo run --release -p index-bench -- instructions`), and what 10,000 entries take beside their texts:
//!
//! | structure | exact, hit | exact, miss | pattern, hit | pattern, miss | bytes an entry |
//! |---|---|---|---|---|---|
//! | **perfect hash** | 171 / 169 | 125 / 124 | 418 / 432 | 410 / 416 | 6.5 |
//! | open addressing | 178 / 178 | 138 / 138 | 540 / 558 | 567 / 577 | 13.1 |
//! | perfect hash, by suffix lengths | as above | as above | 346 / 453 | 322 / 586 | 6.5 |
//! | radix tree | 267 / 480 | 145 / 374 | 271 / 493 | 177 / 415 | 51 |
//! | sorted suffixes | 802 / 1,739 | 434 / 1,391 | 1,266 / 3,164 | 1,071 / 2,941 | 4.0 |
//! | `std::collections::HashSet` | 460 / 459 | 414 / 413 | 1,132 / 1,188 | 1,145 / 1,179 | 54 |
//! | scan | 75 / grows | 85 / grows | 204 / grows | 294 / grows | 0 |
//!
//! - *Open addressing* (half full, the same hash) takes about as long and twice the room, and its longest run of probes is
//!   bounded by luck only.
//! - *A probe for each length of suffix* instead of each dot is better for few lengths only; real lists have all of them.
//! - *A radix tree* read backwards grows with the list, misses the cache at each node, and takes eight times the room. It is
//!   the structure whose slips have let strangers in elsewhere.
//! - *Sorted suffixes* take the least room and the most time; sorting in `const` is the slowest of all.
//! - *A scan* is the best for a handful, which is why a handful has no index.
//!
//! The index at every size, in instructions and, in brackets, nanoseconds (`cargo run --release -p index-bench`); from 10,000
//! entries on these tell of memory more than of the structure:
//!
//! | entries | exact, hit | exact, miss | pattern, hit | pattern, miss |
//! |---|---|---|---|---|
//! | 1 | 177 (10) | 127 (8) | 398 (24) | 374 (23) |
//! | 10 | 171 (10) | 125 (8) | 418 (33) | 410 (26) |
//! | 100 | 170 (10) | 125 (8) | 436 (32) | 420 (39) |
//! | 1,000 | 169 (11) | 124 (8) | 431 (37) | 411 (30) |
//! | 10,000 | 169 (15) | 124 (9) | 432 (43) | 416 (30) |
//! | 100,000 | 169 (19) | 124 (10) | 430 (49) | 412 (29) |
//!
//! # Building
//! Linear in the list. In `const` 10,000 origins pass the limit of the lint `long_running_const_eval`, which `policy!`
//! therefore allows in its own items, and stay below the compiler's progress warnings. A clean build of a program with them,
//! this crate and its dependencies included, took 52 s of processor time on a busy machine, about 4 ms an entry. Beyond that,
//! and wherever the list is not known to the compiler, build an `IndexedPolicy` once when the program starts.

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
