//! Staying up for a person: the address, the log as it comes, Enter for the button, words for what takes longer.

use std::io::{BufRead, Write, stdin};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::Result;

use crate::interrupt;
use crate::tour::Target;

const PAUSE: Duration = Duration::from_millis(20);

/// Prints what the device logs until Ctrl-C.
pub(super) fn until_interrupted(target: &mut dyn Target, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "serving at http://{}/", target.address())?;
    writeln!(
        out,
        "Enter presses the select button, Ctrl-C ends; `hold` holds the button, which unpairs everybody,"
    )?;
    writeln!(out, "`reset` resets the gateway, `cut` cuts its power: who is paired is paired afterwards")?;
    let lines = typed_lines();
    while !interrupt::requested() {
        target.log_lines()?.iter().try_for_each(|line| writeln!(out, "  device: {line}"))?;
        if let Ok(line) = lines.try_recv() {
            act(target, line.trim(), out)?;
        }
        out.flush()?;
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Does what was typed.
fn act(target: &mut dyn Target, words: &str, out: &mut dyn Write) -> Result<()> {
    let log = match words {
        "" => target.press_button().map(|()| vec!["(pressed)".to_owned()])?,
        "hold" => target.hold_button()?,
        "reset" => target.reset()?,
        "cut" => target.cut_power()?,
        _ => vec![format!("(nothing is done for `{words}`)")],
    };
    log.iter().try_for_each(|line| writeln!(out, "  device: {line}"))?;
    if matches!(words, "reset" | "cut") {
        writeln!(out, "serving at http://{}/", target.address())?;
    }
    Ok(())
}

/// Each line typed. The thread waits in the system and ends with the process.
fn typed_lines() -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        stdin().lock().lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
    receiver
}
