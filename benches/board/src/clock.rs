//! The clock that counts instructions: the emulator lets each take the same time.

use core::hint::black_box;
use core::sync::atomic::{Ordering, compiler_fence};

/// Never read twice: counting starts anew for each piece of work.
pub(crate) struct Clock(Counter);

impl Clock {
    pub(crate) fn new() -> Self {
        Self(Counter::new())
    }

    /// The ticks that a piece of work takes, and the looks at the clock with it.
    #[inline(always)]
    pub(crate) fn count<R>(&mut self, work: impl FnOnce() -> R) -> u32 {
        let start = self.0.start();
        compiler_fence(Ordering::SeqCst);
        let result = work();
        compiler_fence(Ordering::SeqCst);
        let ticks = self.0.since(start);
        black_box(result);
        ticks
    }
}

#[cfg(target_arch = "arm")]
use arm::Counter;
#[cfg(target_arch = "riscv32")]
use riscv32::Counter;

#[cfg(target_arch = "arm")]
mod arm {
    use cortex_m::peripheral::syst::SystClkSource;
    use cortex_m::peripheral::{Peripherals, SYST};

    const MASK: u32 = 0x00ff_ffff;

    pub(super) struct Counter(SYST);

    impl Counter {
        pub(super) fn new() -> Self {
            // SAFETY: taken once, by the only code there is.
            let mut timer = unsafe { Peripherals::steal() }.SYST;
            timer.set_clock_source(SystClkSource::Core);
            timer.set_reload(MASK);
            timer.clear_current();
            timer.enable_counter();
            Self(timer)
        }

        #[inline(always)]
        pub(super) fn start(&mut self) -> u32 {
            self.0.clear_current();
            // Begins anew with the next tick.
            while SYST::get_current() == 0 {}
            SYST::get_current()
        }

        #[inline(always)]
        pub(super) fn since(&self, start: u32) -> u32 {
            start.wrapping_sub(SYST::get_current()) & MASK
        }
    }
}

#[cfg(target_arch = "riscv32")]
mod riscv32 {
    use riscv::register::minstret;

    pub(super) struct Counter;

    impl Counter {
        pub(super) fn new() -> Self {
            Self
        }

        #[inline(always)]
        pub(super) fn start(&mut self) -> u32 {
            minstret::read() as u32
        }

        #[inline(always)]
        pub(super) fn since(&self, start: u32) -> u32 {
            (minstret::read() as u32).wrapping_sub(start)
        }
    }
}
