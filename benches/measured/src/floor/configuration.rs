//! What the floor knows beforehand.

use workloads::{Grants, METHODS, ORIGIN, REQUEST_HEADERS, SUBDOMAINS_OF, numbered};

/// An answer, rendered beforehand.
pub(super) type Answer = Vec<u8>;

/// The policy, as far as the floor goes, with its answers.
pub(super) struct Configuration {
    pub(super) origin: Vec<u8>,
    pub(super) method: Vec<u8>,
    pub(super) headers: Vec<u8>,
    /// What any origin but a granted one gets.
    pub(super) vary: Answer,
    pub(super) actual: Answer,
    pub(super) preflight: Answer,
    pub(super) preflight_denied: Answer,
    /// The answer to an actual request before and behind the origin, where there is more than one.
    pub(super) before: Vec<u8>,
    pub(super) behind: Vec<u8>,
    pub(super) origins: Table,
    pub(super) scheme: Vec<u8>,
    pub(super) suffix: Vec<u8>,
}

/// The answers of the policy with one origin, which `f0` knows while it is compiled.
macro_rules! vary {
    () => {
        "vary: origin\r\n"
    };
}
macro_rules! preflight_vary {
    () => {
        "vary: origin, access-control-request-method, access-control-request-headers\r\n"
    };
}
macro_rules! granted {
    ($behind:expr) => {
        concat!(
            "access-control-allow-origin: https://app.example.com\r\naccess-control-allow-credentials: true\r\n",
            $behind
        )
    };
}

pub(super) const METHOD: &[u8] = b"PUT";
pub(super) const HEADERS: &[u8] = b"authorization,content-type,x-api-key";
pub(super) const VARY: &[u8] = vary!().as_bytes();
pub(super) const PREFLIGHT_DENIED: &[u8] = preflight_vary!().as_bytes();
pub(super) const ACTUAL: &[u8] = granted!(vary!()).as_bytes();
pub(super) const PREFLIGHT: &[u8] = granted!(concat!(
    "access-control-allow-methods: GET,PUT,DELETE\r\n",
    "access-control-allow-headers: authorization,content-type,x-api-key,x-requested-with\r\n",
    "access-control-max-age: 600\r\n",
    preflight_vary!()
))
.as_bytes();

impl Configuration {
    pub(super) fn of(grants: Grants) -> Self {
        let credentials = "\r\naccess-control-allow-credentials: true\r\n";
        let lists = format!(
            "access-control-allow-methods: {}\r\naccess-control-allow-headers: {}\r\naccess-control-max-age: 600\r\n",
            METHODS.join(","),
            REQUEST_HEADERS.join(",")
        );
        let before = "access-control-allow-origin: ";
        let granted = |behind: &str| format!("{before}{ORIGIN}{credentials}{behind}").into_bytes();
        Self {
            origin: ORIGIN.into(),
            method: METHOD.into(),
            headers: HEADERS.into(),
            vary: vary!().into(),
            actual: granted(vary!()),
            preflight: granted(&format!("{lists}{}", preflight_vary!())),
            preflight_denied: preflight_vary!().into(),
            before: before.into(),
            behind: format!("{credentials}{}", vary!()).into(),
            origins: match grants {
                Grants::Numbered(count) => Table::of(count),
                _ => Table::of(0),
            },
            scheme: b"https://".into(),
            suffix: format!(".{SUBDOMAINS_OF}").into(),
        }
    }
}

/// Origins by their hash, at most half of the slots taken.
pub(super) struct Table {
    slots: Vec<u32>,
    origins: Vec<[u8; 28]>,
}

/// No origin is here.
const FREE: u32 = u32::MAX;

impl Table {
    fn of(count: usize) -> Self {
        let origins: Vec<[u8; 28]> = (0..count).map(numbered).collect();
        let mut table = Self { slots: vec![FREE; (count.max(1) * 2).next_power_of_two()], origins };
        for place in 0..count {
            let mut slot = hash(&table.origins[place]) & (table.slots.len() - 1);
            while table.slots[slot] != FREE {
                slot = (slot + 1) & (table.slots.len() - 1);
            }
            table.slots[slot] = place as u32;
        }
        table
    }

    pub(super) fn find(&self, origin: &[u8]) -> Option<&[u8]> {
        let mut slot = hash(origin);
        loop {
            slot &= self.slots.len() - 1;
            let found: &[u8] = self.origins.get(self.slots[slot] as usize)?;
            if found == origin {
                return Some(found);
            }
            slot += 1;
        }
    }
}

/// A word at a time, with the last word once more where the length is no multiple.
fn hash(bytes: &[u8]) -> usize {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let sum = bytes.as_chunks().0.iter().fold(bytes.len() as u64, |sum, bytes| mix(sum, word(bytes)));
    (mix(sum, bytes.last_chunk().map_or(0, word)) >> 20) as usize
}
