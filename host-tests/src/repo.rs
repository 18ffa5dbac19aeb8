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

/// The project's own case files, by name.
#[must_use]
pub fn case_files() -> Vec<PathBuf> {
    files_of_families(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases"))
}

/// More case files of the same kinds, where their folder lies beside the project.
#[must_use]
pub fn vector_files() -> Vec<PathBuf> {
    files_of_families(&root().join("../shared/vectors"))
}

/// The JSON files in the folders of a folder, by name.
fn files_of_families(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries.filter_map(|entry| Some(entry.ok()?.path())).collect::<Vec<_>>()
    };
    let families = entries(folder);
    let mut files: Vec<_> = families.iter().flat_map(|family| entries(family)).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    files.sort();
    files
}
