//! Hostile bytes: thousands of mutated requests, and the device must still answer.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::mutate::{self, Random};
use crate::firmware;
use crate::http;
use crate::qemu::Machine;
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;

/// How many mutated requests are sent.
const REQUESTS: usize = 10_000;
const SEED: u64 = 2;
/// After so many the device must answer a good request.
const BATCH: usize = 250;
const LIMIT: Duration = Duration::from_secs(240);
const PATIENCE: Duration = Duration::from_secs(8);

/// Sends them all, one connection each.
///
/// # Errors
/// When the device hangs, resets or panics, or answers something that it must not.
pub fn run(out: &mut dyn Write) -> Result<Tally> {
    setup::ensure(&[Need::RustTarget(firmware::TARGET), setup::QEMU], out)?;
    let elf = firmware::build(&repo::firmware(), "firmware", &[])?;
    let mut machine = Machine::boot(&elf, Some(LIMIT))?;
    let mut random = Random::new(SEED);
    let mut answers = 0;
    let mut log = machine.boot_lines().to_vec();
    for number in 0..REQUESTS {
        let bytes = mutate::request(&mut random);
        let failed = || format!("request {number} of seed {SEED}: {}", bytes.escape_ascii());
        let answer = send(machine.address(), &bytes).with_context(failed)?;
        check(&answer).with_context(failed)?;
        answers += usize::from(!answer.is_empty());
        if number % BATCH == BATCH - 1 {
            let good = http::exchange(
                machine.address(),
                b"GET /api/reading HTTP/1.1\r\nhost: gateway.local\r\n\r\n",
            )?;
            ensure!(good.status == 200, "the device answers {} after request {number}", good.status);
            log.extend(machine.log().poll()?);
        }
    }
    log.extend(machine.log().poll()?);
    if let Some(end) = machine.ended() {
        anyhow::bail!("{end}");
    }
    let boots = log.iter().filter(|line| line.contains("gateway up")).count();
    ensure!(boots == 1, "the device came up {boots} times");
    let bad = log.iter().find(|line| line.contains("panic") || line.contains("fault"));
    ensure!(bad.is_none(), "the device says: {bad:?}");
    writeln!(out, "{REQUESTS} mutated requests, {answers} answered, and the device still answers")?;
    let tally = Tally { passed: REQUESTS, failed: 0 };
    writeln!(out, "{tally}")?;
    Ok(tally)
}

/// Sends the bytes and half-closes; returns all that comes back. A device that drops the connection has answered nothing.
fn send(address: SocketAddr, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // The device may refuse and close before it has read all.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() != std::io::ErrorKind::ConnectionReset => {
            Err(error).context("no end of the answer")
        }
        _ => Ok(answer),
    }
}

/// Every answer is one, and allows none but the policies' origins.
fn check(answer: &[u8]) -> Result<()> {
    let text = String::from_utf8_lossy(answer);
    ensure!(answer.is_empty() || text.starts_with("HTTP/1.1 "), "answered {text:?}");
    for line in text.lines().filter_map(|line| line.strip_prefix("access-control-allow-origin: ")) {
        let subdomain =
            line.strip_prefix("https://").and_then(|host| host.strip_suffix(".plant.example.com"));
        let label = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
        let granted =
            ["*", "https://dashboard.example.com", "https://ops.example.com", "https://config.example.com"];
        let granted = granted.contains(&line) || subdomain.is_some_and(|name| name.bytes().all(label));
        ensure!(granted, "allows {line:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_allows_a_strange_origin_is_told() {
        let answer = |origin| format!("HTTP/1.1 200 OK\r\naccess-control-allow-origin: {origin}\r\n\r\n");
        assert!(check(answer("https://x.plant.example.com").as_bytes()).is_ok());
        assert!(check(answer("https://evil.example").as_bytes()).is_err());
        assert!(check(answer("https://a/.plant.example.com").as_bytes()).is_err());
        assert!(check(b"garbage").is_err());
    }

    #[test]
    fn the_same_seed_gives_the_same_requests() {
        let requests = |seed| {
            let mut random = Random::new(seed);
            (0..100).map(|_| mutate::request(&mut random)).collect::<Vec<_>>()
        };
        assert_eq!(requests(7), requests(7));
        assert_ne!(requests(7), requests(8));
    }
}
