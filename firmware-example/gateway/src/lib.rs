//! An IoT gateway's web interface without its I/O: routes, policies, request loop and pairing. The firmware runs it on
//! a network stack of its own, host tools on sockets of the operating system; neither has a second copy.
//!
//! Bytes go into a [`Connection`], it asks the [`Gateway`], bytes come out; who is paired is kept in a [`Memory`].
//! Everything has a fixed size, nothing allocates.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
mod button;
mod connection;
#[cfg_attr(not(feature = "guard"), path = "decided_unguarded.rs")]
mod decided;
mod device;
mod event;
mod exchange;
mod gateway;
#[cfg(feature = "guard")]
mod guards;
mod journal;
mod memory;
mod paired;
mod pairing;
mod path;
mod policies;
mod routes;
mod stream;

pub use connection::Connection;
pub use event::{Event, Outcome};
pub use gateway::Gateway;
pub use memory::{BANKS, Failed, Memory, Notice, Restored};
