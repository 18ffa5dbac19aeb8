//! Running cargo from within a program that cargo itself started.

use std::path::Path;
use std::process::Command;

/// Variables that would change what an inner build makes, or where it puts it.
///
/// `RUSTFLAGS` is the dangerous one: it *replaces* the flags of a workspace's own `.cargo/config.toml`, and
/// the firmware's linker script is named there.
const DISTURBING: [&str; 8] = [
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_TARGET_DIR",
    "RUSTDOCFLAGS",
    "DEFMT_LOG",
];

/// The cargo that runs this program, or the one on the search path, made ready to run in `folder`.
///
/// The pinned toolchain is inherited; the variables of the outer build that would disturb are not.
#[must_use]
pub fn cargo(folder: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(folder);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let of_the_outer_package = text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_");
        let per_target = text.starts_with("CARGO_TARGET_") || text.starts_with("CARGO_PROFILE_");
        if of_the_outer_package || per_target || DISTURBING.contains(&text.as_ref()) {
            command.env_remove(&name);
        }
    }
    command
}
