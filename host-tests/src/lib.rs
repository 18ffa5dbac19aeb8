//! The std side of corselet: everything that needs a host to run.
//!
//! Each of the project's commands is a thin binary over the rooms here: [`demo`] and [`verify`] are commands,
//! the others are what they are made of.

pub mod browser;
pub mod card;
pub mod cargo;
mod child;
pub mod demo;
pub mod device;
pub mod device_log;
pub mod firmware;
pub mod footprint;
pub mod host_gateway;
pub mod http;
pub mod idna;
pub mod interrupt;
pub mod psl;
pub mod qemu;
pub mod replay;
pub mod repo;
pub mod setup;
pub mod tally;
pub mod tour;
pub mod verify;
