//! The std side of corselet: everything that needs a host to run.

pub mod replay;
