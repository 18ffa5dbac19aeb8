//! `cargo footprint`: proves for every target and optimisation level that no panic can be reached.

use std::io::stdout;
use std::process::ExitCode;

fn main() -> ExitCode {
    match host_tests::footprint::panics::prove(&mut stdout()) {
        Ok(tally) => {
            println!("{tally}");
            if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
