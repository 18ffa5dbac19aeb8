//! A step, as data.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::cargo;
use crate::repo;
use crate::setup::Need;

/// What a step's output counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// The step itself: one check.
    Step,
    /// Cargo's tests, each a check.
    Tests,
    /// What a command of this project closes with: `N passed, N failed`.
    Closing,
}

/// One cargo command.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// `group/name`, by which it is selected.
    pub(super) name: String,
    pub(super) arguments: Vec<String>,
    pub(super) folder: PathBuf,
    pub(super) variable: Option<(&'static str, &'static str)>,
    pub(super) needs: Vec<Need>,
    pub(super) counts: Counts,
}

impl Step {
    /// `cargo` with the words of `line` at the project's root.
    pub(super) fn cargo(name: impl Into<String>, line: &str) -> Self {
        Self {
            name: name.into(),
            arguments: line.split_whitespace().map(str::to_owned).collect(),
            folder: repo::root().to_owned(),
            variable: None,
            needs: Vec::new(),
            counts: Counts::Step,
        }
    }

    pub(super) fn in_firmware(mut self) -> Self {
        self.folder = repo::firmware();
        self
    }

    pub(super) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.variable = Some((name, value));
        self
    }

    pub(super) fn needing(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }

    pub(super) fn counting(mut self, counts: Counts) -> Self {
        self.counts = counts;
        self
    }

    /// Files are arguments of their own: a path may hold blanks.
    pub(super) fn over(mut self, files: &[PathBuf]) -> Self {
        self.arguments.extend(files.iter().map(|file| file.to_string_lossy().into_owned()));
        self
    }

    pub(super) fn command(&self) -> Command {
        let mut command = cargo(&self.folder);
        command.args(&self.arguments).envs(self.variable);
        command
    }

    /// What a person would type at the project's root.
    pub(super) fn command_line(&self) -> String {
        let mut line = String::new();
        if let Ok(inner) = self.folder.strip_prefix(repo::root())
            && inner != Path::new("")
        {
            line += &format!("cd {} && ", inner.display());
        }
        if let Some((name, value)) = self.variable {
            line += &format!("{name}='{value}' ");
        }
        line + "cargo " + &self.arguments.join(" ")
    }
}
