//! The device's own words: defmt frames, read from the file that QEMU writes them to.
//!
//! A file and not a pipe: when the reader of a pipe goes away, the firmware's next write never succeeds and
//! QEMU spins for ever.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use defmt_decoder::{DecodeError, Encoding, Table};

const PAUSE: Duration = Duration::from_millis(5);

/// Decodes a growing file of frames, line by line.
pub struct DeviceLog {
    table: Table,
    file: File,
    /// Bytes after the last frame's end.
    unread: Vec<u8>,
}

impl std::fmt::Debug for DeviceLog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceLog").field("file", &self.file).finish_non_exhaustive()
    }
}

impl DeviceLog {
    /// Reads the frames in `frames` with the table of the very `elf` that writes them.
    ///
    /// # Errors
    /// When a file cannot be read, or the ELF has no defmt table (stripped, or built without defmt).
    pub fn open(elf: &[u8], frames: &Path) -> Result<Self> {
        let table = Table::parse(elf)?.context("the firmware has no defmt table")?;
        if table.encoding() != Encoding::Rzcobs {
            bail!("the firmware's defmt encoding is not rzcobs, so its frames have no ends");
        }
        let file = File::open(frames).with_context(|| format!("cannot open {}", frames.display()))?;
        Ok(Self { table, file, unread: Vec::new() })
    }

    /// The lines that have come since the last call; never waits.
    ///
    /// # Errors
    /// When the file cannot be read or a frame is not of this firmware.
    pub fn poll(&mut self) -> Result<Vec<String>> {
        self.file.read_to_end(&mut self.unread).context("cannot read the device's log")?;
        // A frame ends with a zero byte; the decoder gets whole frames only, so it keeps nothing between
        // calls.
        let whole = self.unread.iter().rposition(|&byte| byte == 0).map_or(0, |last| last + 1);
        let bytes: Vec<u8> = self.unread.drain(..whole).collect();
        let mut decoder = self.table.new_stream_decoder();
        decoder.received(&bytes);
        let mut lines = Vec::new();
        // No frame is shorter than a byte, so this ends.
        for _ in 0..bytes.len() {
            match decoder.decode() {
                Ok(frame) => lines.push(match frame.level() {
                    Some(level) if level.as_str() != "info" => {
                        format!("{}: {}", level.as_str(), frame.display_message())
                    }
                    _ => frame.display_message().to_string(),
                }),
                // Foreign text costs the frame that it runs into and no more.
                Err(DecodeError::Malformed) => {}
                Err(DecodeError::UnexpectedEof) => break,
            }
        }
        Ok(lines)
    }

    /// Waits until a line contains `words` and returns all lines up to then; when `limit` passes first,
    /// whatever has come.
    ///
    /// # Errors
    /// Those of [`DeviceLog::poll`].
    pub fn wait_for(&mut self, words: &str, limit: Duration) -> Result<Vec<String>> {
        let end = Instant::now() + limit;
        let mut lines = Vec::new();
        loop {
            lines.extend(self.poll()?);
            if lines.iter().any(|line: &String| line.contains(words)) || Instant::now() >= end {
                return Ok(lines);
            }
            thread::sleep(PAUSE);
        }
    }
}
