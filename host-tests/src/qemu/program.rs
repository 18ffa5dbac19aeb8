//! A program that runs to its end on the board, without network: it talks to the host through semihosting.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs the program in the file `elf`, with `folder` as the folder that its files are in, and returns what it wrote.
///
/// # Errors
/// When it ends with failure, or not within `limit`.
pub fn run_to_end(elf: &Path, folder: &Path, limit: Duration) -> Result<String> {
    let output = folder.join("output");
    let mut child = Command::new("qemu-system-arm")
        .args([
            "-M",
            "lm3s6965evb",
            "-display",
            "none",
            "-monitor",
            "none",
            "-serial",
            "null",
            "-nic",
            "none",
        ])
        .args(["-semihosting-config", "enable=on,target=native", "-kernel"])
        .arg(elf)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(File::create(&output)?)
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start qemu-system-arm")?;
    let end = Instant::now() + limit;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() >= end => {
                child.kill()?;
                child.wait()?;
                bail!("the program on the device does not end within {} s", limit.as_secs());
            }
            None => thread::sleep(Duration::from_millis(20)),
        }
    };
    let text = String::from_utf8_lossy(&std::fs::read(&output)?).into_owned();
    if !status.success() {
        bail!("the program on the device failed ({status}): {text}");
    }
    Ok(text)
}
