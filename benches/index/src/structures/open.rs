use super::Structure;
use crate::entry::Entry;
use crate::policy::index::hash_of;
use crate::policy::words::same;

/// Open addressing with linear probing, at most half full, the same hash: a slot holds 12 bits of the hash beside the place.
pub(crate) struct Open<'e> {
    entries: &'e [Entry],
    slots: Vec<u32>,
}

impl Open<'_> {
    fn find(&self, hash: u32, holds: impl Fn(&Entry) -> bool) -> bool {
        let mut at = (hash >> 12) as usize;
        loop {
            let Some(slot) = self.slots.get(at & self.slots.len().wrapping_sub(1)) else { return false };
            if *slot == u32::MAX {
                return false;
            }
            if (slot ^ hash) & 0xfff == 0 && self.entries.get((slot >> 12) as usize).is_some_and(&holds) {
                return true;
            }
            at = at.wrapping_add(1);
        }
    }
}

impl<'e> Structure<'e> for Open<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        let mut slots = vec![u32::MAX; (entries.len() * 2).next_power_of_two()];
        for (place, entry) in entries.iter().enumerate() {
            let hash = hash_of(&entry.start, &entry.end);
            let mut at = (hash >> 12) as usize & (slots.len() - 1);
            while slots[at] != u32::MAX {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (place as u32) << 12 | (hash & 0xfff);
        }
        Self { entries, slots }
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        self.find(hash_of(&[], origin), |entry| same(&entry.end, origin))
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        let Some(colon) = origin.iter().position(|byte| *byte == b':') else { return false };
        let Some((start, host)) = origin.split_at_checked(colon + 3) else { return false };
        host.iter().enumerate().rev().any(|(at, byte)| {
            *byte == b'.' && self.find(hash_of(start, &host[at..]), |entry| entry.stands_for(origin))
        })
    }

    fn bytes(&self) -> usize {
        self.slots.len() * 4
    }
}
