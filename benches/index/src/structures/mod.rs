//! The structures.

mod decision;
mod linear;
mod open;
mod set;
mod sorted;
mod suffix_lengths;
mod trie;

pub(crate) use decision::Decision;
pub(crate) use linear::Linear;
pub(crate) use open::Open;
pub(crate) use set::Set;
pub(crate) use sorted::Sorted;
pub(crate) use suffix_lengths::SuffixLengths;
pub(crate) use trie::Trie;

use crate::entry::Entry;

/// A structure over exact origins only, or over patterns only.
pub(crate) trait Structure<'e> {
    fn build(entries: &'e [Entry]) -> Self;
    fn find_exact(&self, origin: &[u8]) -> bool;
    fn find_pattern(&self, origin: &[u8]) -> bool;
    /// What it takes beside the entries.
    fn bytes(&self) -> usize;
}
