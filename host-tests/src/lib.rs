//! The std side of corselet: everything that needs a host to run.

pub mod idna;
pub mod psl;
pub mod replay;
