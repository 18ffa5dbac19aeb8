//! The status LED and the select button, both on port F, as `embedded-hal` pins.

use core::convert::Infallible;

use embedded_hal::digital::{ErrorType, InputPin, OutputPin};

use super::register::{CLOCK_GATES, Register};

const LED: u32 = 1 << 0;
const SELECT: u32 = 1 << 1;
const CLOCK_GATE_F: u32 = 1 << 5;

// Address bits 9 to 2 mask the data register, so that each pin is read and written alone.
// SAFETY: GPIODATA of port F, masked to PF0; it drives pins only.
const LED_DATA: Register = unsafe { Register::at(0x4002_5000 + ((LED as usize) << 2)) };
// SAFETY: GPIODATA of port F, masked to PF1; it drives pins only.
const SELECT_DATA: Register = unsafe { Register::at(0x4002_5000 + ((SELECT as usize) << 2)) };
// SAFETY: GPIODIR of port F; it sets the direction of pins only.
const DIRECTION: Register = unsafe { Register::at(0x4002_5400) };
// SAFETY: GPIOPUR of port F; it sets pull-up resistors only.
const PULL_UP: Register = unsafe { Register::at(0x4002_5510) };
// SAFETY: GPIODEN of port F; it makes pins digital, no more.
const DIGITAL: Register = unsafe { Register::at(0x4002_551c) };

/// Feeds port F its clock and makes both pins digital.
pub(super) fn enable_port() {
    CLOCK_GATES.set(CLOCK_GATE_F);
    // The first access to a port must come three cycles after its clock.
    cortex_m::asm::delay(3);
    DIGITAL.set(LED | SELECT);
}

/// PF0, lit when high.
pub(crate) struct Led(());

impl Led {
    pub(super) fn new() -> Self {
        DIRECTION.set(LED);
        Self(())
    }
}

impl ErrorType for Led {
    type Error = Infallible;
}

impl OutputPin for Led {
    fn set_low(&mut self) -> Result<(), Infallible> {
        LED_DATA.write(0);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        LED_DATA.write(LED);
        Ok(())
    }
}

/// PF1, pressed when low.
pub(crate) struct Button(());

impl Button {
    pub(super) fn new() -> Self {
        PULL_UP.set(SELECT);
        Self(())
    }
}

impl ErrorType for Button {
    type Error = Infallible;
}

impl InputPin for Button {
    fn is_high(&mut self) -> Result<bool, Infallible> {
        Ok(SELECT_DATA.read() != 0)
    }

    fn is_low(&mut self) -> Result<bool, Infallible> {
        Ok(SELECT_DATA.read() == 0)
    }
}
