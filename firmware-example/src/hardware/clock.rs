//! Time since boot, from SysTick.
//!
//! A tick that comes while interrupts are off for longer than a millisecond is lost, so the clock may run
//! slow while the host is slow to take log lines; it never runs backwards.

use core::cell::Cell;

use cortex_m::{
    interrupt::{self, Mutex},
    peripheral::{SYST, syst::SystClkSource},
};
use cortex_m_rt::exception;

/// The core clock after reset, which nothing here changes.
const CORE_HZ: u32 = 12_500_000;
const TICK_HZ: u32 = 1_000;

static TICKS: Mutex<Cell<u64>> = Mutex::new(Cell::new(0));

/// Starts the millisecond tick.
pub(super) fn start(mut timer: SYST) {
    timer.set_clock_source(SystClkSource::Core);
    timer.set_reload(CORE_HZ / TICK_HZ - 1);
    timer.clear_current();
    timer.enable_counter();
    timer.enable_interrupt();
}

/// Milliseconds since boot; monotonic.
pub(crate) fn now_ms() -> u64 {
    interrupt::free(|section| TICKS.borrow(section).get())
}

#[exception]
fn SysTick() {
    interrupt::free(|section| {
        let ticks = TICKS.borrow(section);
        ticks.set(ticks.get().wrapping_add(1));
    });
}
