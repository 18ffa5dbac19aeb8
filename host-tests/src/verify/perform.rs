//! One step's performance: silent while all is well.

use std::fs::File;
use std::io::{IsTerminal, Read, Seek, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::step::{Counts, Step};
use crate::interrupt;
use crate::setup;
use crate::tally::Tally;

/// How long a step may take: a first build on a slow machine takes a few minutes.
const LIMIT: Duration = Duration::from_secs(20 * 60);
const PAUSE: Duration = Duration::from_millis(50);
/// How long a step may take to end when it is asked to.
const GRACE: Duration = Duration::from_secs(5);
/// Lines of output shown of a step that failed.
const SHOWN: usize = 60;

/// Runs `step`, tells how it went in one line, and its last lines of output when it failed.
pub(super) fn perform(step: &Step, out: &mut dyn Write) -> Result<Tally> {
    if let Err(error) = setup::ensure(&step.needs, out) {
        writeln!(out, "FAILED          {}: {error:#}", step.name)?;
        return Ok(Tally::one(false));
    }
    let start = Instant::now();
    let (succeeded, output) = output(step, start, out)?;
    let tally = count(step.counts, succeeded, &output);
    let word = if tally.failed == 0 { "ok" } else { "FAILED" };
    let counted = if step.counts == Counts::Step { String::new() } else { format!(" ({tally})") };
    writeln!(out, "{word:<6} {:6.1} s  {}{counted}", start.elapsed().as_secs_f32(), step.name)?;
    if tally.failed > 0 {
        writeln!(out, "  $ {}", step.command_line())?;
        let lines: Vec<&str> = output.lines().collect();
        let last = lines.len().saturating_sub(SHOWN);
        lines[last..].iter().try_for_each(|line| writeln!(out, "  | {line}"))?;
    }
    Ok(tally)
}

/// What the step counts for. A step that failed has at least one failure, whatever it printed.
fn count(counts: Counts, succeeded: bool, output: &str) -> Tally {
    let counted = match counts {
        Counts::Step => None,
        Counts::Tests => Tally::of_tests(output),
        Counts::Closing => Tally::closing(output),
    };
    // Tests may be none; a closing line that is missing means that the command did not get that far.
    let complete = counted.is_some() || counts != Counts::Closing;
    let mut tally = counted.unwrap_or(Tally::one(succeeded && complete));
    if !succeeded && tally.failed == 0 {
        tally.failed = 1;
    }
    tally
}

/// Runs the step to its end: whether it succeeded, and all that it printed.
fn output(step: &Step, start: Instant, out: &mut dyn Write) -> Result<(bool, String)> {
    // One file for both streams keeps their order, and a file never fills up as a pipe does.
    let mut file = tempfile::tempfile()?;
    let mut child = step
        .command()
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file.try_clone()?)
        .spawn()
        .context("cannot run cargo")?;
    let succeeded = watch(&mut child, step, start, out)?;
    Ok((succeeded, read(&mut file)?))
}

fn watch(child: &mut Child, step: &Step, start: Instant, out: &mut dyn Write) -> Result<bool> {
    let live = std::io::stdout().is_terminal();
    loop {
        if let Some(status) = child.try_wait()? {
            if live {
                write!(out, "\r\x1b[K")?;
            }
            return Ok(status.success());
        }
        if interrupt::requested() || start.elapsed() > LIMIT {
            end(child)?;
            if interrupt::requested() {
                bail!("interrupted in {}", step.name);
            }
            return Ok(false);
        }
        if live {
            write!(out, "\r\x1b[K       {:6} s  {}", start.elapsed().as_secs(), step.name)?;
            out.flush()?;
        }
        thread::sleep(PAUSE);
    }
}

/// Ends the step, kindly at first: `cargo demo` has a child of its own to end.
fn end(child: &mut Child) -> Result<()> {
    let start = Instant::now();
    // Without `kill`, or when the step has just ended by itself, what follows is enough.
    let _ = Command::new("kill").arg(child.id().to_string()).stderr(Stdio::null()).status();
    while child.try_wait()?.is_none() && start.elapsed() < GRACE {
        thread::sleep(PAUSE);
    }
    let _ = child.kill();
    child.wait()?;
    Ok(())
}

fn read(file: &mut File) -> Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_without_counts_is_one_check() {
        assert_eq!(
            count(Counts::Step, true, "test result: ok. 9 passed; 0 failed;"),
            Tally { passed: 1, failed: 0 }
        );
        assert_eq!(count(Counts::Step, false, ""), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn tests_are_counted_and_a_failed_build_is_a_failure() {
        let output = "test result: ok. 9 passed; 0 failed; 0 ignored";
        assert_eq!(count(Counts::Tests, true, output), Tally { passed: 9, failed: 0 });
        assert_eq!(count(Counts::Tests, false, output), Tally { passed: 9, failed: 1 });
        assert_eq!(count(Counts::Tests, false, "error: could not compile"), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn a_command_that_does_not_close_has_failed() {
        assert_eq!(count(Counts::Closing, true, "3 passed, 0 failed\n"), Tally { passed: 3, failed: 0 });
        assert_eq!(count(Counts::Closing, false, "2 passed, 1 failed\n"), Tally { passed: 2, failed: 1 });
        assert_eq!(count(Counts::Closing, true, ""), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn success_is_one_line_and_failure_shows_its_end() {
        let mut out = Vec::new();
        let tally = perform(&Step::cargo("x/version", "--version"), &mut out).unwrap();
        assert_eq!(tally, Tally { passed: 1, failed: 0 });
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 1);

        let mut out = Vec::new();
        let tally = perform(&Step::cargo("x/nonsense", "no-such-command"), &mut out).unwrap();
        assert_eq!(tally, Tally { passed: 0, failed: 1 });
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("  $ cargo no-such-command\n  | error: no such command"), "{text}");
    }
}
