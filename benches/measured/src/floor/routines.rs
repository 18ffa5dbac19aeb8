//! The routines that are measured.

use super::Seen;
use super::configuration::{
    ACTUAL, Answer, Configuration, HEADERS, METHOD, PREFLIGHT, PREFLIGHT_DENIED, VARY,
};

/// The longest origin that a browser can send; longer ones are refused by their length, as by every engine that is worth
/// its name.
const LONGEST_ORIGIN: usize = 326;

/// Room for an answer.
pub(super) struct Room {
    bytes: [u8; 1_024],
    len: usize,
}

impl Room {
    pub(super) const EMPTY: Self = Self { bytes: [0; 1_024], len: 0 };

    #[inline(always)]
    fn fill(&mut self, answer: &[u8]) {
        self.len = answer.len();
        if let Some(room) = self.bytes.get_mut(..answer.len()) {
            room.copy_from_slice(answer);
        }
    }

    /// An answer that is not in one piece.
    #[inline(always)]
    fn fill_three(&mut self, pieces: [&[u8]; 3]) {
        self.len = 0;
        for piece in pieces {
            let start = self.len;
            self.len += piece.len();
            if let Some(room) = self.bytes.get_mut(start..self.len) {
                room.copy_from_slice(piece);
            }
        }
    }
}

/// What is known while the routine is compiled is copied without a call: so each answer has its own copy.
#[inline(always)]
fn f0<R>(seen: &Seen, answer: impl FnOnce(&'static [u8]) -> R) -> R {
    match seen.origin {
        None => answer(VARY),
        Some(origin) if origin != workloads::ORIGIN.as_bytes() => {
            if seen.requested.is_some() {
                answer(PREFLIGHT_DENIED)
            } else {
                answer(VARY)
            }
        }
        Some(_) => match seen.requested {
            None => answer(ACTUAL),
            Some(method) if method == METHOD && seen.headers == HEADERS => answer(PREFLIGHT),
            Some(_) => answer(PREFLIGHT_DENIED),
        },
    }
}

#[inline(never)]
pub(super) fn counted_f0_ref(seen: &Seen) -> &'static [u8] {
    f0(seen, |answer| answer)
}

#[inline(never)]
pub(super) fn counted_f0_write(seen: &Seen, room: &mut Room) {
    f0(
        seen,
        #[inline(always)]
        |answer| room.fill(answer),
    );
}

#[inline(always)]
fn f1<'c>(configuration: &'c Configuration, seen: &Seen) -> &'c Answer {
    match seen.origin {
        None => &configuration.vary,
        Some(origin) if origin != configuration.origin => {
            if seen.requested.is_some() {
                &configuration.preflight_denied
            } else {
                &configuration.vary
            }
        }
        Some(_) => match seen.requested {
            None => &configuration.actual,
            Some(method) if method == configuration.method && seen.headers == configuration.headers => {
                &configuration.preflight
            }
            Some(_) => &configuration.preflight_denied,
        },
    }
}

#[inline(never)]
pub(super) fn counted_f1_ref<'c>(configuration: &'c Configuration, seen: &Seen) -> &'c [u8] {
    f1(configuration, seen)
}

#[inline(never)]
pub(super) fn counted_f1_write(configuration: &Configuration, seen: &Seen, room: &mut Room) {
    room.fill(f1(configuration, seen));
}

/// An actual request, and many origins.
#[inline(never)]
pub(super) fn counted_f1_hashed(configuration: &Configuration, seen: &Seen, room: &mut Room) {
    match seen.origin.and_then(|origin| configuration.origins.find(origin)) {
        Some(origin) => room.fill_three([&configuration.before, origin, &configuration.behind]),
        None => room.fill(&configuration.vary),
    }
}

/// An actual request, and any subdomain.
#[inline(never)]
pub(super) fn counted_f1_subdomains(configuration: &Configuration, seen: &Seen, room: &mut Room) {
    match seen.origin {
        Some(origin)
            if origin.len() <= LONGEST_ORIGIN
                && origin.starts_with(&configuration.scheme)
                && origin.ends_with(&configuration.suffix) =>
        {
            room.fill_three([&configuration.before, origin, &configuration.behind]);
        }
        _ => room.fill(&configuration.vary),
    }
}
