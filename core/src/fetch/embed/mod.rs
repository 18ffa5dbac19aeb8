//! Embedding: which loads a user agent refuses, and what it tells the server about them.

mod address_space;
mod crossorigin;
mod destination;
mod nosniff;
mod orb;
mod ports;
mod signature;
mod text;

pub use address_space::AddressSpace;
pub use crossorigin::CrossOrigin;
pub use destination::Destination;
pub use nosniff::{determine_nosniff, is_blocked_by_mime_type, is_blocked_by_nosniff};
pub use orb::{MediaRequest, OpaqueResponse, OrbEffect, OrbReason, OrbVerdict, SNIFF_LEN};
pub use ports::{is_bad_port, is_port_blocked};
