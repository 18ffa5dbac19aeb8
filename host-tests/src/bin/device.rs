//! Tests that need the device: `device cases`, `device hostile` or `device memory`.

use std::io::stdout;
use std::process::ExitCode;

fn main() -> ExitCode {
    let word = std::env::args().nth(1).unwrap_or_default();
    let outcome = match word.as_str() {
        "cases" => host_tests::device::cases(&mut stdout()),
        "hostile" => host_tests::device::hostile(&mut stdout()),
        "memory" => host_tests::device::memory(&mut stdout()),
        _ => {
            eprintln!("usage: device cases|hostile|memory");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(tally) if tally.failed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
