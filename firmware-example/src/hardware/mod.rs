//! The LM3S6965 under the gateway: the only room with `unsafe` in it.
#![allow(unsafe_code)]

pub(crate) mod clock;
pub(crate) mod ethernet;
mod fault;
pub(crate) mod gpio;
mod register;
mod ssi;
pub(crate) mod stack;

use cortex_m_rt::exception;
use ethernet::Ethernet;
use gpio::{Button, Led};
use ssi::{CardSelect, Ssi};

/// The memory card in the board's slot.
pub(crate) type Card = sdcard::Card<Ssi, CardSelect>;

/// What the gateway uses of the board, each part handed out once.
pub(crate) struct Board {
    pub(crate) ethernet: Ethernet,
    /// The status LED: PF0.
    pub(crate) led: Led,
    /// The select button: PF1.
    pub(crate) button: Button,
    pub(crate) card: Card,
}

impl Board {
    /// Starts the clock and the pins; the Ethernet controller stays off until [`Ethernet::start`].
    ///
    /// # Panics
    /// On a second call.
    pub(crate) fn take() -> Self {
        let Some(peripherals) = cortex_m::Peripherals::take() else { panic!("the board is taken") };
        clock::start(peripherals.SYST);
        gpio::enable_port();
        Self {
            ethernet: Ethernet::take(),
            led: Led::new(),
            button: Button::new(),
            card: Card::new(Ssi::take(), CardSelect::new()),
        }
    }
}

/// Every interrupt of the chip arrives here, and every fault that has no handler of its own. One that
/// nobody expects must not be mistaken for an idle device.
///
/// # Safety
/// Entered by the hardware alone. A non-maskable interrupt preempts critical sections, so nothing that one
/// guards may be touched on its way: it ends in [`fault::end`], which logs nothing.
#[exception]
unsafe fn DefaultHandler(number: i16) {
    if number == ethernet::INTERRUPT {
        ethernet::on_interrupt();
    } else {
        fault::end();
    }
}
