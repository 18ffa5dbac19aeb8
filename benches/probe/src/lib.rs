//! What the probes have in common: a panic handler that cannot be linked. A probe's entry point takes all that it works
//! on as arguments and is called by nobody, so that the compiler can know nothing about them. Beside it there is what the programs that are
//! measured share.
#![no_std]

mod exchange;
mod policies;

pub use exchange::Exchange;
pub use policies::POLICY;

unsafe extern "C" {
    /// Nobody defines it, so a program from which it can be reached does not link.
    fn a_panic_is_reachable() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: never called: a program with this call in it does not exist, unless it was linked in order to look into
    // it, and then it does not run.
    unsafe { a_panic_is_reachable() }
}
