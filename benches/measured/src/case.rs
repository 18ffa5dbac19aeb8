//! A subject with a workload: what one figure is about.

use std::hint::black_box;

/// What can be run, so many times in a row.
pub(crate) trait Run {
    /// Makes ready for `count` requests; not measured.
    fn prepare(&mut self, count: usize);

    /// Answers all that was made ready.
    fn run(&mut self);

    /// How many requests can be made ready at once without their memory mattering.
    fn most(&self) -> usize {
        usize::MAX
    }
}

/// A subject with a workload.
pub(crate) struct Case {
    pub(crate) subject: &'static str,
    pub(crate) workload: &'static str,
    pub(crate) run: Box<dyn Run>,
}

/// A call that takes the same input each time and leaves nothing to clean up.
struct Same<I, F> {
    input: I,
    call: F,
    count: usize,
}

impl<I: Copy, R, F: FnMut(I) -> R> Run for Same<I, F> {
    fn prepare(&mut self, count: usize) {
        self.count = count;
    }

    fn run(&mut self) {
        for _ in 0..self.count {
            black_box((self.call)(black_box(self.input)));
        }
    }
}

impl Case {
    /// A case whose input is the same each time.
    pub(crate) fn same<I, R, F>(subject: &'static str, workload: &'static str, input: I, call: F) -> Self
    where
        I: Copy + 'static,
        F: FnMut(I) -> R + 'static,
    {
        Self { subject, workload, run: Box::new(Same { input, call, count: 0 }) }
    }
}
