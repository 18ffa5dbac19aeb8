//! Writing an answer's head and short bodies into a connection's buffer.

use crate::decided::{Decided, Request, write_unread};
use core::fmt::Write as _;
use heapless::{String, Vec};

/// What a connection has yet to send, in bytes.
pub(crate) const OUTPUT: usize = 1_280;

/// Bytes to send.
pub(crate) type Output = Vec<u8, OUTPUT>;

/// The body of an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Body<'a> {
    /// None, and no length: 204.
    None,
    /// Bytes that are written at once.
    Short { media_type: &'static str, bytes: &'a [u8] },
    /// Bytes in flash, written as room comes up.
    Flash { media_type: &'static str, bytes: &'static [u8] },
    /// Lines made as room comes up; their length is not known beforehand.
    Stream { media_type: &'static str, chunked: bool },
}

/// An answer to be written.
pub(crate) struct Answer<'a, 'r> {
    pub(crate) status: u16,
    /// The decision whose fields it carries, and the request that was decided about; `None` for a head that could not be
    /// read.
    pub(crate) decision: Option<(Decided<'a>, Request<'r>)>,
    /// The methods offered, for 204 to OPTIONS and 405.
    pub(crate) allow: Option<&'static str>,
    pub(crate) body: Body<'a>,
    /// For HEAD: everything but the body.
    pub(crate) head_only: bool,
    pub(crate) close: bool,
}

/// The answer did not fit; nothing of it was written.
#[derive(Debug)]
pub(crate) struct TooLarge;

impl Answer<'_, '_> {
    /// Writes the head, and the body if it is short.
    pub(crate) fn write(&self, output: &mut Output) -> Result<(), TooLarge> {
        let before = output.len();
        let written = self.try_write(output);
        if written.is_none() {
            output.truncate(before);
        }
        written.ok_or(TooLarge)
    }

    fn try_write(&self, output: &mut Output) -> Option<()> {
        let mut line: String<64> = String::new();
        write!(line, "HTTP/1.1 {} {}\r\n", self.status, phrase(self.status)).ok()?;
        push(output, line.as_bytes())?;
        self.write_fields(output)?;
        if let Some(allow) = self.allow {
            field(output, "allow", allow)?;
        }
        match self.body {
            Body::None => {}
            Body::Short { media_type, bytes } => sized(output, media_type, bytes.len())?,
            Body::Flash { media_type, bytes } => sized(output, media_type, bytes.len())?,
            Body::Stream { media_type, chunked } => {
                field(output, "content-type", media_type)?;
                if chunked {
                    field(output, "transfer-encoding", "chunked")?;
                }
            }
        }
        if self.close {
            field(output, "connection", "close")?;
        }
        push(output, b"\r\n")?;
        match self.body {
            Body::Short { bytes, .. } if !self.head_only => push(output, bytes),
            _ => Some(()),
        }
    }

    /// The decision's fields go out whole, or the answer does not go out.
    fn write_fields(&self, output: &mut Output) -> Option<()> {
        let start = output.len();
        output.resize(OUTPUT, 0).ok()?;
        let room = output.get_mut(start..)?;
        let written = match &self.decision {
            Some((decision, request)) => decision.write_to(request, room),
            None => write_unread(room),
        };
        output.truncate(start.checked_add(written.unwrap_or(0))?);
        written.map(drop)
    }
}

fn sized(output: &mut Output, media_type: &str, len: usize) -> Option<()> {
    let mut number: String<20> = String::new();
    write!(number, "{len}").ok()?;
    field(output, "content-type", media_type)?;
    field(output, "content-length", &number)
}

fn field(output: &mut Output, name: &str, value: &str) -> Option<()> {
    [name, ": ", value, "\r\n"].iter().try_for_each(|part| push(output, part.as_bytes()))
}

pub(crate) fn push(output: &mut Output, bytes: &[u8]) -> Option<()> {
    output.extend_from_slice(bytes).ok()
}

/// RFC 9110 15.
pub(crate) const fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        505 => "HTTP Version Not Supported",
        _ => "Answer",
    }
}
