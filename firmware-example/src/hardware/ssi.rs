//! The memory card's bus, SSI0, as an `embedded-hal` SPI bus on PA2 (clock), PA4 (receive) and PA5 (transmit), and the
//! card's select line, PD0. The display on the same bus is left alone: PA3 deselects it.
//!
//! 390 kHz: as fast as a card may be started, and fast enough for the few blocks that are ever read or written.

use core::convert::Infallible;

use embedded_hal::{
    digital::{self, OutputPin},
    spi::{self, SpiBus},
};

use super::register::{CLOCK_GATES, Register};

// SAFETY: RCGC1 of system control; it switches clocks of peripherals and nothing else.
const SERIAL_CLOCK_GATES: Register = unsafe { Register::at(0x400f_e104) };
// SAFETY: SSICR0; the frames' format, no memory behind it.
const FORMAT: Register = unsafe { Register::at(0x4000_8000) };
// SAFETY: SSICR1; it turns the controller on and off, no more.
const CONTROL: Register = unsafe { Register::at(0x4000_8004) };
// SAFETY: SSIDR; both FIFOs, no memory behind them.
const DATA: Register = unsafe { Register::at(0x4000_8008) };
// SAFETY: SSISR; read only.
const STATUS: Register = unsafe { Register::at(0x4000_800c) };
// SAFETY: SSICPSR; it divides the clock, no more.
const PRESCALER: Register = unsafe { Register::at(0x4000_8010) };

// SAFETY: GPIODATA of port A, masked to PA3; it drives pins only.
const DISPLAY_DATA: Register = unsafe { Register::at(0x4000_4000 + ((DISPLAY as usize) << 2)) };
// SAFETY: GPIODIR of port A; it sets the direction of pins only.
const DIRECTION_A: Register = unsafe { Register::at(0x4000_4400) };
// SAFETY: GPIOAFSEL of port A; it hands pins to peripherals only.
const FUNCTION_A: Register = unsafe { Register::at(0x4000_4420) };
// SAFETY: GPIOPUR of port A; it sets pull-up resistors only.
const PULL_UP_A: Register = unsafe { Register::at(0x4000_4510) };
// SAFETY: GPIODEN of port A; it makes pins digital, no more.
const DIGITAL_A: Register = unsafe { Register::at(0x4000_451c) };
// SAFETY: GPIODATA of port D, masked to PD0; it drives pins only.
const SELECT_DATA: Register = unsafe { Register::at(0x4000_7000 + ((SELECT as usize) << 2)) };
// SAFETY: GPIODIR of port D; it sets the direction of pins only.
const DIRECTION_D: Register = unsafe { Register::at(0x4000_7400) };
// SAFETY: GPIODEN of port D; it makes pins digital, no more.
const DIGITAL_D: Register = unsafe { Register::at(0x4000_751c) };

const CLOCK_GATE_SSI0: u32 = 1 << 4;
const CLOCK_GATE_A: u32 = 1 << 0;
const CLOCK_GATE_D: u32 = 1 << 3;
const CLOCK: u32 = 1 << 2;
const DISPLAY: u32 = 1 << 3;
const RECEIVE: u32 = 1 << 4;
const TRANSMIT: u32 = 1 << 5;
const SELECT: u32 = 1 << 0;

/// Frames of eight bits, clock low between them, sampled at its first edge.
const EIGHT_BITS: u32 = 7;
/// 12.5 MHz to 390 kHz.
const DIVISOR: u32 = 32;
const ON: u32 = 1 << 1;
const RECEIVED: u32 = 1 << 2;
const IDLE: u8 = 0xff;

/// The bus.
#[derive(Debug)]
pub(crate) struct Ssi(());

impl Ssi {
    pub(super) fn take() -> Self {
        SERIAL_CLOCK_GATES.set(CLOCK_GATE_SSI0);
        CLOCK_GATES.set(CLOCK_GATE_A);
        cortex_m::asm::delay(3);
        DIRECTION_A.set(DISPLAY);
        DISPLAY_DATA.write(DISPLAY);
        FUNCTION_A.set(CLOCK | RECEIVE | TRANSMIT);
        // A bus without a card reads idle.
        PULL_UP_A.set(RECEIVE);
        DIGITAL_A.set(CLOCK | DISPLAY | RECEIVE | TRANSMIT);
        CONTROL.write(0);
        FORMAT.write(EIGHT_BITS);
        PRESCALER.write(DIVISOR);
        CONTROL.write(ON);
        Self(())
    }
}

/// One byte each way. Fetched at once: a byte for which the receive FIFO has no room is lost.
fn exchange(byte: u8) -> u8 {
    DATA.write(byte.into());
    while STATUS.read() & RECEIVED == 0 {}
    DATA.read().to_le_bytes()[0]
}

impl spi::ErrorType for Ssi {
    type Error = Infallible;
}

impl SpiBus for Ssi {
    fn read(&mut self, room: &mut [u8]) -> Result<(), Infallible> {
        room.iter_mut().for_each(|slot| *slot = exchange(IDLE));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        for byte in bytes {
            exchange(*byte);
        }
        Ok(())
    }

    fn transfer(&mut self, room: &mut [u8], bytes: &[u8]) -> Result<(), Infallible> {
        for place in 0..room.len().max(bytes.len()) {
            let received = exchange(bytes.get(place).copied().unwrap_or(IDLE));
            if let Some(slot) = room.get_mut(place) {
                *slot = received;
            }
        }
        Ok(())
    }

    fn transfer_in_place(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.iter_mut().for_each(|byte| *byte = exchange(*byte));
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        // Each byte that was sent has been answered.
        Ok(())
    }
}

/// PD0, which selects the card when low.
#[derive(Debug)]
pub(crate) struct CardSelect(());

impl CardSelect {
    pub(super) fn new() -> Self {
        CLOCK_GATES.set(CLOCK_GATE_D);
        cortex_m::asm::delay(3);
        DIRECTION_D.set(SELECT);
        SELECT_DATA.write(SELECT);
        DIGITAL_D.set(SELECT);
        Self(())
    }
}

impl digital::ErrorType for CardSelect {
    type Error = Infallible;
}

impl OutputPin for CardSelect {
    fn set_low(&mut self) -> Result<(), Infallible> {
        SELECT_DATA.write(0);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        SELECT_DATA.write(SELECT);
        Ok(())
    }
}
