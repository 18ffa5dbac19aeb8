use super::Structure;
use crate::entry::Entry;
use crate::policy::index::{Perfect, Prepared};

/// The chosen table, but a probe for each length that a pattern's end has and a dot of the host fits, instead of for each dot.
pub(crate) struct SuffixLengths<'e> {
    entries: &'e [Entry],
    table: Perfect<'e>,
    lengths: Vec<usize>,
}

impl<'e> Structure<'e> for SuffixLengths<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        let mut lengths: Vec<usize> = entries.iter().map(|entry| entry.end.len()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        Self { entries, table: Perfect::build(entries), lengths }
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        self.table.find_exact(origin)
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        let Some(colon) = origin.iter().position(|byte| *byte == b':') else { return false };
        let Some((start, host)) = origin.split_at_checked(colon + 3) else { return false };
        let prepared: Prepared<'_> = self.table.prepare(start);
        self.lengths.iter().any(|len| {
            host.get(host.len().wrapping_sub(*len)..).is_some_and(|end| {
                end.first() == Some(&b'.')
                    && prepared
                        .place(end)
                        .and_then(|place| self.entries.get(place))
                        .is_some_and(|entry| entry.stands_for(origin))
            })
        })
    }

    fn bytes(&self) -> usize {
        self.table.bytes() + self.lengths.len()
    }
}
