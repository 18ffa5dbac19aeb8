//! Time, taken in turns: every case runs a batch in every round, so that whatever else the machine does meets all alike.

use std::time::{Duration, Instant};

use crate::case::Case;

const ROUNDS: usize = 41;

/// How long a batch should take: long beside the clock's own 50 ns, short enough for many rounds.
const BATCH: Duration = Duration::from_micros(200);

const LARGEST: usize = 1 << 15;

/// Prints `subject workload nanoseconds` for each case: the median over all rounds.
pub(crate) fn run(cases: &mut [Case]) {
    let counts: Vec<usize> = cases.iter_mut().map(calibrate).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); cases.len()];
    for _ in 0..ROUNDS {
        for ((case, count), times) in cases.iter_mut().zip(&counts).zip(&mut times) {
            times.push(batch(case, *count).as_secs_f64() * 1e9 / *count as f64);
        }
    }
    for (case, times) in cases.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        println!("{} {} {:.3}", case.subject, case.workload, times[ROUNDS / 2]);
    }
}

/// The time that `count` requests take, made ready in as many portions as it needs.
fn batch(case: &mut Case, count: usize) -> Duration {
    let mut elapsed = Duration::ZERO;
    let mut left = count;
    while left > 0 {
        let portion = left.min(case.run.most());
        left -= portion;
        case.run.prepare(portion);
        let start = Instant::now();
        case.run.run();
        elapsed += start.elapsed();
    }
    elapsed
}

/// How many requests fill a batch.
fn calibrate(case: &mut Case) -> usize {
    let mut count = 1;
    // The shortest of three: something else may have had the processor for a while.
    while count < LARGEST && (0..3).any(|_| batch(case, count) < BATCH) {
        count *= 2;
    }
    count
}
