//! Embedding: which loads a user agent refuses, and what it tells the server about them.

mod destination;
mod nosniff;
mod ports;

pub use destination::Destination;
pub use nosniff::{determine_nosniff, is_blocked_by_mime_type, is_blocked_by_nosniff};
pub use ports::{is_bad_port, is_port_blocked};
