//! How much of the stack has been used: the start-up code paints it, and what has been used since boot no
//! longer shows the paint.

/// The word that `cortex-m-rt` paints with.
const PAINT: u32 = 0xcccc_cccc;
const CHECK_EVERY_MS: u64 = 1_000;

unsafe extern "C" {
    // Of the linker script: only the addresses mean anything.
    static _stack_start: u32;
    static _stack_end: u32;
    static _ram_start: u32;
    static __sheap: u32;
}

/// The size of the stack, in bytes.
pub(crate) fn size() -> usize {
    (&raw const _stack_start).addr() - (&raw const _stack_end).addr()
}

/// What all statics together take, in bytes.
pub(crate) fn statics() -> usize {
    (&raw const __sheap).addr() - (&raw const _ram_start).addr()
}

/// The most bytes of stack in use at one time since boot.
fn high_water() -> usize {
    let top = &raw const _stack_start;
    let mut word = &raw const _stack_end;
    // SAFETY: from its end to its start the stack is RAM, in aligned words, which the start-up code has
    // initialised. The read is volatile because the words belong to live frames at the top.
    while word < top && unsafe { word.read_volatile() } == PAINT {
        word = word.wrapping_add(1);
    }
    top.addr() - word.addr()
}

/// Tells when the stack has been used deeper than ever before.
pub(crate) struct Watch {
    known: usize,
    next_check_ms: u64,
}

impl Watch {
    pub(crate) fn new() -> Self {
        Self { known: 0, next_check_ms: 0 }
    }

    /// The high-water mark in bytes, if it has grown since it was last told. Looks once a second at most.
    pub(crate) fn grown(&mut self, now_ms: u64) -> Option<usize> {
        if now_ms < self.next_check_ms {
            return None;
        }
        self.next_check_ms = now_ms + CHECK_EVERY_MS;
        let mark = high_water();
        (mark > self.known).then(|| {
            self.known = mark;
            mark
        })
    }
}
