//! Building and running the measured programs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use host_tests::cargo::cargo;
use host_tests::footprint::build::Level;
use host_tests::repo;

/// A measured program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The engine and the floor, at an optimisation level; the fastest is what is published and gated.
    Engine(Level),
    /// These and all peers.
    Peers,
}

impl Program {
    const fn profile(self) -> &'static str {
        match self {
            Self::Engine(Level::Fastest) => "release",
            Self::Engine(level) => level.profile(),
            Self::Peers => "peers",
        }
    }

    /// Builds it, with what cargo says shown; its file.
    ///
    /// # Errors
    /// When it does not build.
    pub fn build(self) -> Result<PathBuf> {
        let target = repo::root().join("target/measured");
        let mut command = cargo(&repo::root().join("benches/measured"));
        command
            .args(["build", "--quiet", "--locked", "--profile", self.profile(), "--target-dir"])
            .arg(&target);
        if self == Self::Peers {
            command.arg("--features=peers");
        }
        let status = command.stdin(Stdio::null()).status().context("cannot run cargo")?;
        if !status.success() {
            bail!("benches/measured does not build with profile {}", self.profile());
        }
        Ok(target.join(self.profile()).join(format!("measured{}", std::env::consts::EXE_SUFFIX)))
    }
}

/// Runs `command` to its end; what it printed.
///
/// # Errors
/// When it cannot be run, or fails.
pub fn printed(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_owned();
    let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).output();
    let output = output.with_context(|| format!("cannot run {}", program.display()))?;
    if !output.status.success() {
        bail!("{} failed:\n{}", program.display(), String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).context("it printed no text")
}
