//! A real browser against the gateway: what becomes of pages that mean harm, and of those that do not, seen from both
//! ends.
//!
//! A headless Chromium loads pages from a site on this machine. One kind attacks the gateway, and each attack has two
//! outcomes: what it comes to without the guard, so that the test can fail, and what it must come to with it. The other
//! kind fetches what the policies grant and what they do not, and the crate's user agent half must make the same of the
//! same answers.
//!
//! Site and gateway are both on this machine, so that Local Network Access, by which a browser keeps pages of the internet
//! from a local network, has nothing to say: what is tested is what the gateway does by itself.

mod assault;
mod chromium;
mod exchange;
mod honest;
mod pipe;
mod scene;
mod site;
mod wire;

use std::io::Write;
use std::time::Duration;

use anyhow::Result;

use scene::{Scene, Way};

use crate::firmware;
use crate::host_gateway::HostGateway;
use crate::interrupt;
use crate::qemu::Machine;
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;
use crate::tour::Target;

/// When a browser and a board are ended, whatever they do; a run takes half a minute on an idle
/// machine.
const LIMIT: Duration = Duration::from_secs(500);

/// Attacks and visits the firmware on the emulated board, without the guard and with it; or, for a quicker look, the
/// gateway as a process of this machine, with it.
///
/// # Errors
/// When something is missing that cannot be installed, does not build or come up, or goes while it is needed, or the user
/// ends the program.
pub fn run(on_host: bool, out: &mut dyn Write) -> Result<Tally> {
    interrupt::watch()?;
    setup::ensure(&[setup::CHROMIUM], out)?;
    let mut tally = Tally::default();
    if on_host {
        tally += visit(&mut HostGateway::start()?, true, out)?;
    } else {
        setup::ensure(&[Need::RustTarget(firmware::TARGET), setup::QEMU], out)?;
        for (guarded, features) in [(false, &["--no-default-features"][..]), (true, &[])] {
            let elf = firmware::build(&repo::firmware(), "firmware", features)?;
            tally += visit(&mut Machine::boot(&elf, Some(LIMIT))?, guarded, out)?;
        }
    }
    writeln!(out, "{tally}")?;
    Ok(tally)
}

/// All that is done to one gateway.
fn visit(target: &mut dyn Target, guarded: bool, out: &mut dyn Write) -> Result<Tally> {
    let mut scene = Scene::set(target.address(), LIMIT)?;
    let version = scene.browser.version()?;
    let with = if guarded { "with" } else { "WITHOUT" };
    let mut tally = Tally::default();
    for way in [Way::Loopback, Way::Name, Way::Rebound] {
        writeln!(out, "\n{version} attacks the gateway {with} its guard, as {}\n", scene.device(way))?;
        tally += assault::run(&mut scene, target, way, guarded, out)?;
    }
    for way in [Way::Loopback, Way::Name] {
        writeln!(out, "\n{version} visits the gateway {with} its guard, as {}\n", scene.device(way))?;
        tally += honest::run(&mut scene, target, way, out)?;
    }
    Ok(tally)
}

/// Tells how one of them came out: nothing differs, or a line for each difference.
fn tell(differences: &[String], out: &mut dyn Write) -> Result<Tally> {
    differences.iter().try_for_each(|line| writeln!(out, "  DIFFERS: {line}"))?;
    if differences.is_empty() {
        writeln!(out, "  OK")?;
    }
    Ok(Tally::one(differences.is_empty()))
}
