//! What a browser was seen to do.

pub(super) mod window_access;
