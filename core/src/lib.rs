#![doc = include_str!("../README.md")]
#![no_std]

#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "explain")]
pub mod explain;
pub mod fetch;
pub mod gate;
pub mod guard;
pub mod header;
pub mod origin;
pub mod policy;
pub mod server;

pub use gate::Gate;
pub use policy::Policy;
pub use server::{Action, Decision, Request, Verdict};
