//! QEMU's machine protocol: one JSON object a line, over a socket that only this user can reach.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Events that may come before an answer; many more than this board can cause.
const EVENTS: usize = 1_000;

/// A conversation in command mode.
#[derive(Debug)]
pub struct Qmp {
    reader: BufReader<UnixStream>,
}

impl Qmp {
    /// Greets the emulator that listens at `socket`.
    ///
    /// # Errors
    /// When nobody listens there, or not in this protocol.
    pub fn connect(socket: &Path) -> Result<Self> {
        let stream = UnixStream::connect(socket).context("cannot reach QEMU")?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut qmp = Self { reader: BufReader::new(stream) };
        if qmp.line()?.get("QMP").is_none() {
            bail!("QEMU does not greet");
        }
        qmp.execute("qmp_capabilities", json!({}))?;
        Ok(qmp)
    }

    /// Runs one command and returns what it returns.
    ///
    /// # Errors
    /// QEMU's own description when it refuses; otherwise when the answer is late or the emulator has gone.
    pub fn execute(&mut self, command: &str, arguments: Value) -> Result<Value> {
        let request = json!({ "execute": command, "arguments": arguments });
        writeln!(self.reader.get_mut(), "{request}").context("QEMU has gone")?;
        for _ in 0..EVENTS {
            let mut answer = self.line()?;
            if let Some(error) = answer.get("error") {
                bail!("QEMU refuses {command}: {}", error["desc"].as_str().unwrap_or("no reason given"));
            }
            if let Some(value) = answer.get_mut("return") {
                return Ok(value.take());
            }
        }
        bail!("QEMU does not answer {command}")
    }

    /// Runs one command of the human monitor and returns its text.
    ///
    /// # Errors
    /// Those of [`Qmp::execute`].
    pub fn monitor(&mut self, command_line: &str) -> Result<String> {
        let text = self.execute("human-monitor-command", json!({ "command-line": command_line }))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    fn line(&mut self) -> Result<Value> {
        let mut line = String::new();
        if self.reader.read_line(&mut line).context("QEMU does not answer")? == 0 {
            bail!("QEMU has gone");
        }
        serde_json::from_str(&line).context("QEMU does not speak JSON")
    }
}
