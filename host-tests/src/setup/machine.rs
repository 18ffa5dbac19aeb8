//! The machine as far as installing goes: its search path, and whether this process may change it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A search path and a right.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    /// The folders in which programs are looked for, in order.
    pub(super) path: Vec<PathBuf>,
    /// Whether this process is root's.
    pub(super) root: bool,
}

impl Machine {
    /// The machine that this process runs on.
    pub(super) fn this() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        // `id` is everywhere that has a package manager we know; without it nothing is assumed.
        let id = Command::new("id").arg("-u").stderr(Stdio::null()).output();
        let root = id.is_ok_and(|output| output.stdout.trim_ascii() == b"0");
        Self { path: std::env::split_paths(&path).collect(), root }
    }

    /// The file that the name of a program stands for.
    pub(super) fn find(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        self.path.iter().map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
    }
}
