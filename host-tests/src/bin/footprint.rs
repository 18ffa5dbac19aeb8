//! `cargo footprint`: what the crate takes of a device. Flash and stack against the committed budget, for every target and
//! optimisation level, and the proof that no panic can be reached; with `--board`, instructions on emulated devices.

use std::io::stdout;
use std::process::ExitCode;

use host_tests::footprint::{Question, answer};

const USAGE: &str = "usage: cargo footprint [--accept]
       cargo footprint --board [TARGET] [--accept]
       cargo footprint --table FILE
       cargo footprint --symbols|--lines PROGRAM TARGET LEVEL";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(question) = question(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match answer(&question, &mut stdout()) {
        Ok(tally) => {
            if matches!(question, Question::Budget { .. } | Question::Board { .. }) {
                println!("{tally}");
            }
            if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn question(words: &[&str]) -> Option<Question> {
    Some(match words {
        [] => Question::Budget { accept: false },
        ["--accept"] => Question::Budget { accept: true },
        ["--board", rest @ ..] => {
            let (accept, rest) = match rest {
                [rest @ .., "--accept"] => (true, rest),
                _ => (false, rest),
            };
            let target = match rest {
                [] => String::new(),
                [target] => (*target).to_owned(),
                _ => return None,
            };
            Question::Board { target, accept }
        }
        ["--table", file] => Question::Table(file.into()),
        [what @ ("--symbols" | "--lines"), program, target, level] => {
            let [program, target, level] = [program, target, level].map(|word| (*word).to_owned());
            Question::Breakdown { program, target, level, lines: *what == "--lines" }
        }
        _ => return None,
    })
}
