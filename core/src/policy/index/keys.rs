//! The keys of a compiled policy's entries.

use super::key::Key;
use crate::policy::table::{Grant, OriginPattern};

/// The entries of one list, with the text that they lie in.
#[derive(Clone, Copy)]
pub(super) enum Keys<'a> {
    Exact(&'a [u8], &'a [Grant]),
    Patterns(&'a [u8], &'a [OriginPattern]),
}

impl<'a> Keys<'a> {
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Exact(_, grants) => grants.len(),
            Self::Patterns(_, patterns) => patterns.len(),
        }
    }

    /// The key of the entry at this place; an empty one where there is none.
    #[expect(clippy::indexing_slicing, reason = "the place is checked first")]
    pub(super) const fn key(&self, place: u32) -> Key<'a> {
        let place = place as usize;
        match self {
            Self::Exact(text, grants) => {
                if place < grants.len() {
                    return Key { start: &[], end: grants[place].origin.of(text), any_port: false };
                }
            }
            Self::Patterns(text, patterns) => {
                if place < patterns.len() {
                    let pattern = &patterns[place];
                    let (start, end) = pattern.ends(text);
                    return Key { start, end, any_port: pattern.any_port };
                }
            }
        }
        Key { start: &[], end: &[], any_port: false }
    }
}
