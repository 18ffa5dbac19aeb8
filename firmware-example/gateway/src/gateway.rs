//! The gateway's state: the device, its journal, who is paired, and where that is kept.

use crate::device::Device;
use crate::event::{Event, Outcome};
use crate::journal::Journal;
use crate::memory::{Failed, Memory, Notice, Restored};
use crate::paired::{Kept, Paired, PairedOrigin};
use crate::pairing::{Pairing, Status, Wish};
use crate::routes::Route;
use core::net::IpAddr;
use corselet::Verdict;
use corselet::server::Reason;
use records::{Found, SIZE};

/// How long the status LED stays lit after a denial, in milliseconds.
const DENIAL_MS: u64 = 2_000;

/// Half a period of the LED's blinking while a candidate waits, in milliseconds.
const BLINK_MS: u64 = 250;

/// All of the gateway's state that outlives a connection. What outlives a reset is in its memory, `'m`.
#[derive(Debug)]
pub struct Gateway<'m> {
    pub(crate) device: Device,
    pub(crate) journal: Journal,
    pub(crate) pairing: Pairing,
    pub(crate) paired: Paired,
    pub(crate) memory: Option<&'m mut dyn Memory>,
    pub(crate) notice: Option<Notice>,
    denied_ms: Option<u64>,
    pub(crate) address: Option<IpAddr>,
}

impl<'m> Gateway<'m> {
    /// The state at power on: relay off, nobody paired.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "a static needs a const")]
    pub const fn new() -> Self {
        Self {
            device: Device::new(),
            journal: Journal::new(),
            pairing: Pairing::new(),
            paired: Paired::new(),
            memory: None,
            notice: None,
            denied_ms: None,
            address: None,
        }
    }

    /// Pairs the origins that the memory holds, and keeps all later changes in it; without one they last until the next
    /// reset. Once, before the first tick.
    pub fn remember(&mut self, memory: &'m mut dyn Memory) -> Restored {
        let mut block = [0; SIZE];
        let restored = match memory.load(&mut block) {
            Err(Failed) => return Restored::Unreadable,
            Ok(Found::Blank) => Restored::Blank,
            Ok(Found::Garbage) => Restored::Garbage,
            Ok(Found::Record(text)) => {
                let (origins, refused) = self.paired.read(text);
                Restored::List { origins, refused }
            }
        };
        self.memory = Some(memory);
        restored
    }

    /// Tells the address that the board's network interface has: requests that ask for it are for this gateway.
    pub fn set_address(&mut self, address: IpAddr) {
        self.address = Some(address);
    }

    /// Once per loop turn: the select button's level now, and the time in milliseconds. Returns whether the status LED is
    /// lit: steadily after a denial, blinking while a pairing candidate waits.
    pub fn tick(&mut self, now_ms: u64, button_pressed: bool) -> bool {
        match self.pairing.tick(now_ms, button_pressed) {
            Some(Wish::Pair(origin)) => self.notice = Some(self.pair(origin)),
            Some(Wish::UnpairAll) => {
                let stored = store(&mut self.memory, &self.paired, Kept::NONE);
                if stored.is_ok() {
                    self.paired.retain(Kept::NONE);
                }
                self.notice = Some(Notice::of_unpairing(stored));
            }
            None => {}
        }
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

    /// What became of the last change of the paired origins, once.
    pub fn take_notice(&mut self) -> Option<Notice> {
        self.notice.take()
    }

    /// What is told to be paired is stored.
    fn pair(&mut self, origin: PairedOrigin) -> Notice {
        if !self.paired.add(origin) {
            return Notice::NotPaired;
        }
        match store(&mut self.memory, &self.paired, Kept::ALL) {
            Ok(()) if self.memory.is_some() => Notice::Paired,
            Ok(()) => Notice::PairedUntilReset,
            Err(Failed) => {
                self.paired.remove_last();
                Notice::NotPaired
            }
        }
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
                && !self.paired.is_full()
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
            Some(place) => writeln!(line, "paired: {}", self.paired.origins().nth(place)?),
        };
        written.ok()
    }
}

/// Stores which of the paired origins stay, if there is a memory.
pub(crate) fn store(memory: &mut Option<&mut dyn Memory>, paired: &Paired, kept: Kept) -> Result<(), Failed> {
    memory.as_mut().map_or(Ok(()), |memory| memory.store(&mut paired.text(kept)))
}
