use super::Structure;
use crate::entry::Entry;
use crate::policy::words::same;

/// One entry after the other.
pub(crate) struct Linear<'e>(&'e [Entry]);

impl<'e> Structure<'e> for Linear<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        Self(entries)
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        self.0.iter().any(|entry| same(&entry.end, origin))
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        self.0.iter().any(|entry| entry.stands_for(origin))
    }

    fn bytes(&self) -> usize {
        0
    }
}
