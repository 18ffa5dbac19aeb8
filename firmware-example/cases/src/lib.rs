//! Cases in a compact form, and what the engine makes of them. The device and the host both run this, so that their
//! answers can be compared byte for byte.
//!
//! A record is one byte that tells its kind, and parts: each a length of two bytes, least significant first, and so many
//! bytes. A list is a count of two bytes and so many parts.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
mod decide;
mod read;

pub use answer::{Answer, Digest};
pub use decide::Stored;

use corselet::header::{Body, Elements, Head};
use corselet::origin::{Host, Origin};
use read::Reader;

/// The longest record, in bytes.
pub const MAX_RECORD: usize = 16_384;

/// What a record asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A policy, a method and header lines: the decision.
    Decide = 1,
    /// A value: is it an origin?
    Origin = 2,
    /// A field line: its elements.
    List = 3,
    /// Bytes: a request head?
    Head = 4,
}

/// Header names that records abbreviate to one byte; any other stands as byte 255 and a part.
pub const NAMES: [&str; 4] = [
    "origin",
    "access-control-request-method",
    "access-control-request-headers",
    "access-control-request-private-network",
];

/// Runs one record and writes the answer; a record that cannot be read gets an answer that says so.
pub fn run(record: &[u8], stored: &mut Stored, answer: &mut Answer) {
    answer.clear();
    let mut reader = Reader::new(record);
    let done = match reader.byte() {
        Some(kind) if kind == Kind::Decide as u8 => decide::run(&mut reader, stored, answer),
        Some(kind) if kind == Kind::Origin as u8 => reader.part().map(|value| origin(value, answer)),
        Some(kind) if kind == Kind::List as u8 => reader.part().map(|line| list(line, answer)),
        Some(kind) if kind == Kind::Head as u8 => reader.part().map(|bytes| head(bytes, answer)),
        _ => None,
    };
    if done.is_none() {
        answer.text("unreadable record");
    }
}

fn origin(value: &[u8], answer: &mut Answer) {
    match Origin::parse(value) {
        Err(error) => {
            answer.text(error.kind().as_str());
            answer.number(error.range().start);
            answer.number(error.range().end);
        }
        Ok(Origin::Opaque) => answer.text("opaque"),
        Ok(Origin::Tuple(tuple)) => {
            answer.part(tuple.scheme());
            match tuple.host() {
                Host::Name(name) => answer.part(name),
                Host::Ipv4(address) => answer.part(&address.octets()),
                Host::Ipv6(address) => answer.part(&address.octets()),
            }
            answer.number(usize::from(tuple.effective_port().unwrap_or(0)));
            answer.number(usize::from(tuple.is_dns_shaped()));
        }
    }
}

fn list(line: &[u8], answer: &mut Answer) {
    for element in Elements::new(line) {
        match element {
            Ok(token) => answer.part(token),
            Err(_) => answer.text("not a token"),
        }
    }
}

fn head(bytes: &[u8], answer: &mut Answer) {
    match Head::parse(bytes) {
        Err(error) => answer.text(error.as_str()),
        Ok(head) => {
            answer.part(head.method());
            answer.part(head.target());
            answer.number(usize::from(head.minor_version()));
            answer.number(head.len());
            match head.body() {
                Body::None => answer.text("none"),
                Body::Chunked => answer.text("chunked"),
                Body::Length(length) => answer.part(&length.to_le_bytes()),
            }
            for (name, value) in head.lines() {
                answer.part(name);
                answer.part(value);
            }
        }
    }
}
