//! A perfect hash table: each key has one slot of its own, so a lookup looks at one slot and compares one entry.
//!
//! Keys fall into buckets of about two; each bucket has a displacement, found when the table is built, that seats its keys
//! in slots that no other key takes (hash and displace: Belazzougui, Botelho, Dietzfelbinger, 2009).

use super::hash::{Hash, scale};

/// A word where there is no entry.
pub(super) const NONE: u32 = u32::MAX;

/// How many low bits of a slot are of its key's position: all but one in 4,096 keys that are not in the table are told
/// apart without a look at an entry.
const TAG_BITS: u32 = 12;
const TAG: u32 = (1 << TAG_BITS) - 1;

/// The most entries of a table: their places must fit beside the tag, and `NONE` be none of them.
pub(super) const MAX_ENTRIES: usize = (NONE >> TAG_BITS) as usize;

/// How many words come before the buckets' displacements and the slots.
pub(super) const HEADER: usize = 3;

/// The numbers of buckets and of slots for so many entries.
pub(super) const fn shape(entries: usize) -> (usize, usize) {
    // Two keys a bucket and one slot free of nine: about three displacements are tried for a bucket. With four keys a bucket
    // and one slot free of 25 a table takes 5.2 bytes an entry instead of 6.5, and building it six times as long.
    (entries.div_ceil(2), entries.saturating_add(entries.div_ceil(8)))
}

/// How many words a table of so many entries takes.
pub(super) const fn words(entries: usize) -> usize {
    let (buckets, slots) = shape(entries);
    HEADER.saturating_add(buckets).saturating_add(slots)
}

/// A slot of the entry at `place`, seated at `position`.
pub(super) const fn slot(place: u32, position: u32) -> u32 {
    (place << TAG_BITS) | (position & TAG)
}

/// A table as it lies in memory: seed, number of buckets, number of slots, displacements, slots.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub(super) seed: u32,
    buckets: u32,
    slots: u32,
    words: &'a [u32],
}

impl<'a> Table<'a> {
    /// `None` where there is no entry.
    pub(super) fn of(words: &'a [u32]) -> Option<Self> {
        match words {
            [seed, buckets, slots, words @ ..] => {
                Some(Self { seed: *seed, buckets: *buckets, slots: *slots, words })
            }
            _ => None,
        }
    }

    /// The place of the one entry that may have a key of this hash.
    pub(super) fn place(&self, hash: Hash) -> Option<usize> {
        let displacement = *self.words.get(hash.bucket(self.buckets) as usize)?;
        let position = hash.displaced(displacement);
        let slot = *self.words.get(self.buckets.wrapping_add(scale(position, self.slots)) as usize)?;
        ((slot ^ position) & TAG == 0).then_some((slot >> TAG_BITS) as usize)
    }
}
