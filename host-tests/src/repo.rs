//! Where the project lies on disk.

use std::path::{Path, PathBuf};

/// The folder that holds the workspace's `Cargo.toml` and `rust-toolchain.toml`.
#[must_use]
pub fn root() -> &'static Path {
    // This crate is a direct child of the root and is built where it lies.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The firmware's workspace: own target, own lock file, own build folder.
#[must_use]
pub fn firmware() -> PathBuf {
    root().join("firmware-example")
}
