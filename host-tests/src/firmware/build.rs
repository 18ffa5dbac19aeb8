//! The build, by the firmware's own workspace and its own settings.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::TARGET;
use crate::cargo::cargo;

/// Builds the binary `name` of the workspace in `folder` for the device and returns its ELF file. `features` are cargo's
/// arguments about them, if they are not to be the default ones.
///
/// Cargo's own progress and errors go to standard error.
///
/// # Errors
/// When the build fails or makes no such binary.
pub fn build(folder: &Path, name: &str, features: &[&str]) -> Result<PathBuf> {
    let mut command = cargo(folder);
    command.args(["build", "--release", "--target", TARGET, "--bin", name]).args(features);
    // The path is asked of cargo, not guessed: a user's configuration may put the build folder anywhere.
    command.arg("--message-format=json-render-diagnostics");
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run cargo in {}", folder.display()))?;
    if !output.status.success() {
        bail!("the firmware does not build");
    }
    executable(&output.stdout, name).with_context(|| format!("cargo built no `{name}`"))
}

/// The file of the binary `name` among cargo's messages, one JSON object a line.
fn executable(messages: &[u8], name: &str) -> Option<PathBuf> {
    let lines = messages.split(|&byte| byte == b'\n');
    let artifacts = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let mut files = artifacts.filter(|artifact| artifact["target"]["name"] == name);
    files.find_map(|artifact| artifact["executable"].as_str().map(PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executable_is_the_one_of_that_name() {
        let messages = br#"{"reason":"compiler-artifact","target":{"name":"gateway"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"other"},"executable":"/t/other"}
not json
{"reason":"compiler-artifact","target":{"name":"gateway"},"executable":"/t/gateway"}
{"reason":"build-finished","success":true}
"#;
        assert_eq!(executable(messages, "gateway"), Some(PathBuf::from("/t/gateway")));
        assert_eq!(executable(messages, "missing"), None);
    }
}
