//! A program of the system, and the package that brings it.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use super::package_manager::CommandLine;
use super::{Machine, PackageManager};

/// A program, and its package's name by package manager.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// What is typed.
    pub command: &'static str,
    /// What is installed.
    pub packages: &'static [(PackageManager, &'static str)],
}

impl Program {
    /// Installs the program unless `machine` has it.
    ///
    /// # Errors
    /// One line that says what to install by hand.
    pub(super) fn ensure(&self, machine: &Machine, out: &mut dyn Write) -> Result<()> {
        if machine.find(self.command).is_some() {
            return Ok(());
        }
        let Some((manager, package)) = self.choose(machine) else {
            let names: Vec<_> = self
                .packages
                .iter()
                .map(|(manager, name)| format!("{name} ({})", manager.program()))
                .collect();
            bail!(
                "{} is missing and no known package manager is here: install it by hand, as {}",
                self.command,
                names.join(", ")
            );
        };
        let install = manager.install(package, machine);
        let by_hand =
            format!("{} is missing: install it by hand, with `{}`", self.command, install.join(" "));
        writeln!(out, "installing {package}, which brings {}: {}", self.command, install.join(" "))?;
        if !run(&install, machine) {
            // A list of packages that is old or not there is the usual cause; fetching it is tried once.
            let Some(update) = manager.update(machine) else { bail!(by_hand) };
            writeln!(out, "fetching the list of packages first: {}", update.join(" "))?;
            if !run(&update, machine) || !run(&install, machine) {
                bail!(by_hand);
            }
        }
        if machine.find(self.command).is_none() {
            bail!("{package} is installed, but {} is not on the search path", self.command);
        }
        Ok(())
    }

    fn choose(&self, machine: &Machine) -> Option<(PackageManager, &'static str)> {
        let manager = PackageManager::of(machine)?;
        self.packages.iter().find(|(candidate, _)| *candidate == manager).copied()
    }
}

/// Runs one line; its own errors are shown, its chatter is not.
fn run(line: &CommandLine, machine: &Machine) -> bool {
    let Some((program, arguments)) = line.split_first() else { return false };
    let Some(file) = machine.find(program) else { return false };
    // Standard input stays: `sudo` may ask for a password.
    let status = Command::new(file).args(arguments).stdout(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
