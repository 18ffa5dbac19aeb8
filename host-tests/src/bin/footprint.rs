//! `cargo footprint`: proves for every target and optimisation level that no panic can be reached.

use std::io::stdout;
use std::process::ExitCode;

use anyhow::Result;
use host_tests::footprint;

const USAGE: &str = "usage: cargo footprint [--symbols|--lines PROGRAM TARGET LEVEL]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode> {
    let out = &mut stdout();
    match words {
        [] => {
            let tally = footprint::panics::prove(out)?;
            println!("{tally}");
            Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        ["--symbols", program, target, level] => {
            footprint::breakdown(program, target, level, false, out).map(|()| ExitCode::SUCCESS)
        }
        ["--lines", program, target, level] => {
            footprint::breakdown(program, target, level, true, out).map(|()| ExitCode::SUCCESS)
        }
        _ => {
            eprintln!("{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}
