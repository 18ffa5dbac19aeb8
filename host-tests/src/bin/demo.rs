//! `cargo demo`

use std::io::stdout;
use std::process::ExitCode;

use host_tests::demo::{Arguments, run};

fn main() -> ExitCode {
    let tally =
        Arguments::parse(std::env::args().skip(1)).and_then(|arguments| run(arguments, &mut stdout()));
    match tally {
        Ok(tally) if tally.failed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
