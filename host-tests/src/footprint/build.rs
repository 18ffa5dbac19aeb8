//! Building the programs that are looked into.

use std::fmt;
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
    /// With the user agent's half. Its counting iterators are the standard library's and cannot overflow within a slice,
    /// but are compiled with the crate's checks: so this half is proved without them.
    pub browser: bool,
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
    /// Builds; the server's half with the crate's own arithmetic panicking where it overflows, as a firmware may turn on.
    ///
    /// # Errors
    /// When cargo cannot be run.
    pub fn build(&self) -> Result<Outcome> {
        let mut command = cargo(&repo::root().join("benches/probe"));
        command.args(["build", "--quiet", "--locked", "--profile", self.level.profile(), "--target-dir"]);
        command.arg(repo::root().join(if self.browser {
            "target/probe/both"
        } else {
            "target/probe/server"
        }));
        for (option, values) in [("--target", self.targets), ("--bin", self.programs)] {
            for value in values {
                command.args([option, value]);
            }
        }
        if self.browser {
            command.arg("--features=browser");
        } else {
            command.arg(format!("--config=profile.{}.package.corselet.overflow-checks=true", self.level));
        }
        let output = command.stdin(Stdio::null()).output()?;
        Ok(if output.status.success() {
            Outcome::Built
        } else {
            Outcome::Failed(String::from_utf8_lossy(&output.stderr).into_owned())
        })
    }
}
