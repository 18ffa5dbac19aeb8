//! Ctrl-C and termination, noticed rather than obeyed on the spot, so that a child process is never left
//! behind.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C, `SIGTERM` and `SIGHUP` only set the flag that [`requested`] reads.
///
/// # Errors
/// When the process has a handler already.
pub fn watch() -> Result<()> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::Relaxed)).context("cannot watch for Ctrl-C")
}

/// Whether the process was asked to end.
#[must_use]
pub fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}
