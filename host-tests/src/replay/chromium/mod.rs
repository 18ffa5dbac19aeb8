//! What a browser was seen to do.

pub(super) mod classify;
mod contexts;
pub(super) mod origins;
pub(super) mod preflight_cache;
pub(super) mod preflight_check;
pub(super) mod redirects;
pub(super) mod response_check;
pub(super) mod window_access;
