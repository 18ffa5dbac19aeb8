//! Pairing a dashboard without reflashing: a press on the button opens a window, the next unknown origin becomes the
//! candidate, a second press accepts it. A page that merely polls cannot pair itself.

use crate::policies::{self, RELAY_SPEC};
use crate::routes::Route;
use corselet::Policy;
use corselet::origin::Origin;
use corselet::policy::{BuildError, NOBODY, PolicySpec, StoredPolicy};
use heapless::{String, Vec};

/// How long a pairing window stays open, in milliseconds.
pub(crate) const WINDOW_MS: u64 = 30_000;

/// How many origins can be paired.
pub(crate) const MAX_PAIRED: usize = 4;

/// The longest origin that can be paired, in bytes.
const MAX_LEN: usize = 128;

/// How long the button's level must last to count, in milliseconds.
const DEBOUNCE_MS: u64 = 20;

pub(crate) type PairedOrigin = String<MAX_LEN>;

/// The paired origins, the window and the button.
#[derive(Debug)]
pub(crate) struct Pairing {
    paired: Vec<PairedOrigin, MAX_PAIRED>,
    /// The relay's policy with the paired origins in it; in force once there are any.
    policy: StoredPolicy<2048, 8, 4>,
    window: Option<Window>,
    button: Button,
}

#[derive(Debug)]
struct Window {
    closes_ms: u64,
    candidate: Option<PairedOrigin>,
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
        Self { paired: Vec::new(), policy: StoredPolicy::deny_all(), window: None, button: Button::new() }
    }

    /// The button's level and the time, once a turn.
    pub(crate) fn tick(&mut self, now_ms: u64, pressed: bool) {
        if self.window.as_ref().is_some_and(|window| now_ms >= window.closes_ms) {
            self.window = None;
        }
        if self.button.is_new_press(now_ms, pressed) {
            match self.window.take() {
                None => {
                    self.window =
                        Some(Window { closes_ms: now_ms.saturating_add(WINDOW_MS), candidate: None })
                }
                Some(Window { candidate: Some(origin), .. }) => self.accept(origin),
                // A second press with nobody waiting closes the window.
                Some(Window { candidate: None, .. }) => {}
            }
        }
    }

    /// An origin that the relay's policy does not have knocked.
    pub(crate) fn unknown_origin(&mut self, origin: &[u8]) {
        let Some(window) = &mut self.window else { return };
        let Ok(origin) = core::str::from_utf8(origin) else { return };
        if window.candidate.is_some() || self.paired.is_full() {
            return;
        }
        // A candidate comes from the network: it must be an origin, never a pattern, and nothing that the policy would refuse
        // in the end.
        let exact =
            matches!(Origin::parse(origin.as_bytes()), Ok(Origin::Tuple(tuple)) if tuple.is_dns_shaped());
        let acceptable = with_origins(&[origin]).errors().next().is_none();
        if exact
            && acceptable
            && let Ok(origin) = PairedOrigin::try_from(origin)
        {
            window.candidate = Some(origin);
        }
    }

    fn accept(&mut self, origin: PairedOrigin) {
        if self.paired.push(origin).is_err() {
            return;
        }
        if self.compile().is_err() {
            // The old policy stays in force, and so does the old list.
            self.paired.pop();
        }
    }

    fn compile(&mut self) -> Result<(), BuildError> {
        let all = RELAY_SPEC.origins.iter().copied().chain(self.paired.iter().map(String::as_str));
        let origins: Vec<&str, { MAX_PAIRED + RELAY_SPEC.origins.len() }> = all.collect();
        self.policy.try_replace(&with_origins(&origins))
    }

    /// The policy of a route: the one place that knows.
    pub(crate) fn policy(&self, route: Route) -> Policy<'_> {
        match route {
            Route::Relay if self.paired.is_empty() => policies::RELAY,
            Route::Relay => self.policy.policy(),
            Route::Config => policies::CONFIG,
            Route::Settings => NOBODY,
            Route::Page | Route::Log => policies::OPERATORS,
            // What is not there is no secret.
            Route::Reading | Route::Unknown => policies::READING,
        }
    }

    pub(crate) fn paired(&self) -> impl Iterator<Item = &str> {
        self.paired.iter().map(String::as_str)
    }

    pub(crate) fn status(&self, now_ms: u64) -> Status<'_> {
        match &self.window {
            None => Status::Closed,
            Some(window) => {
                let seconds = window.closes_ms.saturating_sub(now_ms).div_ceil(1000);
                match &window.candidate {
                    None => Status::Open { seconds },
                    Some(origin) => Status::Candidate { seconds, origin },
                }
            }
        }
    }
}

fn with_origins<'a>(origins: &'a [&'a str]) -> PolicySpec<'a> {
    PolicySpec { origins, ..RELAY_SPEC }
}

/// The select button. A level counts once it lasted, and a button that reads pressed at reset does nothing until it was
/// released: on this board every line reads so until its first event.
#[derive(Debug)]
struct Button {
    // Released is true, so that the state at reset, pressed, is all zero bits and costs no flash.
    steady_released: bool,
    level_released: bool,
    since_ms: u64,
    released_once: bool,
}

impl Button {
    const fn new() -> Self {
        Self { steady_released: false, level_released: false, since_ms: 0, released_once: false }
    }

    fn is_new_press(&mut self, now_ms: u64, pressed: bool) -> bool {
        if pressed == self.level_released {
            self.level_released = !pressed;
            self.since_ms = now_ms;
        }
        if self.level_released == self.steady_released || now_ms.saturating_sub(self.since_ms) < DEBOUNCE_MS {
            return false;
        }
        self.steady_released = self.level_released;
        self.released_once |= self.steady_released;
        !self.steady_released && self.released_once
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &[u8] = b"https://new.example.net";

    fn press(pairing: &mut Pairing, at_ms: u64) {
        pairing.tick(at_ms, true);
        pairing.tick(at_ms + DEBOUNCE_MS, true);
        pairing.tick(at_ms + 2 * DEBOUNCE_MS, false);
        pairing.tick(at_ms + 3 * DEBOUNCE_MS, false);
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
        press(&mut pairing, 100);
        assert_eq!(pairing.status(100 + DEBOUNCE_MS), Status::Open { seconds: 30 });
        pairing.unknown_origin(NEW);
        pairing.unknown_origin(b"https://late.example.net");
        assert!(matches!(pairing.status(200), Status::Candidate { origin: "https://new.example.net", .. }));
        assert_eq!(pairing.paired().count(), 0, "a candidate may not do anything yet");
        press(&mut pairing, 1000);
        assert!(pairing.paired().eq(["https://new.example.net"]));
        assert_eq!(pairing.status(1200), Status::Closed);
    }

    #[test]
    fn time_out_drops_the_candidate() {
        let mut pairing = released();
        press(&mut pairing, 100);
        pairing.unknown_origin(NEW);
        pairing.tick(100 + DEBOUNCE_MS + WINDOW_MS, false);
        assert_eq!(pairing.status(40_000), Status::Closed);
        press(&mut pairing, 50_000);
        assert!(matches!(pairing.status(50_100), Status::Open { .. }));
        assert_eq!(pairing.paired().count(), 0);
    }

    #[test]
    fn a_button_that_is_pressed_at_reset_does_nothing_until_released() {
        let mut pairing = Pairing::new();
        for now in 0..200 {
            pairing.tick(now, true);
        }
        assert_eq!(pairing.status(200), Status::Closed);
        pairing.tick(200, false);
        pairing.tick(220, false);
        press(&mut pairing, 300);
        assert!(matches!(pairing.status(400), Status::Open { .. }));
    }

    #[test]
    fn a_bouncing_contact_is_no_press() {
        let mut pairing = released();
        for now in 100..130 {
            pairing.tick(now, now % 7 < 5);
        }
        pairing.tick(131, false);
        assert_eq!(pairing.status(200), Status::Closed);
    }

    #[test]
    fn what_the_policy_refuses_is_no_candidate() {
        let mut pairing = released();
        press(&mut pairing, 100);
        for origin in [
            &b"null"[..],
            b"http://192.0.2.1",
            b"https://a.example/",
            b"*",
            b"https://*.example.net",
            b"\xff",
        ] {
            pairing.unknown_origin(origin);
        }
        let patterns_are_not_origins = matches!(pairing.status(200), Status::Open { .. });
        assert!(patterns_are_not_origins, "{:?}", pairing.status(200));
    }

    #[test]
    fn the_list_takes_four() {
        let mut pairing = released();
        for (number, origin) in [
            "https://a.example",
            "https://b.example",
            "https://c.example",
            "https://d.example",
            "https://e.example",
        ]
        .iter()
        .enumerate()
        {
            let at = 1000 * (number as u64 + 1);
            press(&mut pairing, at);
            pairing.unknown_origin(origin.as_bytes());
            press(&mut pairing, at + 500);
        }
        assert_eq!(pairing.paired().count(), MAX_PAIRED);
    }
}
