//! One board from power on to power off.

use std::ffi::OsString;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempDir;

use super::{Qmp, panel};
use crate::child::Guarded;
use crate::device_log::DeviceLog;

const PROGRAM: &str = "qemu-system-arm";
/// What the firmware logs once its network is up. A connection made before hangs for six seconds: QEMU
/// accepts it at once, and then its first packet is lost.
const READY: &str = "gateway up";
/// How long the emulator may take to start, and the firmware to boot; both take a fraction of a second.
const BOOT: Duration = Duration::from_secs(15);
/// Another process may take the port between its choice and QEMU's start.
const ATTEMPTS: usize = 3;

/// A running board; switched off when dropped.
#[derive(Debug)]
pub struct Machine {
    // Fields drop in this order: the emulator ends before its files go.
    child: Guarded,
    qmp: Qmp,
    log: DeviceLog,
    address: SocketAddr,
    boot_lines: Vec<String>,
    _folder: TempDir,
}

impl Machine {
    /// Boots the firmware in the file `elf` and waits until its network is up. After `limit` the board is
    /// switched off, whatever it does.
    ///
    /// # Errors
    /// When QEMU does not start, or the firmware does not come up within 15 seconds.
    pub fn boot(elf: &Path, limit: Option<Duration>) -> Result<Self> {
        let image = std::fs::read(elf).with_context(|| format!("cannot read {}", elf.display()))?;
        let mut failure = anyhow!("QEMU was not started");
        for _ in 0..ATTEMPTS {
            match Self::start(elf, &image, limit) {
                Ok(mut machine) => {
                    machine.come_up()?;
                    return Ok(machine);
                }
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Where the device's port 80 is reached.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The device's log; each line is handed out once.
    pub fn log(&mut self) -> &mut DeviceLog {
        &mut self.log
    }

    /// What the device logged before it was up.
    #[must_use]
    pub fn boot_lines(&self) -> &[String] {
        &self.boot_lines
    }

    /// Presses the select button and lets it go again; takes 0.2 seconds.
    ///
    /// # Errors
    /// When the emulator does not answer.
    pub fn press_button(&mut self) -> Result<()> {
        panel::press_button(&mut self.qmp)
    }

    /// Whether the status LED is lit.
    ///
    /// # Errors
    /// When the emulator does not answer.
    pub fn led_lit(&mut self) -> Result<bool> {
        panel::led_lit(&mut self.qmp)
    }

    /// The emulator's own end, when it has come: how, and what it said.
    #[must_use]
    pub fn ended(&self) -> Option<String> {
        let status = self.child.ended()?;
        Some(format!("QEMU ended ({status}): {}", complaint(&self.child)))
    }

    fn start(elf: &Path, image: &[u8], limit: Option<Duration>) -> Result<Self> {
        let folder = TempDir::with_prefix("gateway-")?;
        let frames = folder.path().join("frames");
        let socket = folder.path().join("qmp");
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let errors = folder.path().join("errors");
        let mut command = Command::new(PROGRAM);
        command.args(arguments(elf, &socket, port)).stdin(Stdio::null()).stdout(File::create(&frames)?);
        let child = Guarded::start(&mut command, errors, limit)?;
        let end = Instant::now() + BOOT;
        let qmp = loop {
            match Qmp::connect(&socket) {
                Ok(qmp) => break qmp,
                Err(error) if child.ended().is_some() || Instant::now() >= end => {
                    return Err(error.context(format!("QEMU does not start: {}", complaint(&child))));
                }
                Err(_) => thread::sleep(Duration::from_millis(5)),
            }
        };
        let log = DeviceLog::open(image, &frames)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        Ok(Self { child, qmp, log, address, boot_lines: Vec::new(), _folder: folder })
    }

    fn come_up(&mut self) -> Result<()> {
        self.boot_lines = self.log.wait_for(READY, BOOT)?;
        if !self.boot_lines.iter().any(|line| line.contains(READY)) {
            let ended = self.ended().unwrap_or_default();
            bail!("the firmware does not come up; it said: {:?}. {ended}", self.boot_lines);
        }
        // The emulated button reads pressed at reset, and its first let-go is the first edge that there is.
        self.press_button()
    }
}

fn complaint(child: &Guarded) -> String {
    let text = child.complaint();
    // Said at every start of this board, of a timer that the firmware does not use.
    let lines = text.lines().filter(|line| !line.contains("Timer with period zero, disabling"));
    lines.collect::<Vec<_>>().join("\n")
}

fn arguments(elf: &Path, socket: &Path, port: u16) -> Vec<OsString> {
    let mut qmp = OsString::from("unix:");
    qmp.push(socket);
    qmp.push(",server=on,wait=off");
    // `restrict`: the device reaches neither this machine nor the network; the forwarded port still works.
    let network = format!("user,model=stellaris,restrict=on,hostfwd=tcp:127.0.0.1:{port}-:80");
    let mut arguments: Vec<OsString> =
        ["-M", "lm3s6965evb", "-display", "none", "-monitor", "none", "-serial", "null"]
            .map(OsString::from)
            .into();
    arguments.extend(["-semihosting-config", "enable=on,target=native"].map(OsString::from));
    arguments.extend(["-nic".into(), network.into(), "-qmp".into(), qmp, "-kernel".into(), elf.into()]);
    arguments
}
