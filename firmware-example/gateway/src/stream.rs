//! The text of `GET /log`, line by line as room comes up.

use crate::answer::Output;
use crate::gateway::Gateway;
use core::fmt::{self, Write};

/// The longest line, in bytes; each fits the output with its chunk's frame.
const LINE: usize = 512;

/// How far a log was told. What is overwritten meanwhile is left out.
#[derive(Debug)]
pub(crate) struct LogStream {
    status_line: usize,
    next: u32,
    end: u32,
    chunked: bool,
    told_status: bool,
}

impl LogStream {
    pub(crate) const fn new((oldest, end): (u32, u32), chunked: bool) -> Self {
        Self { status_line: 0, next: oldest, end, chunked, told_status: false }
    }

    /// Writes as many lines as there is room for; whether that was all.
    pub(crate) fn fill(&mut self, output: &mut Output, gateway: &Gateway, now_ms: u64) -> bool {
        const FRAME: usize = "fff\r\n\r\n0\r\n\r\n".len();
        while output.capacity().saturating_sub(output.len()) >= LINE + FRAME {
            let mut line = Line { bytes: heapless::Vec::new() };
            if !self.told_status {
                self.told_status = gateway.status_line(self.status_line, now_ms, &mut line).is_none();
                self.status_line = self.status_line.saturating_add(1);
            } else if self.next != self.end {
                if let Some(event) = gateway.journal.get(self.next) {
                    let _ = writeln!(line, "{} {event}", self.next);
                }
                self.next = self.next.wrapping_add(1);
            } else {
                let _ = output.extend_from_slice(if self.chunked { b"0\r\n\r\n" } else { b"" });
                return true;
            }
            self.push(output, &line.bytes);
        }
        false
    }

    fn push(&self, output: &mut Output, line: &[u8]) {
        // An empty chunk would end the body.
        if line.is_empty() {
            return;
        }
        if self.chunked {
            let _ = write!(Frame(output), "{:x}\r\n", line.len());
        }
        let _ = output.extend_from_slice(line);
        if self.chunked {
            let _ = output.extend_from_slice(b"\r\n");
        }
    }
}

/// A line that is cut off where it is too long.
struct Line {
    bytes: heapless::Vec<u8, LINE>,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().try_for_each(|byte| self.bytes.push(byte)).map_err(|_| fmt::Error)
    }
}

struct Frame<'o>(&'o mut Output);

impl Write for Frame<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes()).map_err(|_| fmt::Error)
    }
}
