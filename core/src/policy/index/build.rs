//! Building a table: linear in the entries, in `const` and at run time.

use super::hash::{Hash, scale};
use super::keys::Keys;
use super::table::{HEADER, MAX_ENTRIES, NONE, shape, slot};

/// What building takes for each entry beside the table: four words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scratch {
    hash: Hash,
    /// The next entry of the same bucket.
    next: u32,
    /// Of the bucket with this number: the next one of its size.
    next_bucket: u32,
}

impl Scratch {
    /// Nothing yet.
    pub(crate) const EMPTY: Self = Self { hash: Hash::EMPTY, next: NONE, next_bucket: NONE };
}

/// How many seeds are tried; the first one nearly always does.
const SEEDS: u32 = 32;

/// How many displacements of a bucket are tried before the next seed is.
const DISPLACEMENTS: u32 = 1 << 16;

/// Buckets of this size and larger are seated first, then each smaller size.
const LARGEST: usize = 23;

/// Builds a table into exactly as many words as [`words`](super::table::words) tells. Of equal keys the first has the slot.
/// Fails where there is no room, where there are too many entries, or where no seed does.
pub(super) const fn build(keys: &Keys<'_>, words: &mut [u32], scratch: &mut [Scratch]) -> bool {
    let (buckets, slots) = shape(keys.len());
    if keys.len() > MAX_ENTRIES || scratch.len() < keys.len() {
        return false;
    }
    let Some((header, rest)) = words.split_first_chunk_mut::<HEADER>() else { return false };
    let Some((bucket_words, slot_words)) = rest.split_at_mut_checked(buckets) else { return false };
    if slot_words.len() != slots {
        return false;
    }
    let mut building = Building { keys, scratch, buckets: bucket_words, slots: slot_words };
    let mut seed = 0;
    while seed < SEEDS {
        if building.run(seed) {
            *header = [seed, buckets as u32, slots as u32];
            return true;
        }
        seed = seed.wrapping_add(1);
    }
    false
}

struct Building<'b, 'k> {
    keys: &'b Keys<'k>,
    scratch: &'b mut [Scratch],
    /// The first entry of each bucket; its displacement once it is seated.
    buckets: &'b mut [u32],
    slots: &'b mut [u32],
}

impl Building<'_, '_> {
    const fn run(&mut self, seed: u32) -> bool {
        clear(self.buckets);
        clear(self.slots);
        self.scatter(seed);
        let mut sizes = self.sort();
        let mut rest: &mut [u32] = &mut sizes;
        while let [smaller @ .., first] = rest {
            let mut bucket = *first;
            while bucket != NONE {
                match self.seat(get(self.buckets, bucket)) {
                    Some(displacement) => set(self.buckets, bucket, displacement),
                    None => return false,
                }
                bucket = entry(self.scratch, bucket).next_bucket;
            }
            rest = smaller;
        }
        true
    }

    /// Puts the entries into their buckets, earlier ones to the front.
    const fn scatter(&mut self, seed: u32) {
        let mut place = self.keys.len() as u32;
        while let Some(before) = place.checked_sub(1) {
            place = before;
            let hash = self.keys.key(place).hash(seed);
            let bucket = hash.bucket(self.buckets.len() as u32);
            let next = get(self.buckets, bucket);
            put(self.scratch, place, Scratch { hash, next, next_bucket: NONE });
            set(self.buckets, bucket, place);
        }
    }

    /// Chains the buckets by their sizes; the first bucket of each size.
    const fn sort(&mut self) -> [u32; LARGEST + 1] {
        let mut first = [NONE; LARGEST + 1];
        let mut bucket = self.buckets.len() as u32;
        while let Some(before) = bucket.checked_sub(1) {
            bucket = before;
            let mut size = 0;
            let mut place = get(self.buckets, bucket);
            while place != NONE {
                size = if size < LARGEST as u32 { size.wrapping_add(1) } else { size };
                place = entry(self.scratch, place).next;
            }
            let next_bucket = get(&first, size);
            put(self.scratch, bucket, Scratch { next_bucket, ..entry(self.scratch, bucket) });
            set(&mut first, size, bucket);
        }
        first
    }

    /// Finds the displacement that seats a bucket, given its first entry.
    const fn seat(&mut self, first: u32) -> Option<u32> {
        if !self.drop_repeated(first) {
            return None;
        }
        let mut displacement = 0;
        while displacement < DISPLACEMENTS {
            let end = self.occupy(first, displacement);
            if end == NONE {
                return Some(displacement);
            }
            self.vacate(first, end, displacement);
            displacement = displacement.wrapping_add(1);
        }
        None
    }

    /// Takes equal keys out of a bucket, all but the first. `false` where different keys have the same hash.
    const fn drop_repeated(&mut self, first: u32) -> bool {
        let mut kept = first;
        while kept != NONE {
            let own = entry(self.scratch, kept);
            let mut before = kept;
            let mut other = own.next;
            while other != NONE {
                let Scratch { hash, next, .. } = entry(self.scratch, other);
                if !hash.equals(own.hash) {
                    before = other;
                } else if self.keys.key(kept).equals(&self.keys.key(other)) {
                    put(self.scratch, before, Scratch { next, ..entry(self.scratch, before) });
                } else {
                    return false;
                }
                other = next;
            }
            kept = entry(self.scratch, kept).next;
        }
        true
    }

    /// Seats the entries of a bucket up to the first whose slot is taken, which it returns.
    const fn occupy(&mut self, first: u32, displacement: u32) -> u32 {
        let mut place = first;
        while place != NONE {
            let Scratch { hash, next, .. } = entry(self.scratch, place);
            let position = hash.displaced(displacement);
            let at = scale(position, self.slots.len() as u32);
            if get(self.slots, at) != NONE {
                return place;
            }
            set(self.slots, at, slot(place, position));
            place = next;
        }
        NONE
    }

    /// Undoes what [`occupy`](Self::occupy) did before it met `end`.
    const fn vacate(&mut self, first: u32, end: u32, displacement: u32) {
        let mut place = first;
        while place != end {
            let Scratch { hash, next, .. } = entry(self.scratch, place);
            set(self.slots, scale(hash.displaced(displacement), self.slots.len() as u32), NONE);
            place = next;
        }
    }
}

const fn clear(words: &mut [u32]) {
    let mut rest = words;
    while let [word, tail @ ..] = rest {
        *word = NONE;
        rest = tail;
    }
}

// Checked places, not split slices: the compiler's interpreter, where tables are built most often, takes a tenth of the time.
#[expect(clippy::indexing_slicing, reason = "the place is checked first")]
const fn get(words: &[u32], at: u32) -> u32 {
    let at = at as usize;
    if at < words.len() { words[at] } else { NONE }
}

#[expect(clippy::indexing_slicing, reason = "the place is checked first")]
const fn set(words: &mut [u32], at: u32, value: u32) {
    let at = at as usize;
    if at < words.len() {
        words[at] = value;
    }
}

#[expect(clippy::indexing_slicing, reason = "the place is checked first")]
const fn entry(scratch: &[Scratch], at: u32) -> Scratch {
    let at = at as usize;
    if at < scratch.len() { scratch[at] } else { Scratch::EMPTY }
}

#[expect(clippy::indexing_slicing, reason = "the place is checked first")]
const fn put(scratch: &mut [Scratch], at: u32, value: Scratch) {
    let at = at as usize;
    if at < scratch.len() {
        scratch[at] = value;
    }
}
