//! The std side of corselet: everything that needs a host to run.

pub mod cargo;
pub mod device_log;
pub mod firmware;
pub mod http;
pub mod interrupt;
pub mod qemu;
pub mod repo;
pub mod setup;
pub mod tally;
pub mod tour;
pub mod verify;
