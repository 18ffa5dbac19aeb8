//! The last decisions, for `GET /log`.

use crate::event::{Event, Outcome};
use corselet::explain::NearMiss;
use heapless::{Deque, Vec};

/// How many decisions are kept.
pub(crate) const KEPT: usize = 16;

/// How much of an origin and a method is kept, in bytes: longer ones are cut and end in `...`.
const ORIGIN_LEN: usize = 80;
const METHOD_LEN: usize = 16;

/// The last [`KEPT`] decisions; each has a number, so that a reader notices what was overwritten meanwhile.
#[derive(Debug)]
pub(crate) struct Journal {
    entries: Deque<Entry, KEPT>,
    /// The number of the oldest entry kept.
    oldest: u32,
}

#[derive(Debug)]
struct Entry {
    method: Cut<METHOD_LEN>,
    route: &'static str,
    status: u16,
    outcome: Outcome,
    origin: Option<Cut<ORIGIN_LEN>>,
    near_miss: Option<NearMiss>,
}

impl Journal {
    pub(crate) const fn new() -> Self {
        Self { entries: Deque::new(), oldest: 0 }
    }

    pub(crate) fn record(&mut self, event: &Event<'_>) {
        if self.entries.is_full() {
            self.entries.pop_front();
            self.oldest = self.oldest.wrapping_add(1);
        }
        let entry = Entry {
            method: Cut::of(event.method),
            route: event.route,
            status: event.status,
            outcome: event.outcome,
            origin: event.origin.map(Cut::of),
            near_miss: event.near_miss,
        };
        let _ = self.entries.push_back(entry);
    }

    /// The number of the oldest entry kept, and the one the next entry will have.
    pub(crate) fn range(&self) -> (u32, u32) {
        (self.oldest, self.oldest.wrapping_add(self.entries.len() as u32))
    }

    /// An entry by its number, as the event it was; `None` if it is kept no more.
    pub(crate) fn get(&self, number: u32) -> Option<Event<'_>> {
        let entry = self.entries.iter().nth(number.wrapping_sub(self.oldest) as usize)?;
        Some(Event {
            method: &entry.method.bytes,
            route: entry.route,
            status: entry.status,
            outcome: entry.outcome,
            origin: entry.origin.as_ref().map(|origin| &origin.bytes[..]),
            near_miss: entry.near_miss,
        })
    }
}

/// The start of some bytes.
#[derive(Debug)]
struct Cut<const LEN: usize> {
    bytes: Vec<u8, LEN>,
}

impl<const LEN: usize> Cut<LEN> {
    fn of(bytes: &[u8]) -> Self {
        const MARK: &[u8] = b"...";
        let mut cut = Vec::new();
        if cut.extend_from_slice(bytes).is_err() {
            let kept = bytes.get(..LEN.saturating_sub(MARK.len())).unwrap_or_default();
            let _ = cut.extend_from_slice(kept);
            let _ = cut.extend_from_slice(MARK);
        }
        Self { bytes: cut }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use corselet::Verdict;
    use std::string::ToString;

    fn event<'a>(status: u16, origin: &'a [u8]) -> Event<'a> {
        let outcome = Outcome::Decided(Verdict::ActualAllowed, None);
        Event { method: b"GET", route: "/", status, outcome, origin: Some(origin), near_miss: None }
    }

    #[test]
    fn the_oldest_makes_room() {
        let mut journal = Journal::new();
        for status in 0..20 {
            journal.record(&event(status, b"https://a.example"));
        }
        assert_eq!(journal.range(), (4, 20));
        assert_eq!(journal.get(4).map(|event| event.status), Some(4));
        assert_eq!(journal.get(19).map(|event| event.status), Some(19));
        assert!(journal.get(3).is_none() && journal.get(20).is_none());
    }

    #[test]
    fn a_long_origin_is_cut_visibly() {
        let mut journal = Journal::new();
        journal.record(&event(200, &[b'x'; 200]));
        let line = journal.get(0).map(|event| event.to_string()).unwrap_or_default();
        assert!(line.ends_with("xxx..."), "{line}");
        assert_eq!(line.len(), "GET / 200 actual-allowed - origin=".len() + ORIGIN_LEN);
    }
}
