//! Lists and lookups: every lookup begins as an origin that an entry grants, and most are then spoilt a little.

use crate::naive::Entry;
use std::collections::HashSet;

/// Marsaglia's xorshift.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % limit
    }

    fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    /// Few letters, so that lists hold suffixes, prefixes and repetitions of each other.
    fn label(&mut self, longest: usize) -> String {
        (0..=self.below(longest)).map(|_| self.pick(&["a", "b", "-", "1"])).collect()
    }

    fn labels(&mut self, most: usize, longest: usize) -> String {
        let labels: Vec<String> = (0..=self.below(most)).map(|_| self.label(longest)).collect();
        labels.join(".")
    }

    fn entry(&mut self, longest: usize) -> Entry {
        let scheme = self.pick(&["https", "https", "https", "http", "app", "web+x.y"]);
        let (host, subdomains) = match self.below(12) {
            0 => (
                self.pick(&["localhost", "127.0.0.1", "[::1]", "10.0.0.1", "[2001:db8::1]"]).to_owned(),
                false,
            ),
            // A last label that is no number, as `1` alone would be.
            _ => (
                format!("{}.{}", self.labels(3, longest), self.pick(&["com", "a", "b.", "example"])),
                self.below(2) == 0,
            ),
        };
        let port = self.pick(&["", "", "", ":*", ":8080", ":1"]).to_owned();
        Entry { scheme, subdomains, host, port }
    }

    pub(crate) fn entries(&mut self, len: usize) -> Vec<Entry> {
        (0..len).map(|_| self.entry(3)).collect()
    }

    pub(crate) fn distinct_entries(&mut self, len: usize) -> Vec<Entry> {
        let mut entries = HashSet::new();
        let mut list = Vec::new();
        while list.len() < len {
            let entry = self.entry(9);
            if entries.insert(entry.clone()) {
                list.push(entry);
            }
        }
        list
    }

    /// An origin that this entry grants.
    pub(crate) fn granted_by(&mut self, entry: &Entry) -> Vec<u8> {
        let labels = if entry.subdomains { format!("{}.", self.labels(3, 4)) } else { String::new() };
        let port = if entry.port == ":*" { self.pick(&["", ":0", ":81", ":65535"]) } else { &entry.port };
        format!("{}://{labels}{}{port}", entry.scheme, entry.host).into_bytes()
    }

    pub(crate) fn lookup(&mut self, entries: &[Entry]) -> Vec<u8> {
        let entry = &entries[self.below(entries.len())];
        let mut origin = self.granted_by(entry);
        for _ in 0..self.below(3) {
            self.spoil(&mut origin);
        }
        origin
    }

    fn spoil(&mut self, origin: &mut Vec<u8>) {
        let at = self.below(origin.len().max(1)).min(origin.len());
        let host = origin.windows(3).position(|bytes| bytes == b"://").map_or(0, |place| place + 3);
        let dots: Vec<usize> = (host..origin.len()).filter(|at| origin[*at] == b'.').collect();
        match self.below(16) {
            0 => origin.insert(at, self.pick(b"ab-1.:/*A@[ \xc3".each_ref().as_slice()).to_owned()),
            1 if at < origin.len() => drop(origin.remove(at)),
            2 if at < origin.len() => {
                origin[at] = self.pick(b"ab-1.:/*A@] \0".each_ref().as_slice()).to_owned()
            }
            3 if at < origin.len() => origin[at] = origin[at].to_ascii_uppercase(),
            4 => origin.extend_from_slice(
                self.pick(&[".", ":", ":8080", ":443", ":80", ":08080", ":65536", "/", ".com", "a"])
                    .as_bytes(),
            ),
            5 => drop(origin.splice(host..host, *b"a.")),
            6 => drop(origin.splice(host..host, *b"a")),
            7 => drop(origin.splice(host..host, *b".")),
            // The name without its first labels, or without its last.
            8 if !dots.is_empty() => drop(origin.drain(host..=dots[self.below(dots.len())])),
            9 if !dots.is_empty() => origin.truncate(dots[self.below(dots.len())]),
            10 => drop(
                origin.splice(..host, self.pick(&["http://", "https://", "app://", "ws://", "//"]).bytes()),
            ),
            11 => {
                drop(origin.splice(host..host, format!("{}.", "a".repeat(60 + self.below(6))).into_bytes()))
            }
            12 => drop(origin.splice(host..host, "a.".repeat(self.below(130)).into_bytes())),
            13 => origin.truncate(at),
            14 if !dots.is_empty() => origin.insert(dots[self.below(dots.len())], b'.'),
            _ => {}
        }
    }
}
