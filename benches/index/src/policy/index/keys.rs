use super::key::Key;
use crate::entry::Entry;

pub(super) struct Keys<'e>(pub(super) &'e [Entry]);

impl Keys<'_> {
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) const fn key(&self, place: u32) -> Key<'_> {
        let entry = &self.0[place as usize];
        Key { start: entry.start.as_slice(), end: entry.end.as_slice(), any_port: entry.any_port }
    }
}
