//! Parts of the pinned toolchain, by rustup.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::repo;

pub(super) fn ensure_target(target: &str, out: &mut dyn Write) -> Result<()> {
    // Asked of rustc, so that a toolchain that rustup does not manage counts too.
    let folder = output("rustc", &["--print", "target-libdir", "--target", target]);
    let present = folder.is_some_and(|folder| Path::new(folder.trim()).is_dir());
    if present { Ok(()) } else { add("target", target, out) }
}

pub(super) fn ensure_component(component: &str, out: &mut dyn Write) -> Result<()> {
    // rustup lists most components with the host's triple behind the name.
    let installed = output("rustup", &["component", "list", "--installed"]).unwrap_or_default();
    let is_it = |line: &str| {
        line.strip_prefix(component).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    if installed.lines().any(is_it) { Ok(()) } else { add("component", component, out) }
}

fn add(kind: &str, name: &str, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "installing the Rust {kind} {name}: rustup {kind} add {name}")?;
    let mut rustup = Command::new("rustup");
    let status = rustup.args([kind, "add", name]).current_dir(repo::root()).stdin(Stdio::null()).status();
    if !status.is_ok_and(|status| status.success()) {
        bail!(
            "the Rust {kind} {name} is missing: install it by hand, with `rustup {kind} add {name}` in the project's folder"
        );
    }
    Ok(())
}

/// What `program` prints, run where `rust-toolchain.toml` names the toolchain.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    let output = command.args(arguments).current_dir(repo::root()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
