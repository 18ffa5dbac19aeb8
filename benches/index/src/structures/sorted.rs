use super::Structure;
use crate::entry::Entry;
use std::cmp::Ordering;

/// Places sorted by the ends of their entries read backwards, searched by halves: exact origins whole, patterns once for each
/// suffix of a host.
pub(crate) struct Sorted<'e> {
    entries: &'e [Entry],
    places: Vec<u32>,
}

fn backwards(a: &[u8], b: &[u8]) -> Ordering {
    a.iter().rev().cmp(b.iter().rev())
}

impl Sorted<'_> {
    fn find(&self, start: &[u8], end: &[u8]) -> bool {
        let order = |place: &u32| {
            let entry = &self.entries[*place as usize];
            backwards(&entry.end, end).then_with(|| (*entry.start).cmp(start))
        };
        self.places.binary_search_by(order).is_ok()
    }
}

impl<'e> Structure<'e> for Sorted<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        let mut places: Vec<u32> = (0..entries.len() as u32).collect();
        places.sort_by(|a, b| {
            let (a, b) = (&entries[*a as usize], &entries[*b as usize]);
            backwards(&a.end, &b.end).then_with(|| a.start.cmp(&b.start))
        });
        Self { entries, places }
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        self.find(&[], origin)
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        let Some(colon) = origin.iter().position(|byte| *byte == b':') else { return false };
        let Some((start, host)) = origin.split_at_checked(colon + 3) else { return false };
        host.iter().enumerate().rev().any(|(at, byte)| *byte == b'.' && self.find(start, &host[at..]))
    }

    fn bytes(&self) -> usize {
        self.places.len() * 4
    }
}
