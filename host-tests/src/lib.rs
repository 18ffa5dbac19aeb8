//! The std side of corselet: everything that needs a host to run.

pub mod cargo;
pub mod http;
pub mod interrupt;
pub mod repo;
pub mod setup;
pub mod tally;
