//! Pairing a dashboard without reflashing: a press on the button opens a window, the next unknown origin becomes the
//! candidate, a second press accepts it. A page that merely polls cannot pair itself. A long press unpairs everybody.

use crate::button::{Button, Press};
use crate::paired::PairedOrigin;

/// How long a pairing window stays open, in milliseconds.
pub(crate) const WINDOW_MS: u64 = 30_000;

/// The window and the button.
#[derive(Debug)]
pub(crate) struct Pairing {
    window: Option<Window>,
    button: Button,
}

#[derive(Debug)]
struct Window {
    closes_ms: u64,
    candidate: Option<PairedOrigin>,
}

/// What the user wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// This origin is to be paired.
    Pair(PairedOrigin),
    /// Nobody is to be paired any more.
    UnpairAll,
}

/// What the status page and the log tell of the pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status<'a> {
    /// No window is open.
    Closed,
    /// Waiting for an unknown origin.
    Open {
        /// Whole seconds left.
        seconds: u64,
    },
    /// Waiting for a press that accepts it.
    Candidate {
        /// Whole seconds left.
        seconds: u64,
        /// The origin.
        origin: &'a str,
    },
}

impl Pairing {
    pub(crate) const fn new() -> Self {
        Self { window: None, button: Button::new() }
    }

    /// The button's level and the time, once a turn.
    pub(crate) fn tick(&mut self, now_ms: u64, pressed: bool) -> Option<Wish> {
        if self.window.as_ref().is_some_and(|window| now_ms >= window.closes_ms) {
            self.window = None;
        }
        match (self.button.tick(now_ms, pressed)?, self.window.take()) {
            (Press::Long, _) => Some(Wish::UnpairAll),
            (Press::Down, None) => {
                self.window = Some(Window { closes_ms: now_ms.saturating_add(WINDOW_MS), candidate: None });
                None
            }
            // A second press with nobody waiting closes the window.
            (Press::Down, Some(window)) => window.candidate.map(Wish::Pair),
        }
    }

    /// An origin that the relay's policy does not have knocked.
    pub(crate) fn unknown_origin(&mut self, origin: &[u8]) {
        if let Some(window) = &mut self.window
            && window.candidate.is_none()
        {
            window.candidate = PairedOrigin::try_from(origin).ok();
        }
    }

    pub(crate) fn status(&self, now_ms: u64) -> Status<'_> {
        match &self.window {
            None => Status::Closed,
            Some(window) => {
                let seconds = window.closes_ms.saturating_sub(now_ms).div_ceil(1000);
                match &window.candidate {
                    None => Status::Open { seconds },
                    Some(origin) => Status::Candidate { seconds, origin: origin.as_str() },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::button::{DEBOUNCE_MS, LONG_MS};

    const NEW: &[u8] = b"https://new.example.net";

    /// Holds the button for so long and lets it go; returns what the user wants, of which there is at most one.
    fn hold(pairing: &mut Pairing, at_ms: u64, ms: u64) -> Option<Wish> {
        let turns =
            [(0, true), (DEBOUNCE_MS, true), (ms, true), (ms + 1, false), (ms + 1 + DEBOUNCE_MS, false)];
        let mut wishes = turns.iter().filter_map(|(after, pressed)| pairing.tick(at_ms + after, *pressed));
        let first = wishes.next();
        assert_eq!(wishes.next(), None);
        first
    }

    fn press(pairing: &mut Pairing, at_ms: u64) -> Option<Wish> {
        hold(pairing, at_ms, 2 * DEBOUNCE_MS)
    }

    fn released() -> Pairing {
        let mut pairing = Pairing::new();
        pairing.tick(0, false);
        pairing.tick(DEBOUNCE_MS, false);
        pairing
    }

    #[test]
    fn a_second_press_accepts_the_candidate() {
        let mut pairing = released();
        pairing.unknown_origin(NEW);
        assert_eq!(press(&mut pairing, 100), None);
        assert_eq!(pairing.status(100 + DEBOUNCE_MS), Status::Open { seconds: 30 });
        pairing.unknown_origin(NEW);
        pairing.unknown_origin(b"https://late.example.net");
        assert!(matches!(pairing.status(200), Status::Candidate { origin: "https://new.example.net", .. }));
        assert_eq!(press(&mut pairing, 1000), PairedOrigin::try_from(NEW).ok().map(Wish::Pair));
        assert_eq!(pairing.status(1200), Status::Closed);
    }

    #[test]
    fn time_out_drops_the_candidate() {
        let mut pairing = released();
        press(&mut pairing, 100);
        pairing.unknown_origin(NEW);
        pairing.tick(100 + DEBOUNCE_MS + WINDOW_MS, false);
        assert_eq!(pairing.status(40_000), Status::Closed);
        assert_eq!(press(&mut pairing, 50_000), None);
        assert!(matches!(pairing.status(50_100), Status::Open { .. }));
    }

    #[test]
    fn a_long_press_unpairs_everybody_and_closes_the_window() {
        let mut pairing = released();
        assert_eq!(hold(&mut pairing, 100, LONG_MS), Some(Wish::UnpairAll));
        assert_eq!(pairing.status(100 + LONG_MS), Status::Closed);
    }

    #[test]
    fn what_the_policy_refuses_is_no_candidate() {
        let mut pairing = released();
        press(&mut pairing, 100);
        for origin in [&b"null"[..], b"http://192.0.2.1", b"*", b"https://*.example.net", b"\xff"] {
            pairing.unknown_origin(origin);
        }
        let patterns_are_not_origins = matches!(pairing.status(200), Status::Open { .. });
        assert!(patterns_are_not_origins, "{:?}", pairing.status(200));
    }
}
