//! Counting what is allocated.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::case::Case;

static COUNT: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, with a count of what is asked of it.
pub(crate) struct Counting;

fn count(bytes: usize) {
    COUNT.fetch_add(1, Ordering::Relaxed);
    BYTES.fetch_add(bytes, Ordering::Relaxed);
}

// SAFETY: all is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller's promise is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is the same.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        // SAFETY: the caller's promise is the same.
        unsafe { System.realloc(block, layout, size) }
    }
}

const REQUESTS: usize = 16;

/// Prints `subject workload allocations bytes` for each case, a request's share.
pub(crate) fn run(cases: &mut [Case]) {
    for case in cases {
        // Once before, so that what is kept is not counted.
        for _ in 0..2 {
            case.run.prepare(REQUESTS);
            COUNT.store(0, Ordering::Relaxed);
            BYTES.store(0, Ordering::Relaxed);
            case.run.run();
        }
        let share = |counter: &AtomicUsize| counter.load(Ordering::Relaxed).div_ceil(REQUESTS);
        let (count, bytes) = (share(&COUNT), share(&BYTES));
        println!("{} {} {count} {bytes}", case.subject, case.workload);
    }
}
