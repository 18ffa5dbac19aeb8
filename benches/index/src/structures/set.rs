use super::Structure;
use crate::entry::Entry;
use std::collections::HashSet;

/// The standard library's set of byte strings (SipHash 1-3), asked for every suffix of a host.
pub(crate) struct Set<'e>(HashSet<(&'e [u8], &'e [u8])>);

impl<'e> Structure<'e> for Set<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        Self(entries.iter().map(|entry| (&*entry.start, &*entry.end)).collect())
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        self.0.contains(&(&[][..], origin))
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        let Some(colon) = origin.iter().position(|byte| *byte == b':') else { return false };
        let Some((start, host)) = origin.split_at_checked(colon + 3) else { return false };
        let dots = host.iter().enumerate().filter(|(_, byte)| **byte == b'.');
        dots.rev().any(|(at, _)| self.0.contains(&(start, &host[at..])))
    }

    fn bytes(&self) -> usize {
        self.0.capacity() * 8 / 7 * (size_of::<(&[u8], &[u8])>() + 1)
    }
}
