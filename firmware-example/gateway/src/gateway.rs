//! The gateway's state: the device, its journal, who is paired.

use crate::device::Device;
use crate::event::{Event, Outcome};
use crate::journal::Journal;
use crate::pairing::{Pairing, Status};
use crate::routes::Route;
use core::net::IpAddr;
use corselet::Verdict;
use corselet::server::Reason;

/// How long the status LED stays lit after a denial, in milliseconds.
const DENIAL_MS: u64 = 2_000;

/// Half a period of the LED's blinking while a candidate waits, in milliseconds.
const BLINK_MS: u64 = 250;

/// All of the gateway's state that outlives a connection.
#[derive(Debug)]
pub struct Gateway {
    pub(crate) device: Device,
    pub(crate) journal: Journal,
    pub(crate) pairing: Pairing,
    denied_ms: Option<u64>,
    pub(crate) address: Option<IpAddr>,
}

impl Gateway {
    /// The state at power on: relay off, nobody paired.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "a static needs a const")]
    pub const fn new() -> Self {
        Self {
            device: Device::new(),
            journal: Journal::new(),
            pairing: Pairing::new(),
            denied_ms: None,
            address: None,
        }
    }

    /// Tells the address that the board's network interface has: requests that ask for it are for this gateway.
    pub fn set_address(&mut self, address: IpAddr) {
        self.address = Some(address);
    }

    /// Once per loop turn: the select button's level now, and the time in milliseconds. Returns whether the status LED is
    /// lit: steadily after a denial, blinking while a pairing candidate waits.
    pub fn tick(&mut self, now_ms: u64, button_pressed: bool) -> bool {
        self.pairing.tick(now_ms, button_pressed);
        match self.pairing.status(now_ms) {
            Status::Candidate { .. } => now_ms.checked_div(BLINK_MS).is_some_and(|turn| turn % 2 == 0),
            _ => self.denied_ms.is_some_and(|at| now_ms.saturating_sub(at) < DENIAL_MS),
        }
    }

    /// Whether the relay is on.
    #[must_use]
    pub const fn relay_is_on(&self) -> bool {
        self.device.relay_is_on()
    }

    /// Takes note of a request that was answered.
    pub(crate) fn note(&mut self, event: &Event<'_>, now_ms: u64) {
        self.journal.record(event);
        if let Outcome::Refused(_) = event.outcome {
            self.denied_ms = Some(now_ms);
        }
        if let Outcome::Decided(Verdict::ActualDenied | Verdict::PreflightDenied, reason) = event.outcome {
            self.denied_ms = Some(now_ms);
            if event.route == Route::Relay.name()
                && reason == Some(Reason::OriginNotAllowed)
                && let Some(origin) = event.origin
            {
                self.pairing.unknown_origin(origin);
            }
        }
    }

    /// The lines before the decisions in `/log`, by number; `None` after the last.
    pub(crate) fn status_line(
        &self,
        number: usize,
        now_ms: u64,
        line: &mut impl core::fmt::Write,
    ) -> Option<()> {
        let written = match number.checked_sub(1) {
            None => match self.pairing.status(now_ms) {
                Status::Closed => writeln!(line, "pairing: closed"),
                Status::Open { seconds } => writeln!(line, "pairing: open, {seconds} s left"),
                Status::Candidate { seconds, origin } => {
                    writeln!(line, "pairing: candidate {origin}, {seconds} s left, press to accept")
                }
            },
            Some(place) => writeln!(line, "paired: {}", self.pairing.paired().nth(place)?),
        };
        written.ok()
    }
}
