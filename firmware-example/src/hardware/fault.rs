//! The ends of the device: each is told to the host, and none is silent.

use core::{
    arch::naked_asm,
    panic::PanicInfo,
    sync::atomic::{AtomicBool, Ordering},
};

use super::register::Register;

// SAFETY: CFSR of the system control block; reading it has no effect.
const FAULT_STATUS: Register = unsafe { Register::at(0xe000_ed28) };

/// Whether a log line about the end has been begun. A second one would mean that logging itself failed.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Ends the emulation with failure.
pub(super) fn end() -> ! {
    semihosting::process::exit(1)
}

/// A fault may mean that the stack is used up, and a handler that pushes would fault again, without a word.
/// So this one takes the whole stack back before anything else: nothing returns to what was on it.
///
/// # Safety
/// Entered by the hardware alone.
#[unsafe(naked)]
#[unsafe(no_mangle)]
unsafe extern "C" fn HardFault() -> ! {
    naked_asm!(
        "movw r0, #:lower16:_stack_start",
        "movt r0, #:upper16:_stack_start",
        "mov sp, r0",
        "b {report}",
        report = sym report_fault,
    )
}

extern "C" fn report_fault() -> ! {
    if !ENDING.swap(true, Ordering::Relaxed) {
        defmt::error!("hard fault, status {=u32:#010x}", FAULT_STATUS.read());
    }
    end()
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    if !ENDING.swap(true, Ordering::Relaxed) {
        match info.location() {
            Some(location) => {
                defmt::error!("panic at {=str}:{=u32}", location.file(), location.line());
            }
            None => defmt::error!("panic"),
        }
    }
    end()
}
