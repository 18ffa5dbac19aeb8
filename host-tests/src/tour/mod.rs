//! The tour: real requests over real sockets, each with the answer that the policy demands.
//!
//! [`steps()`] is the tour as data, [`run()`] performs it over any [`Target`]: the emulated board or the
//! gateway as a host process.

mod browser;
mod expect;
mod run;
mod show;
mod step;
mod steps;
mod steps_guard;
mod target;

pub use run::{Outcome, run};
pub use step::{Expected, First, Step};
pub use steps::steps;
pub use target::{Target, UNPAIRED};
