//! Cases recorded in Chromium.

pub mod window_access;
