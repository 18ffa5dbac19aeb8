//! A step on paper.

use std::io::{self, Write};

use super::Step;
use super::expect::cors_lines;
use crate::http::Response;

/// A longer line is cut for the reader; what was sent was whole.
const WIDTH: usize = 100;

pub(super) fn request(step: &Step, out: &mut dyn Write) -> io::Result<()> {
    if let Some(words) = step.first.words() {
        writeln!(out, "  > ({words})")?;
    }
    let text = String::from_utf8_lossy(&step.request);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    // The gateway's own name and the framing of the body are the same in every step.
    let dull = ["host: gateway.local", "content-type:", "content-length:"];
    for line in head.split("\r\n").filter(|line| !dull.iter().any(|name| line.starts_with(name))) {
        writeln!(out, "  > {}", cut(line))?;
    }
    if body.is_empty() { Ok(()) } else { writeln!(out, "  > ({} bytes of body)", body.len()) }
}

pub(super) fn answer(step: &Step, response: &Response, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  < {}", response.status)?;
    let fields = step.expected.present.iter();
    let expected = fields.flat_map(|name| response.values(name).map(move |value| format!("{name}: {value}")));
    let mut lines = cors_lines(response).into_iter().chain(expected);
    lines.try_for_each(|line| writeln!(out, "  < {}", cut(&line)))
}

fn cut(line: &str) -> String {
    let escaped: String = line.chars().flat_map(char::escape_debug).collect();
    match escaped.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}... ({} bytes)", &escaped[..end], line.len()),
        None => escaped,
    }
}
