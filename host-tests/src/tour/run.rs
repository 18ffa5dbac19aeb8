//! The tour's performance.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::expect::{differences, logged};
use super::{First, Step, Target, browser, show};
use crate::http;
use crate::interrupt;
use crate::tally::Tally;

/// How long the log line of an answer that has come may take, and the LED: the device logs before it answers.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long the tour may take: it takes a second or two unless answers do not come.
const LIMIT: Duration = Duration::from_secs(50);
const PAUSE: Duration = Duration::from_millis(5);

/// What a tour came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Steps that came out as they must, and those that did not.
    pub tally: Tally,
    /// All that the device logged, in order.
    pub log: Vec<String>,
}

/// Performs `steps` in order and tells each on `out`. A step that fails does not end the tour.
///
/// # Errors
/// When the target has gone, `out` cannot be written, 50 seconds have passed, or the user ends the program.
pub fn run(target: &mut dyn Target, steps: &[Step], out: &mut dyn Write) -> Result<Outcome> {
    let start = Instant::now();
    let mut outcome = Outcome::default();
    for (index, step) in steps.iter().enumerate() {
        if interrupt::requested() {
            bail!("interrupted");
        }
        if start.elapsed() > LIMIT {
            bail!("the tour takes over {} s", LIMIT.as_secs());
        }
        writeln!(out, "{}. {}", index + 1, step.title)?;
        // What came since belongs to no step.
        outcome.log.extend(target.log_lines()?);
        let (found, lines) = perform(target, step, out)?;
        outcome.tally += Tally::one(found.is_empty());
        outcome.log.extend(lines);
        if found.is_empty() {
            writeln!(out, "  OK\n")?;
        } else {
            found.iter().try_for_each(|line| writeln!(out, "  DIFFERS: {line}"))?;
            writeln!(out)?;
        }
    }
    Ok(outcome)
}

/// One step: what differs, and what the device logged.
fn perform(target: &mut dyn Target, step: &Step, out: &mut dyn Write) -> Result<(Vec<String>, Vec<String>)> {
    show::request(step, out)?;
    let before = match step.first {
        First::Nothing => Vec::new(),
        First::Press => target.press_button().map(|()| Vec::new())?,
        First::Hold => target.hold_button()?,
        First::Reset => target.reset()?,
        First::PowerCut => target.cut_power()?,
    };
    let response = match http::exchange(target.address(), &step.request) {
        Ok(response) => response,
        Err(error) => {
            let lines = [before, target.log_lines()?].concat();
            log(&lines, out)?;
            return Ok((vec![format!("no answer: {error:#}")], lines));
        }
    };
    show::answer(step, &response, out)?;
    let led = match step.expected.led {
        Some(lit) => Some(led(target, lit)?),
        None => None,
    };
    let lines = lines(target, step, before)?;
    log(&lines, out)?;
    let verdict = browser::verdict(step, &response);
    if let Some(verdict) = &verdict {
        writeln!(out, "  browser: {verdict}")?;
    }
    Ok((differences(&step.expected, &response, &lines, led, verdict.as_deref()), lines))
}

fn log(lines: &[String], out: &mut dyn Write) -> Result<()> {
    Ok(lines.iter().try_for_each(|line| writeln!(out, "  device: {line}"))?)
}

/// What the device logged after `lines`, once the expected line has come or has had its time.
fn lines(target: &mut dyn Target, step: &Step, mut lines: Vec<String>) -> Result<Vec<String>> {
    let end = Instant::now() + PATIENCE;
    lines.extend(target.log_lines()?);
    while !logged(&step.expected, &lines) && Instant::now() < end {
        thread::sleep(PAUSE);
        lines.extend(target.log_lines()?);
    }
    Ok(lines)
}

/// The LED, once it is as expected or has had its time.
fn led(target: &mut dyn Target, expected: bool) -> Result<bool> {
    let end = Instant::now() + PATIENCE;
    while target.led_lit()? != expected && Instant::now() < end {
        thread::sleep(PAUSE);
    }
    target.led_lit()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpListener};

    use super::*;

    /// A target whose every answer is the same and whose log repeats what was done.
    struct Parrot {
        address: SocketAddr,
        presses: usize,
        lines: Vec<String>,
    }

    impl Parrot {
        fn new(answer: &'static str, log: &str) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap();
            thread::spawn(move || {
                for stream in listener.incoming() {
                    let mut stream = stream.unwrap();
                    let _ = stream.read(&mut [0; 2048]).unwrap();
                    stream.write_all(answer.as_bytes()).unwrap();
                }
            });
            Self { address, presses: 0, lines: vec![log.to_owned()] }
        }
    }

    impl Target for Parrot {
        fn address(&self) -> SocketAddr {
            self.address
        }
        fn press_button(&mut self) -> Result<()> {
            self.presses += 1;
            Ok(())
        }
        fn hold_button(&mut self) -> Result<Vec<String>> {
            self.presses += 1;
            Ok(Vec::new())
        }
        fn reset(&mut self) -> Result<Vec<String>> {
            self.presses = 0;
            Ok(vec!["up again".to_owned()])
        }
        fn cut_power(&mut self) -> Result<Vec<String>> {
            self.reset()
        }
        fn led_lit(&mut self) -> Result<bool> {
            Ok(self.presses > 0)
        }
        fn log_lines(&mut self) -> Result<Vec<String>> {
            Ok(std::mem::take(&mut self.lines))
        }
    }

    const ANSWER: &str = "HTTP/1.1 200 OK\r\nvary: origin\r\ncontent-length: 0\r\n\r\n";

    #[test]
    fn steps_are_counted_and_told() {
        let mut target = Parrot::new(ANSWER, "boot");
        let get = || b"GET / HTTP/1.1\r\nhost: gateway.local\r\norigin: a\r\n\r\n".to_vec();
        let steps = [
            Step::send("good", get()).answers(200, &["vary: origin"]),
            Step::send("pressed", get()).after(First::Press).answers(200, &["vary: origin"]).led(true),
            Step::send("reset", get()).after(First::Reset).answers(200, &["vary: origin"]).logs(&["again"]),
            Step::send("bad", get()).answers(204, &[]),
        ];
        let mut out = Vec::new();
        let outcome = run(&mut target, &steps, &mut out).unwrap();
        assert_eq!(outcome.tally, Tally { passed: 3, failed: 1 });
        assert_eq!(outcome.log, ["boot", "up again"]);
        let text = String::from_utf8(out).unwrap();
        let good = "1. good\n  > GET / HTTP/1.1\n  > origin: a\n  < 200\n  < vary: origin\n  OK\n";
        assert!(text.contains(good), "{text}");
        assert!(text.contains("  DIFFERS: expected status 204, got 200\n"), "{text}");
        assert!(!text.contains("host: "), "{text}");
    }

    #[test]
    fn no_answer_fails_the_step_and_not_the_tour() {
        let mut target = Parrot::new("HTTP/1.1 200 OK\r\n\r\n", "boot");
        let steps = [1, 2].map(|_| Step::send("broken", b"GET / HTTP/1.1\r\n\r\n".to_vec()));
        let mut out = Vec::new();
        let outcome = run(&mut target, &steps, &mut out).unwrap();
        assert_eq!(outcome.tally, Tally { passed: 0, failed: 2 });
    }
}
