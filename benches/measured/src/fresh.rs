//! Calls that consume their input.

use std::hint::black_box;

use crate::case::{Case, Run};

/// A call that consumes its input: a request, which is made anew for each.
struct Fresh<I, R, M, F> {
    make: M,
    call: F,
    waiting: Vec<I>,
    done: Vec<R>,
}

impl<I, R, M: FnMut() -> I, F: FnMut(I) -> R> Run for Fresh<I, R, M, F> {
    fn prepare(&mut self, count: usize) {
        self.done.clear();
        self.done.reserve(count);
        self.waiting.extend((0..count).map(|_| (self.make)()));
    }

    fn run(&mut self) {
        for input in self.waiting.drain(..) {
            self.done.push(counted_call(&mut self.call, black_box(input)));
        }
    }

    fn most(&self) -> usize {
        16
    }
}

#[inline(never)]
fn counted_call<I, R>(call: &mut impl FnMut(I) -> R, input: I) -> R {
    call(input)
}

impl Case {
    /// A case whose input is made by `make`, out of the measurement. What `call` returns is dropped outside of it too.
    pub(crate) fn fresh<I, R, M, F>(subject: &'static str, workload: &'static str, make: M, call: F) -> Self
    where
        I: 'static,
        R: 'static,
        M: FnMut() -> I + 'static,
        F: FnMut(I) -> R + 'static,
    {
        Self { subject, workload, run: Box::new(Fresh { make, call, waiting: Vec::new(), done: Vec::new() }) }
    }
}
