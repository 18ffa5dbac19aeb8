//! Running under callgrind.
//!
//! Callgrind is told by name what to count: what happens inside of functions whose names begin with `counted_`. It is asked
//! to forget what it has counted before a case's last run, and to write it down behind it.

use crate::case::Case;

/// Runs before the one that counts: they resolve what is resolved lazily.
const WARM_UP: usize = 3;

/// Prints each case's name, then runs it once between the marks.
pub(crate) fn run(cases: &mut [Case]) {
    for case in cases {
        println!("{} {}", case.subject, case.workload);
        case.run.prepare(WARM_UP);
        case.run.run();
        case.run.prepare(1);
        ask(Callgrind::Zero);
        case.run.run();
        ask(Callgrind::Dump);
    }
}

/// What callgrind can be asked; the numbers are those of its own `callgrind.h`.
#[derive(Clone, Copy)]
#[repr(usize)]
enum Callgrind {
    Dump = 0x4354_0000,
    Zero = 0x4354_0001,
}

/// Asks valgrind, where the program runs under it; otherwise these instructions do nothing.
#[cfg(target_arch = "x86_64")]
fn ask(request: Callgrind) {
    let message: [usize; 6] = [request as usize, 0, 0, 0, 0, 0];
    // SAFETY: four rotations by 128 bits in all and an exchange of a register with itself change nothing but flags and, under
    // valgrind, RDX; the message is only read.
    unsafe {
        std::arch::asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") message.as_ptr(),
            inout("rdx") 0_usize => _,
            out("rdi") _,
        );
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn ask(request: Callgrind) {
    unimplemented!("callgrind is asked to {} on x86-64 only", request as usize);
}
