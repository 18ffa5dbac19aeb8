//! The requests and policies that corselet is measured with: the same on a host and on a device.
//!
//! Every request carries what a browser sends beside the fields of CORS: ten lines, the longest of them its user agent and
//! its cookies. A policy grants `GET`, `PUT` and `DELETE`, four headers, credentials and ten minutes, and says on every
//! answer what it depends on.
#![no_std]
#[cfg(feature = "std")]
extern crate std;

mod generate;
mod grants;
mod hostile;
mod requests;
mod workload;

pub use grants::{Grants, METHODS, ORIGIN, REQUEST_HEADERS, SUBDOMAINS_OF, numbered, worst_name};
pub use workload::{WORKLOADS, Workload};
