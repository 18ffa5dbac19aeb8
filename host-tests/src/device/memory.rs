//! The memory card on the device: resets, cuts of power, and cards that are missing or hold something else.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};
use gateway::BANKS;
use records::Banks;
use tempfile::TempDir;

use super::mutate::Random;
use crate::card::{self, CardFile};
use crate::firmware;
use crate::http;
use crate::qemu::Machine;
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;

const TABLET: &str = "https://tablet.example.org";
const PHONE: &str = "https://phone.example.org";

/// Each board is on for less.
const LIMIT: Duration = Duration::from_secs(60);
/// How often the power is cut while the device changes its list.
const CUTS: usize = 16;
const SEED: u64 = 3;
/// A cut comes within so many microseconds of what causes a change: a press counts after 20 ms.
const WITHIN_US: usize = 60_000;

/// Something that the firmware in this file does, on boards of its own.
type Check = fn(&Path) -> Result<()>;

/// Runs all of them.
///
/// # Errors
/// When the firmware does not build, or `out` cannot be written.
pub fn run(out: &mut dyn Write) -> Result<Tally> {
    setup::ensure(&[Need::RustTarget(firmware::TARGET), setup::QEMU], out)?;
    let elf = firmware::build(&repo::firmware(), "firmware", &[])?;
    let checks: [(&str, Check); 4] = [
        ("who is paired is paired after a reset and after a cut of power", keeps),
        ("without a card pairings last until the reset", without_card),
        ("a card that holds something else pairs nobody, and takes a list", with_garbage),
        ("where the newer list is torn the older one counts", with_torn_list),
    ];
    let mut tally = Tally::default();
    for (title, check) in checks {
        let outcome = check(&elf);
        writeln!(
            out,
            "{title}: {}",
            outcome.as_ref().map_or_else(|error| format!("{error:#}"), |()| "OK".into())
        )?;
        tally += Tally::one(outcome.is_ok());
    }
    tally += cuts(&elf, out)?;
    writeln!(out, "{tally}")?;
    Ok(tally)
}

fn keeps(elf: &Path) -> Result<()> {
    let mut machine = Machine::boot(elf, Some(LIMIT))?;
    booted(&machine, "memory: new")?;
    pair(&mut machine, TABLET)?;
    machine.reset()?;
    booted(&machine, "memory: 1 paired")?;
    ensure!(granted(&machine, TABLET)?, "not granted after the reset");
    machine.cut_power()?;
    booted(&machine, "memory: 1 paired")?;
    ensure!(granted(&machine, TABLET)? && !granted(&machine, PHONE)?, "not as before the cut");
    Ok(())
}

fn without_card(elf: &Path) -> Result<()> {
    let mut machine = Machine::boot_with_card(elf, None, Some(LIMIT))?;
    booted(&machine, "memory: none")?;
    pair(&mut machine, TABLET)?;
    machine.reset()?;
    ensure!(!granted(&machine, TABLET)?, "granted after the reset");
    Ok(())
}

fn with_garbage(elf: &Path) -> Result<()> {
    let (_folder, file) = new_card()?;
    for at in BANKS {
        OpenOptions::new().write(true).open(&file)?.write_all_at(&b"no record. ".repeat(40), at.into())?;
    }
    let mut machine = Machine::boot_with_card(elf, Some(&file), Some(LIMIT))?;
    booted(&machine, "memory: no list in it")?;
    pair(&mut machine, TABLET)?;
    machine.cut_power()?;
    booted(&machine, "memory: 1 paired")
}

fn with_torn_list(elf: &Path) -> Result<()> {
    let (_folder, file) = new_card()?;
    let (older, newer) = (format!("{TABLET}\n"), format!("{TABLET}\n{PHONE}\n"));
    let mut banks = Banks::new(CardFile::open(&file)?, BANKS);
    for list in [&older, &newer] {
        banks.store([list.as_bytes()])?;
    }
    let machine = Machine::boot_with_card(elf, Some(&file), Some(LIMIT))?;
    booted(&machine, "memory: 2 paired")?;
    drop(machine);
    // The second list is in the second bank; its last byte is spoilt.
    let end = u64::from(BANKS[1]) + 14 + newer.len() as u64;
    OpenOptions::new().write(true).open(&file)?.write_all_at(b"x", end - 1)?;
    let machine = Machine::boot_with_card(elf, Some(&file), Some(LIMIT))?;
    booted(&machine, "memory: 1 paired")?;
    ensure!(granted(&machine, TABLET)? && !granted(&machine, PHONE)?, "not the older list");
    Ok(())
}

/// Pairs and unpairs in turn, and cuts the power meanwhile: the device is found as it was before or as it was to be, and
/// as it was to be if it had said so.
fn cuts(elf: &Path, out: &mut dyn Write) -> Result<Tally> {
    let mut machine = Machine::boot(elf, Some(LIMIT))?;
    let mut random = Random::new(SEED);
    let (mut tally, mut paired, mut changes) = (Tally::default(), false, 0);
    for number in 0..CUTS {
        let delay = Duration::from_micros(random.below(WITHIN_US) as u64);
        let told = if paired { unpair(&machine, delay)? } else { start_pairing(&mut machine, delay)? };
        machine.cut_power()?;
        let now = granted(&machine, TABLET)?;
        let lines = machine.boot_lines();
        let known = ["memory: new", "memory: 0 paired", "memory: 1 paired"];
        let whole = lines.iter().any(|line| known.iter().any(|start| line.starts_with(start)));
        let kept = !told || now != paired;
        if !whole || !kept {
            writeln!(out, "cut {number}: paired {paired}, told {told}, now {now}; {lines:?}")?;
        }
        tally += Tally::one(whole && kept);
        changes += usize::from(now != paired);
        paired = now;
    }
    writeln!(out, "{CUTS} cuts of power: {changes} found the new list, {} the old one", CUTS - changes)?;
    Ok(tally)
}

/// Begins the press that accepts; whether the device told that the tablet is paired.
fn start_pairing(machine: &mut Machine, delay: Duration) -> Result<bool> {
    machine.press_button()?;
    ensure!(!granted(machine, TABLET)?, "granted before it is paired");
    machine.push_button()?;
    thread::sleep(delay);
    Ok(machine.log().poll()?.iter().any(|line| line.contains("paired, and stored")))
}

/// Asks to unpair everybody; whether the device answered that it is done.
fn unpair(machine: &Machine, delay: Duration) -> Result<bool> {
    let mut stream = TcpStream::connect(machine.address())?;
    stream.write_all(
        b"PUT /api/paired HTTP/1.1\r\nhost: gateway.local\r\norigin: https://config.example.com\r\ncontent-length: 0\r\n\r\n",
    )?;
    stream.set_read_timeout(Some(delay.max(Duration::from_millis(1))))?;
    let mut start = [0; 16];
    // Late is as good as never.
    Ok(stream.read_exact(&mut start).is_ok() && start.starts_with(b"HTTP/1.1 204"))
}

fn new_card() -> Result<(TempDir, PathBuf)> {
    let folder = TempDir::with_prefix("card-")?;
    let file = folder.path().join("card");
    card::make_blank(&file)?;
    Ok((folder, file))
}

fn booted(machine: &Machine, start: &str) -> Result<()> {
    let lines = machine.boot_lines();
    ensure!(lines.iter().any(|line| line.starts_with(start)), "no `{start}` in {lines:?}");
    Ok(())
}

fn pair(machine: &mut Machine, origin: &str) -> Result<()> {
    machine.press_button()?;
    ensure!(!granted(machine, origin)?, "granted before it is paired");
    machine.press_button()?;
    ensure!(granted(machine, origin)?, "not granted though paired");
    Ok(())
}

fn granted(machine: &Machine, origin: &str) -> Result<bool> {
    let request = format!("GET /api/relay HTTP/1.1\r\nhost: gateway.local\r\norigin: {origin}\r\n\r\n");
    let response = http::exchange(machine.address(), request.as_bytes())?;
    let mut granted = response.values("access-control-allow-origin");
    Ok(granted.any(|value| value == origin))
}
