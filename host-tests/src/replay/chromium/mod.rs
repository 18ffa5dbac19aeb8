//! Cases recorded in Chromium, run with its profile.

pub(super) mod bad_ports;
mod element;
pub(super) mod embed;
pub(super) mod window_access;
