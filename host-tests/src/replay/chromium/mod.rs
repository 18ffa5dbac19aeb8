//! What Chromium did, replayed with its profile.

pub mod bad_ports;
mod element;
pub mod embed;
pub mod window_access;
