//! The parts of the core's index, put together as the core does.

#[path = "../../../../../core/src/policy/index/build.rs"]
mod build;
#[path = "../../../../../core/src/policy/index/dots.rs"]
mod dots;
#[path = "../../../../../core/src/policy/index/hash.rs"]
mod hash;
#[path = "../../../../../core/src/policy/index/key.rs"]
mod key;
mod keys;
#[path = "../../../../../core/src/policy/index/suffix.rs"]
mod suffix;
#[path = "../../../../../core/src/policy/index/table.rs"]
mod table;

use crate::entry::Entry;
use crate::policy::words::same;
use crate::structures::Structure;
use build::{Scratch, build};
use hash::Hash;
use key::Key;
use keys::Keys;
use suffix::{Shapes, any_pattern};
use table::{Table, words};

/// What was chosen.
pub(crate) struct Perfect<'e> {
    entries: &'e [Entry],
    words: Vec<u32>,
    shapes: Shapes,
}

impl<'e> Structure<'e> for Perfect<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        let mut table = vec![0; words(entries.len())];
        let mut scratch = vec![Scratch::EMPTY; entries.len()];
        assert!(build(&Keys(entries), &mut table, &mut scratch), "no seed does");
        let shapes = Shapes::of(&Keys(entries));
        Self { entries, words: table, shapes }
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        let Some(table) = Table::of(&self.words) else { return false };
        table
            .place(Hash::seeded(table.seed, false).end(0, origin))
            .and_then(|place| self.entries.get(place))
            .is_some_and(|entry| same(&entry.end, origin))
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        let Some(table) = Table::of(&self.words) else { return false };
        any_pattern(&table, self.shapes, origin, |place| {
            self.entries.get(place).is_some_and(|entry| entry.stands_for(origin))
        })
    }

    fn bytes(&self) -> usize {
        self.words.len() * 4
    }
}

/// The table, and what all keys of one beginning have in common.
pub(crate) struct Prepared<'t> {
    table: Option<Table<'t>>,
    start: &'t [u8],
    prefix: Hash,
}

impl Perfect<'_> {
    pub(crate) fn prepare<'t>(&'t self, start: &'t [u8]) -> Prepared<'t> {
        let table = Table::of(&self.words);
        let seed = table.map_or(0, |table| table.seed);
        Prepared { table, start, prefix: Hash::seeded(seed, false).bytes(start) }
    }
}

impl Prepared<'_> {
    pub(crate) fn place(&self, end: &[u8]) -> Option<usize> {
        self.table.as_ref()?.place(self.prefix.end(self.start.len(), end))
    }
}

/// The same hash, for other structures: 32 bits of it.
pub(crate) fn hash_of(start: &[u8], end: &[u8]) -> u32 {
    Key { start, end, any_port: false }.hash(0).displaced(0)
}
