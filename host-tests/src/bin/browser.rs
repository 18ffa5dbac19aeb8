//! A real browser against the gateway: `browser`, or `browser --host` for the gateway as a process.

use std::io::stdout;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let on_host = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--host"] => true,
        _ => {
            eprintln!("usage: browser [--host]");
            return ExitCode::from(2);
        }
    };
    match host_tests::browser::run(on_host, &mut stdout()) {
        Ok(tally) if tally.failed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
