//! The user agent's half: what a browser does with an answer, and why (Fetch, HTML).

pub mod embed;
mod profile;
mod request;

pub use profile::Profile;
pub use request::{Credentials, Mode, Tainting};
