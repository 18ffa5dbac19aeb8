//! Cases recorded in Chromium, run with its profile.

pub(super) mod bad_ports;
pub(super) mod classify;
mod contexts;
mod element;
pub(super) mod embed;
pub(super) mod origins;
pub(super) mod preflight_cache;
pub(super) mod preflight_check;
pub(super) mod redirects;
pub(super) mod response_check;
pub(super) mod window_access;
