//! Time a lookup.

use crate::structures::Structure;
use crate::workload::{Case, Workload};
use crate::{COUNTS, Visit, measured, visit_all};
use anyhow::{Result, ensure};
use std::hint::black_box;
use std::time::Instant;

/// Lookups of one list are timed together so many times; the fastest counts, since whatever else runs only adds.
const ROUNDS: usize = 25;

struct Timed(Vec<(&'static str, f64, f64)>);

impl Visit for Timed {
    fn visit<'e, S: Structure<'e>>(&mut self, name: &'static str, workload: &'e Workload) -> Result<()> {
        let structure = S::build(&workload.entries);
        let exact = workload.case.is_exact();
        // A scan of many entries is told by few lookups.
        let questions = match name {
            "linear" => &workload.questions[..64.max(1024 * 100 / workload.entries.len()).min(1024)],
            _ => &workload.questions[..],
        };
        let found = measured(&structure, questions, exact);
        let expected = if workload.case.is_hit() { questions.len() } else { 0 };
        ensure!(found == expected, "{name}: {found} of {expected} found");
        let time = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                black_box(measured(black_box(&structure), black_box(questions), exact));
                start.elapsed().as_nanos() as f64 / questions.len() as f64
            })
            .fold(f64::INFINITY, f64::min);
        let bytes = structure.bytes() as f64 / workload.entries.len() as f64;
        self.0.push((name, time, bytes));
        Ok(())
    }
}

pub(crate) fn print() -> Result<()> {
    for case in Case::ALL {
        println!("{}: nanoseconds (bytes an entry)", case.name());
        for count in COUNTS {
            let mut timed = Timed(Vec::new());
            visit_all(&Workload::new(case, count, 1024), &mut timed)?;
            let columns = timed.0.iter().map(|(name, time, bytes)| format!("{name} {time:.1} ({bytes:.1})"));
            println!("  {count:>6}: {}", columns.collect::<Vec<_>>().join(", "));
        }
    }
    Ok(())
}
