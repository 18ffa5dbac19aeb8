//! Staying up for a person: the address, the log as it comes, Enter for the button.

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
    writeln!(out, "Enter presses the select button, Ctrl-C ends")?;
    let enters = enters();
    while !interrupt::requested() {
        target.log_lines()?.iter().try_for_each(|line| writeln!(out, "  device: {line}"))?;
        if enters.try_recv().is_ok() {
            target.press_button()?;
            writeln!(out, "  (pressed)")?;
        }
        out.flush()?;
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// A message for each line typed. The thread waits in the system and ends with the process.
fn enters() -> Receiver<()> {
    let (sender, receiver) = channel();
    thread::spawn(move || stdin().lock().lines().map_while(Result::ok).try_for_each(|_| sender.send(())));
    receiver
}
