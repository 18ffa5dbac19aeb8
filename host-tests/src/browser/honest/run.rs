//! The visits' performance.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::predict::{Predictor, Seen, sent};
use super::visit::{Page, Visit};
use super::visits::{pairing, visits};
use crate::browser::chromium::Tab;
use crate::browser::exchange::Exchange;
use crate::browser::scene::{Scene, Way};
use crate::browser::tell;
use crate::interrupt;
use crate::tally::Tally;
use crate::tour::Target;

/// How long the device's lines about what has been answered may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the gateway may take to notice that the button is pressed, and how often it is.
const NOTICE: Duration = Duration::from_secs(1);
const PRESSES: usize = 5;
const PAUSE: Duration = Duration::from_millis(10);

/// What came of a visit.
struct Found {
    seen: Seen,
    exchanges: Vec<Exchange>,
    log: Vec<String>,
    relay_on: bool,
}

/// Pairs the page when the device is first visited, performs all visits and tells each on `out`.
pub(in crate::browser) fn run(
    scene: &mut Scene,
    target: &mut dyn Target,
    way: Way,
    out: &mut dyn Write,
) -> Result<Tally> {
    let mut tally = Tally::default();
    scene.switch_relay_off()?;
    let mut predictor = Predictor::default();
    let start = Instant::now();
    // A paired page stays paired.
    let first = if way == Way::Loopback { pairing() } else { Vec::new() };
    for visit in [first, visits()].concat() {
        if interrupt::requested() {
            bail!("interrupted");
        }
        writeln!(out, "{}", visit.title)?;
        if let Some(says) = visit.pressed {
            press(scene, target, says)?;
        }
        let found = perform(scene, target, way, &visit)?;
        let now_ms = u64::try_from(start.elapsed().as_millis())?;
        let (page, url) = (page(scene, visit.page), url(scene, way, &visit));
        let prediction = predictor.predict(&visit, &page, &url, &found.exchanges, now_ms);
        show(&found, out)?;
        tally += tell(&differences(&visit, &found, prediction), out)?;
    }
    Ok(tally)
}

fn page(scene: &Scene, page: Page) -> String {
    match page {
        Page::Paired => scene.dashboard(),
        Page::Stranger => scene.attacker(Way::Name).to_owned(),
    }
}

fn url(scene: &Scene, way: Way, visit: &Visit) -> String {
    format!("{}{}", scene.device(way), visit.path)
}

/// Presses the select button until the log page says that the gateway has noticed. A board that is emulated by a busy
/// machine may miss a press.
fn press(scene: &Scene, target: &mut dyn Target, says: &str) -> Result<()> {
    for _ in 0..PRESSES {
        target.press_button()?;
        let start = Instant::now();
        while start.elapsed() < NOTICE {
            if scene.log_page()?.contains(says) {
                return Ok(());
            }
            thread::sleep(PAUSE);
        }
    }
    bail!("the select button was pressed {PRESSES} times, and the log page does not say `{says}`");
}

fn perform(scene: &mut Scene, target: &mut dyn Target, way: Way, visit: &Visit) -> Result<Found> {
    let tab = scene.browser.open()?;
    let page = page(scene, visit.page);
    scene.browser.load(&tab, &format!("{page}/"))?;
    // What came before belongs to no visit.
    target.log_lines()?;
    scene.wire(way).take()?;
    let seen = fetch(scene, &tab, &url(scene, way, visit), visit)?;
    // The page knows that it may not read as soon as an answer's head is there.
    let (start, mut exchanges, mut log) = (Instant::now(), Vec::new(), Vec::new());
    loop {
        exchanges.extend(scene.wire(way).take()?);
        log.extend(target.log_lines()?);
        let all = exchanges.len() >= visit.expected.wire.len() && untold(&exchanges, &log).is_none();
        if all || start.elapsed() > PATIENCE {
            break;
        }
        thread::sleep(PAUSE);
    }
    scene.browser.close(tab)?;
    Ok(Found { seen, exchanges, log, relay_on: scene.relay_is_on()? })
}

/// Has the page fetch, and tells what it sees.
fn fetch(scene: &mut Scene, tab: &Tab, url: &str, visit: &Visit) -> Result<Seen> {
    let credentials = if visit.includes { "include" } else { "same-origin" };
    let mut init = json!({ "method": visit.method, "headers": visit.headers, "credentials": credentials });
    if !visit.body.is_empty() {
        init["body"] = visit.body.into();
    }
    let answer = scene.browser.run(tab, &format!("attempt({}, {init})", json!(url)))?;
    if let Some(status) = answer["status"].as_u64() {
        let names = answer["headers"].as_array().into_iter().flatten();
        let names = names.filter_map(Value::as_str).map(str::to_owned).collect();
        return Ok(Seen::Answer(u16::try_from(status)?, names));
    }
    let failures = scene.browser.events(tab, "Network.loadingFailed");
    let mut names: Vec<_> =
        failures.iter().filter_map(|event| event["corsErrorStatus"]["corsError"].as_str()).collect();
    names.dedup();
    Ok(Seen::Blocked(names.join(" and ")))
}

/// An exchange that the device's log does not tell of.
fn untold(exchanges: &[Exchange], log: &[String]) -> Option<String> {
    let told = |exchange: &&Exchange| {
        let asks = exchange.asks().replace("/nowhere", "(unknown path)");
        let line = format!("{asks} {} ", exchange.response.status);
        !log.iter().any(|told| told.starts_with(&line))
    };
    exchanges.iter().find(told).map(Exchange::asks)
}

fn show(found: &Found, out: &mut dyn Write) -> Result<()> {
    for exchange in &found.exchanges {
        writeln!(out, "  > {}", sent(exchange))?;
        writeln!(out, "  < {}", exchange.response.status)?;
    }
    found.log.iter().try_for_each(|line| writeln!(out, "  device: {line}"))?;
    match &found.seen {
        Seen::Answer(status, names) => writeln!(out, "  page: {status}, with {}", names.join(", "))?,
        Seen::Blocked(name) => writeln!(out, "  page: blocked by CORS policy: {name}")?,
    }
    Ok(())
}

/// What differs from what must come of `visit`, and from what the crate predicts.
fn differences(visit: &Visit, found: &Found, prediction: Result<(Vec<String>, Seen)>) -> Vec<String> {
    let mut differences = Vec::new();
    let page = match &found.seen {
        Seen::Answer(status, _) => Ok(*status),
        Seen::Blocked(name) => Err(name.as_str()),
    };
    if page != visit.expected.page {
        differences.push(format!("expected the page to see {:?}", visit.expected.page));
    }
    let verb = |exchange: &Exchange| exchange.asks().split(' ').next().unwrap_or_default().to_owned();
    let wire: Vec<_> = found.exchanges.iter().map(verb).collect();
    if wire != visit.expected.wire {
        differences.push(format!("expected requests by {:?}", visit.expected.wire));
    }
    if found.relay_on != visit.expected.relay_on {
        differences.push(format!("expected the relay to be {}", if found.relay_on { "off" } else { "on" }));
    }
    if let Some(asks) = untold(&found.exchanges, &found.log) {
        differences.push(format!("expected a log line about {asks}"));
    }
    match prediction {
        Err(error) => differences.push(format!("nothing can be predicted: {error:#}")),
        Ok((requests, seen)) => {
            if requests != found.exchanges.iter().map(sent).collect::<Vec<_>>() {
                differences.push(format!("predicted the requests {requests:?}"));
            }
            if seen != found.seen {
                differences.push(format!("predicted that the page sees {seen:?}, not {:?}", found.seen));
            }
        }
    }
    differences
}
