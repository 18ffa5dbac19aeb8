//! One board from power on to power off.

use std::ffi::OsString;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::json;
use tempfile::TempDir;

use super::{Qmp, panel};
use crate::card;
use crate::child::Guarded;
use crate::device_log::DeviceLog;

const PROGRAM: &str = "qemu-system-arm";
/// What the firmware logs once its network is up. A connection made before hangs for six seconds: QEMU
/// accepts it at once, and then its first packet is lost.
const READY: &str = "gateway up";
/// How long the emulator may take to start, and the firmware to boot; both take a fraction of a second.
const BOOT: Duration = Duration::from_secs(15);
/// How long the button may be held until something comes of it; it takes three seconds of the device's clock.
const LONGEST_HOLD: Duration = Duration::from_secs(30);
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
    kit: Kit,
}

/// What a board is started with, and with again.
#[derive(Debug)]
struct Kit {
    elf: PathBuf,
    card: Option<PathBuf>,
    limit: Option<Duration>,
    folder: TempDir,
}

/// What runs from power on to power off.
struct Parts {
    child: Guarded,
    qmp: Qmp,
    log: DeviceLog,
    address: SocketAddr,
}

impl Machine {
    /// Boots the firmware in the file `elf`, with a new memory card, and waits until its network is up. After `limit` the
    /// board is switched off, whatever it does.
    ///
    /// # Errors
    /// When QEMU does not start, or the firmware does not come up within 15 seconds.
    pub fn boot(elf: &Path, limit: Option<Duration>) -> Result<Self> {
        let folder = TempDir::with_prefix("gateway-")?;
        let file = folder.path().join("card");
        card::make_blank(&file)?;
        Self::boot_kit(Kit { elf: elf.to_owned(), card: Some(file), limit, folder })
    }

    /// As [`boot`](Self::boot), with the memory card in the file `card`, or with none.
    ///
    /// # Errors
    /// Those of [`boot`](Self::boot).
    pub fn boot_with_card(elf: &Path, card: Option<&Path>, limit: Option<Duration>) -> Result<Self> {
        let folder = TempDir::with_prefix("gateway-")?;
        Self::boot_kit(Kit { elf: elf.to_owned(), card: card.map(Path::to_owned), limit, folder })
    }

    fn boot_kit(kit: Kit) -> Result<Self> {
        let Parts { child, qmp, log, address } = kit.start()?;
        let mut machine = Self { child, qmp, log, address, boot_lines: Vec::new(), kit };
        machine.come_up()?;
        Ok(machine)
    }

    /// Resets the board: its power stays on, and the memory card in. Returns once it is up again.
    ///
    /// # Errors
    /// When the emulator does not answer, or the firmware does not come up again.
    pub fn reset(&mut self) -> Result<()> {
        self.qmp.execute("system_reset", json!({}))?;
        self.come_up()
    }

    /// Cuts the board's power, whatever it is doing, and switches it on again with the same memory card. Its address is
    /// another one then.
    ///
    /// # Errors
    /// Those of [`boot`](Self::boot).
    pub fn cut_power(&mut self) -> Result<()> {
        self.child.end();
        let Parts { child, qmp, log, address } = self.kit.start()?;
        (self.child, self.qmp, self.log, self.address) = (child, qmp, log, address);
        self.come_up()
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

    /// What the device logged before it was up, the last time.
    #[must_use]
    pub fn boot_lines(&self) -> &[String] {
        &self.boot_lines
    }

    /// Presses the select button and lets it go again; takes 0.2 seconds.
    ///
    /// # Errors
    /// When the emulator does not answer.
    pub fn press_button(&mut self) -> Result<()> {
        panel::set_button(&mut self.qmp, true)?;
        panel::set_button(&mut self.qmp, false)
    }

    /// Begins to press the select button, and does not wait for anything.
    ///
    /// # Errors
    /// When the emulator does not answer.
    pub fn push_button(&mut self) -> Result<()> {
        panel::move_button(&mut self.qmp, true)
    }

    /// Holds the select button down until the device logs `words`, and lets it go again; returns what it logged. Its clock
    /// falls behind on a busy machine, so that a time would not tell how long is long.
    ///
    /// # Errors
    /// When the emulator does not answer, or 30 seconds have passed.
    pub fn hold_button_until(&mut self, words: &str) -> Result<Vec<String>> {
        panel::set_button(&mut self.qmp, true)?;
        let lines = self.log.wait_for(words, LONGEST_HOLD)?;
        panel::set_button(&mut self.qmp, false)?;
        if !lines.iter().any(|line| line.contains(words)) {
            bail!("the button is held for {} s, and the device says {lines:?}", LONGEST_HOLD.as_secs());
        }
        Ok(lines)
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

impl Kit {
    fn start(&self) -> Result<Parts> {
        let image =
            std::fs::read(&self.elf).with_context(|| format!("cannot read {}", self.elf.display()))?;
        let mut failure = anyhow!("QEMU was not started");
        for _ in 0..ATTEMPTS {
            match self.attempt(&image) {
                Ok(parts) => return Ok(parts),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    fn attempt(&self, image: &[u8]) -> Result<Parts> {
        let [frames, socket, errors] = ["frames", "qmp", "errors"].map(|name| self.folder.path().join(name));
        // One that is left of a board that was switched off would refuse.
        let _ = std::fs::remove_file(&socket);
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = Command::new(PROGRAM);
        command.args(self.arguments(&socket, port)).stdin(Stdio::null()).stdout(File::create(&frames)?);
        let child = Guarded::start(&mut command, errors, self.limit)?;
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
        Ok(Parts { child, qmp, log, address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)) })
    }

    fn arguments(&self, socket: &Path, port: u16) -> Vec<OsString> {
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
        arguments.extend(["-nic".into(), network.into(), "-qmp".into(), qmp]);
        arguments.extend(["-kernel".into(), self.elf.clone().into()]);
        if let Some(card) = &self.card {
            // A comma in a path would end it; doubled, it is one.
            let mut drive = OsString::from("if=sd,format=raw,file=");
            drive.push(card.to_string_lossy().replace(',', ",,"));
            arguments.extend(["-drive".into(), drive]);
        }
        arguments
    }
}

fn complaint(child: &Guarded) -> String {
    let text = child.complaint();
    // Said at every start of this board, of a timer that the firmware does not use.
    let lines = text.lines().filter(|line| !line.contains("Timer with period zero, disabling"));
    lines.collect::<Vec<_>>().join("\n")
}
