//! Figures, by workload and subject, and where they are kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use host_tests::repo;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Figures of one kind, and what they were taken on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figures<T> {
    /// The machine and the toolchain.
    pub taken_on: String,
    /// By workload, then by subject.
    pub figures: BTreeMap<String, BTreeMap<String, T>>,
}

/// What kinds of figures there are: the file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nanoseconds a request.
    Time,
    /// Nanoseconds a request, by the length of what is hostile in it.
    Growth,
    /// Instructions a request.
    Instructions,
    /// Allocations a request.
    Allocations,
    /// Instructions and nanoseconds by optimisation level.
    Levels,
    /// A server's processor time a request.
    EndToEnd,
}

impl Kind {
    fn file(self) -> PathBuf {
        let name = match self {
            Self::Time => "time",
            Self::Growth => "growth",
            Self::Instructions => "instructions",
            Self::Allocations => "allocations",
            Self::Levels => "levels",
            Self::EndToEnd => "end-to-end",
        };
        repo::root().join("benches/results").join(name).with_extension("json")
    }
}

impl<T> Figures<T> {
    /// No figures, taken on this machine.
    #[must_use]
    pub fn here() -> Self {
        Self { taken_on: machine(), figures: BTreeMap::new() }
    }

    /// Adds one.
    pub fn add(&mut self, workload: &str, subject: &str, figure: T) {
        self.figures.entry(workload.to_owned()).or_default().insert(subject.to_owned(), figure);
    }

    /// Takes what `other` has in place of its own.
    pub fn replace(&mut self, other: Self) {
        for (workload, subjects) in other.figures {
            self.figures.entry(workload).or_default().extend(subjects);
        }
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, workload: &str, subject: &str) -> Option<&T> {
        self.figures.get(workload)?.get(subject)
    }

    /// The same figures, each made another.
    pub fn map<U>(&self, mut other: impl FnMut(&T) -> U) -> Figures<U> {
        let mut of_workload = |subjects: &BTreeMap<String, T>| {
            subjects.iter().map(|(subject, figure)| (subject.clone(), other(figure))).collect()
        };
        let figures = self.figures.iter().map(|(name, subjects)| (name.clone(), of_workload(subjects)));
        Figures { taken_on: self.taken_on.clone(), figures: figures.collect() }
    }
}

impl<T: Serialize + DeserializeOwned> Figures<T> {
    /// Reads what was kept last.
    ///
    /// # Errors
    /// When nothing was, or it is no longer understood.
    pub fn load(kind: Kind) -> Result<Self> {
        let file = kind.file();
        let text = fs::read_to_string(&file);
        let text =
            text.with_context(|| format!("{} cannot be read: run `cargo bench -p benches`", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not understood", file.display()))
    }

    /// Keeps them, in place of the last.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn store(&self, kind: Kind) -> Result<()> {
        let file = kind.file();
        fs::create_dir_all(file.parent().context("the results are in a folder")?)?;
        fs::write(&file, serde_json::to_string_pretty(self)? + "\n")
            .with_context(|| format!("{} cannot be written", file.display()))
    }
}

/// The processor and the compiler, as far as they tell.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unknown processor", |(_, model)| model);
    let mut rustc = std::process::Command::new("rustc");
    let version = crate::program::printed(rustc.arg("--version").current_dir(repo::root()));
    let version = version.unwrap_or_else(|_| "an unknown compiler".to_owned());
    format!("{}, {model}, {}", std::env::consts::ARCH, version.trim())
}
