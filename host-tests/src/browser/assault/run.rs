//! The attacks' performance.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::attack::Attack;
use super::attacks::attacks;
use super::judge::{Found, Stage, differences};
use crate::browser::scene::{Scene, Way};
use crate::browser::tell;
use crate::interrupt;
use crate::tally::Tally;
use crate::tour::Target;

/// How long what must come of an attack may take. QEMU's user network stalls a connection for a second when several
/// come at once, and machines that test are busy.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long clicks that must do nothing go on.
const CLICKING: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// Performs all attacks in one way and tells each on `out`. One that comes out otherwise than it must ends nothing.
pub(in crate::browser) fn run(
    scene: &mut Scene,
    target: &mut dyn Target,
    way: Way,
    guarded: bool,
    out: &mut dyn Write,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let stage = Stage { way, guarded, page: scene.attacker(way), device: scene.device(way) };
    for attack in attacks(way) {
        if interrupt::requested() {
            bail!("interrupted");
        }
        writeln!(out, "{}", attack.title)?;
        let found = perform(scene, target, &stage, &attack)?;
        found.show(out)?;
        tally += tell(&differences(&attack, &stage, &found), out)?;
    }
    Ok(tally)
}

fn perform(scene: &mut Scene, target: &mut dyn Target, stage: &Stage, attack: &Attack) -> Result<Found> {
    let way = stage.way;
    scene.switch_relay_off()?;
    let button = if attack.clicks { Some(button(scene, way)?) } else { None };
    let tab = scene.browser.open()?;
    scene.lure(&tab, way)?;
    // What came before belongs to no attack.
    target.log_lines()?;
    scene.wire(way).take()?;
    let call = format!("attacks.{}('{}{}')", attack.by, stage.device, attack.path);
    scene.browser.run(&tab, &call)?;

    let expected = attack.expected(stage.guarded);
    let (start, mut come) = (Instant::now(), None);
    let mut found = Found { switched: expected.switched, ..Found::default() };
    while start.elapsed() < PATIENCE && !interrupt::requested() {
        if let Some((x, y)) = button {
            scene.browser.click(&tab, x, y)?;
        }
        found.page = scene.browser.run(&tab, "seen()")?.as_str().unwrap_or_default().to_owned();
        let exchanges = scene.wire(way).take()?.into_iter();
        // What a tab asks for on its own account, in its own time.
        found.exchanges.extend(exchanges.filter(|exchange| exchange.asks() != "GET /favicon.ico"));
        found.log.extend(target.log_lines()?);
        if differences(attack, stage, &found).is_empty() {
            let since: Instant = *come.get_or_insert_with(Instant::now);
            let over = match (attack.clicks, expected.switched) {
                (true, false) => since.elapsed() > CLICKING,
                _ => scene.relay_is_on()? == expected.switched,
            };
            if over {
                break;
            }
        }
        thread::sleep(PAUSE);
    }
    scene.browser.close(tab)?;
    found.switched = scene.relay_is_on()?;
    Ok(found)
}

/// Where the status page has its button once it shows all that it has to: an attacker looks at a device of the same
/// make.
fn button(scene: &mut Scene, way: Way) -> Result<(f64, f64)> {
    const SCRIPT: &str = "new Promise(done => {
        const look = () => {
            if (document.getElementById('log').textContent === '...') return setTimeout(look, 20);
            const { x, y, width, height } =
                document.querySelector('button[value=on]').getBoundingClientRect();
            done([x + width / 2, y + height / 2]);
        };
        look();
    })";
    let tab = scene.browser.open()?;
    let page = scene.device(way);
    scene.browser.load(&tab, &page)?;
    let place = scene.browser.run(&tab, SCRIPT)?;
    scene.browser.close(tab)?;
    Ok(serde_json::from_value(place)?)
}
