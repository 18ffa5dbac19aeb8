//! Runs the subjects over the workloads, and is measured doing so. `cargo bench -p benches` builds and runs it.
//!
//! - `count` runs each case a few times to warm up and once between two marks that callgrind knows.
//! - `time` times all cases in turns and prints nanoseconds.
//! - `growth` times hostile values of growing lengths, in the same way.
//! - `allocations` prints how often, and how many bytes, each case allocates.
//! - `end-to-end` prints what servers with the engine, with `tower-http` and with neither take of the processor; `serve` is
//!   one of them.
//!
//! Words behind the command choose subjects by the start of their names.

mod allocations;
mod case;
mod count;
mod engine;
mod floor;
#[cfg(feature = "peers")]
mod fresh;
mod growth;
#[cfg(feature = "peers")]
mod over_http;
#[cfg(feature = "peers")]
mod peers;
#[cfg(feature = "peers")]
mod servers;
mod time;

use std::process::ExitCode;

use case::Case;
use workloads::{WORKLOADS, Workload};

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

/// All cases, workload by workload, so that a subject's figures and its floor's are taken close together.
fn cases(workloads: &'static [Workload], chosen: &[String]) -> Vec<Case> {
    let mut cases = Vec::new();
    for workload in workloads {
        floor::cases(workload, &mut cases);
        engine::cases(workload, &mut cases);
        #[cfg(feature = "peers")]
        {
            over_http::cases(workload, &mut cases);
            peers::cases(workload, &mut cases);
        }
    }
    cases.retain(|case| {
        chosen.is_empty() || chosen.iter().any(|word| case.subject.starts_with(word.as_str()))
    });
    cases
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let chosen: Vec<String> = arguments.collect();
    match command.as_deref() {
        Some("count") => count::run(&mut cases(WORKLOADS, &chosen)),
        Some("time") => time::run(&mut cases(WORKLOADS, &chosen)),
        Some("allocations") => allocations::run(&mut cases(WORKLOADS, &chosen)),
        Some("growth") => time::run(&mut cases(growth::workloads(), &chosen)),
        #[cfg(feature = "peers")]
        Some("serve") => servers::serve(chosen.first().map_or("", String::as_str)),
        #[cfg(feature = "peers")]
        Some("end-to-end") => servers::compare(),
        _ => {
            eprintln!("usage: measured count|time|growth|allocations [SUBJECT...], or end-to-end");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
