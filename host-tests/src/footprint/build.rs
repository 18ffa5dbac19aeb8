//! Building the programs that are looked into.

use std::fmt;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::Result;

use crate::cargo::cargo;
use crate::repo;

/// An optimisation level. All three matter: firmware is built with each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `z`, smallest.
    Smallest,
    /// `s`, small.
    Small,
    /// `3`, fastest.
    Fastest,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Smallest, Self::Small, Self::Fastest];

    /// As it is written after `opt-level`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Smallest => "z",
            Self::Small => "s",
            Self::Fastest => "3",
        }
    }

    /// The cargo profile of the measured workspaces.
    #[must_use]
    pub const fn profile(self) -> &'static str {
        match self {
            Self::Smallest => "opt-z",
            Self::Small => "opt-s",
            Self::Fastest => "opt-3",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.profile())
    }
}

/// What a build is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Their names, in `benches/probe`.
    pub programs: &'a [&'a str],
    /// The devices they are for.
    pub targets: &'a [&'a str],
    /// How they are optimised.
    pub level: Level,
    /// What is compiled.
    pub variant: Variant,
}

/// What of the crate is compiled, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// The server's half, its arithmetic panicking where it overflows, as a firmware may turn on.
    Checked,
    /// With the user agent's half. Its counting iterators are the standard library's and cannot overflow within a slice,
    /// but are compiled with the crate's checks: so this half is proved without them.
    Both,
    /// The server's half as a firmware has it.
    Plain,
}

impl Variant {
    /// Its build folder, so that one variant's programs are not taken for another's.
    const fn folder(self) -> &'static str {
        match self {
            Self::Checked => "target/probe/server",
            Self::Both => "target/probe/both",
            Self::Plain => "target/probe/plain",
        }
    }
}

/// How a build ended: it made the programs, or cargo said why not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// All programs are there.
    Built,
    /// What cargo wrote.
    Failed(String),
}

impl Order<'_> {
    /// Builds.
    ///
    /// # Errors
    /// When cargo cannot be run.
    pub fn build(&self) -> Result<Outcome> {
        let mut command = cargo(&repo::root().join("benches/probe"));
        command.args(["build", "--quiet", "--locked", "--profile", self.level.profile(), "--target-dir"]);
        command.arg(repo::root().join(self.variant.folder()));
        for (option, values) in [("--target", self.targets), ("--bin", self.programs)] {
            for value in values {
                command.args([option, value]);
            }
        }
        match self.variant {
            Variant::Checked => {
                command.arg(format!("--config=profile.{}.package.corselet.overflow-checks=true", self.level));
            }
            Variant::Both => {
                command.arg("--features=browser");
            }
            Variant::Plain => {}
        }
        let output = command.stdin(Stdio::null()).output()?;
        Ok(if output.status.success() {
            Outcome::Built
        } else {
            Outcome::Failed(String::from_utf8_lossy(&output.stderr).into_owned())
        })
    }

    /// The file of a program that was built.
    #[must_use]
    pub fn file(&self, program: &str, target: &str) -> PathBuf {
        repo::root().join(self.variant.folder()).join(target).join(self.level.profile()).join(program)
    }
}
