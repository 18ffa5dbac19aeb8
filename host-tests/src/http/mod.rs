//! A small, strict HTTP/1.1 client: bytes out, one parsed answer in.
//!
//! Strict, because a lenient client hides a server's mistakes: line ends are CRLF, names are tokens, every
//! body has a `Content-Length` and 204 has none (RFC 9110, section 8.6). Chunked answers are not understood.

mod chunked;
mod client;
mod response;

pub use client::{Client, exchange};
pub use response::{Malformed, Response};
