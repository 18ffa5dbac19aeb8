//! How deep the stack gets: the words below the caller are painted, and what has been used no longer shows the paint.

use core::arch::asm;

use crate::work::Case;

const PAINT: u32 = 0xcccc_cccc;
/// How far down is looked.
const WORDS: usize = 512;

/// The bytes of stack that a function and all that it calls use.
#[inline(never)]
pub(crate) fn depth(work: fn(&mut Case<'_>), case: &mut Case<'_>) -> usize {
    let top = pointer();
    let mut word = 0;
    while word < WORDS {
        word += 1;
        // SAFETY: nothing lives below the stack pointer, and there are kilobytes of stack. This loop calls nothing.
        unsafe { top.sub(word).write_volatile(PAINT) };
    }
    work(case);
    // SAFETY: as above; the words have been written.
    while word > 0 && unsafe { top.sub(word).read_volatile() } == PAINT {
        word -= 1;
    }
    word * size_of::<u32>()
}

#[inline(always)]
fn pointer() -> *mut u32 {
    let pointer;
    // SAFETY: reads a register.
    unsafe {
        #[cfg(target_arch = "arm")]
        asm!("mov {}, sp", out(reg) pointer, options(nomem, nostack, preserves_flags));
        #[cfg(target_arch = "riscv32")]
        asm!("mv {}, sp", out(reg) pointer, options(nomem, nostack, preserves_flags));
    }
    pointer
}
