//! A program that runs to its end on the board, without network: it talks to the host through semihosting.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::setup::{self, Need};

/// An emulator, and the arguments that make it a device.
#[derive(Clone, Copy, Debug)]
pub struct Emulator {
    need: Need,
    program: &'static str,
    machine: &'static [&'static str],
}

impl Emulator {
    /// The gateway's board.
    const LM3S6965: Self = Self::arm(&["-M", "lm3s6965evb", "-nic", "none"]);

    /// A device with a Cortex-M core.
    #[must_use]
    pub const fn arm(machine: &'static [&'static str]) -> Self {
        Self { need: setup::QEMU, program: "qemu-system-arm", machine }
    }

    /// A device with a 32-bit RISC-V core.
    #[must_use]
    pub const fn riscv(machine: &'static [&'static str]) -> Self {
        Self { need: setup::QEMU_RISCV, program: "qemu-system-riscv32", machine }
    }

    /// What brings it.
    #[must_use]
    pub const fn need(&self) -> Need {
        self.need
    }
}

/// Runs the program in the file `elf` on the gateway's board: see [`run_on`].
///
/// # Errors
/// As there.
pub fn run_to_end(elf: &Path, folder: &Path, limit: Duration) -> Result<String> {
    run_on(&Emulator::LM3S6965, elf, folder, limit)
}

/// Runs the program in the file `elf`, with `folder` as the folder that its files are in, and returns what it wrote.
///
/// # Errors
/// When it ends with failure, or not within `limit`.
pub fn run_on(emulator: &Emulator, elf: &Path, folder: &Path, limit: Duration) -> Result<String> {
    let output = folder.join("output");
    let mut child = Command::new(emulator.program)
        .args(emulator.machine)
        .args(["-display", "none", "-monitor", "none", "-serial", "null"])
        .args(["-semihosting-config", "enable=on,target=native", "-kernel"])
        .arg(elf)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(File::create(&output)?)
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", emulator.program))?;
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
