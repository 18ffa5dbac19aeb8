//! The gateway as a host process: the firmware's own routes, policies and request loop over this machine's
//! sockets.
//!
//! Only what the board does is done here anew: taking connections, moving bytes, a button and an LED, a memory card.

mod serve;
mod slot;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::card::{self, CardFile};
use crate::tour::{Target, UNPAIRED};

/// How long the thread may take to run its loop once, and to notice a long press.
const START: Duration = Duration::from_secs(10);
/// How long the button's level lasts on the gateway's clock, which takes it from 20 on.
const HOLD_MS: u64 = 30;
const PAUSE: Duration = Duration::from_millis(1);
/// The line that it logs once it is up.
const UP: &str = "gateway up";
/// The memory card's file.
const CARD: &str = "card";

/// A running gateway; it ends when dropped.
#[derive(Debug)]
pub struct HostGateway {
    address: SocketAddr,
    panel: Arc<Panel>,
    log: Receiver<String>,
    thread: Option<JoinHandle<()>>,
    folder: TempDir,
}

/// What the gateway's thread shares with its owner.
#[derive(Debug, Default)]
struct Panel {
    pressed: AtomicBool,
    lit: AtomicBool,
    end: AtomicBool,
    /// How often the loop went round, and the gateway's clock at its last turn.
    turns: AtomicU64,
    now_ms: AtomicU64,
}

impl HostGateway {
    /// Serves on a free loopback port, with a new memory card.
    ///
    /// # Errors
    /// When the system gives no port or no file.
    pub fn start() -> Result<Self> {
        let folder = TempDir::with_prefix("gateway-")?;
        card::make_blank(&folder.path().join(CARD))?;
        let (address, panel, log) = (SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), Arc::default(), channel().1);
        let mut gateway = Self { address, panel, log, thread: None, folder };
        gateway.come_up()?;
        Ok(gateway)
    }

    /// Starts the thread, and returns what it logged until it was up.
    fn come_up(&mut self) -> Result<Vec<String>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free loopback port")?;
        listener.set_nonblocking(true)?;
        self.address = listener.local_addr()?;
        self.panel = Arc::default();
        let card = CardFile::open(&self.folder.path().join(CARD))?;
        let (lines, log) = channel();
        self.log = log;
        let shared = Arc::clone(&self.panel);
        let serve = move || serve::serve(&listener, card, &shared, &lines);
        self.thread = Some(thread::Builder::new().name("gateway".to_owned()).spawn(serve)?);
        // As from the board: a line once it is up.
        let mut lines = Vec::new();
        while !lines.iter().any(|line| line == UP) {
            lines.push(self.log.recv_timeout(START).context("the gateway does not come up")?);
        }
        // A press that comes before the button was seen released counts for nothing.
        self.set_button(false)?;
        Ok(lines)
    }

    fn end(&mut self) {
        self.panel.end.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A panic in there has been told already, by the thread itself.
            let _ = thread.join();
        }
    }

    /// Presses the button or lets it go, and returns once the gateway has seen that for as long as it takes to count.
    fn set_button(&mut self, pressed: bool) -> Result<()> {
        self.panel.pressed.store(pressed, Ordering::Relaxed);
        // The turn under way may have seen the level before; the second one from here on begins after.
        let turns = self.panel.turns.load(Ordering::Relaxed);
        self.wait(|panel| panel.turns.load(Ordering::Relaxed) >= turns + 2)?;
        let seen_ms = self.panel.now_ms.load(Ordering::Relaxed);
        self.wait(|panel| panel.now_ms.load(Ordering::Relaxed) >= seen_ms + HOLD_MS)
    }

    fn wait(&self, condition: impl Fn(&Panel) -> bool) -> Result<()> {
        let end = Instant::now() + START;
        while !condition(&self.panel) {
            if Instant::now() >= end {
                bail!("the gateway's thread stands still");
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl Target for HostGateway {
    fn address(&self) -> SocketAddr {
        self.address
    }

    fn press_button(&mut self) -> Result<()> {
        self.set_button(true)?;
        self.set_button(false)
    }

    fn hold_button(&mut self) -> Result<Vec<String>> {
        self.set_button(true)?;
        let mut lines = Vec::new();
        while !lines.iter().any(|line: &String| line.contains(UNPAIRED)) {
            lines.push(self.log.recv_timeout(START).context("a long press does nothing")?);
        }
        self.set_button(false)?;
        Ok(lines)
    }

    /// All that a process has, apart from its card, is lost.
    fn reset(&mut self) -> Result<Vec<String>> {
        self.end();
        self.come_up()
    }

    fn cut_power(&mut self) -> Result<Vec<String>> {
        self.reset()
    }

    fn led_lit(&mut self) -> Result<bool> {
        Ok(self.panel.lit.load(Ordering::Relaxed))
    }

    fn log_lines(&mut self) -> Result<Vec<String>> {
        if self.thread.as_ref().is_none_or(JoinHandle::is_finished) {
            bail!("the gateway's thread has ended");
        }
        Ok(self.log.try_iter().collect())
    }
}

impl Drop for HostGateway {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::http::Client;

    const PAGE: &[u8] = b"GET / HTTP/1.1\r\nhost: gateway.local\r\n\r\n";

    #[test]
    fn a_connection_serves_more_than_one_request() {
        let mut gateway = HostGateway::start().unwrap();
        let mut client = Client::connect(gateway.address()).unwrap();
        for _ in 0..3 {
            assert_eq!(client.send(PAGE).unwrap().status, 200);
        }
        assert_eq!(gateway.log_lines().unwrap().len(), 3);
    }

    #[test]
    fn idle_connections_shut_nobody_out() {
        let gateway = HostGateway::start().unwrap();
        let idle: Vec<_> = (0..20).map(|_| TcpStream::connect(gateway.address()).unwrap()).collect();
        assert_eq!(Client::connect(gateway.address()).unwrap().send(PAGE).unwrap().status, 200);
        drop(idle);
    }

    #[test]
    fn a_peer_that_goes_on_sending_still_reads_its_refusal() {
        let gateway = HostGateway::start().unwrap();
        let endless = [b"GET / HTTP/1.1\r\nx: ".as_slice(), &vec![b'a'; 64 * 1024]].concat();
        assert_eq!(Client::connect(gateway.address()).unwrap().send(&endless).unwrap().status, 431);
    }
}
