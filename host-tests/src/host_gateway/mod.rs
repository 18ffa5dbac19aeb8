//! The gateway as a host process: the firmware's own routes, policies and request loop over this machine's
//! sockets.
//!
//! Only what the board does is done here anew: taking connections, moving bytes, a button and an LED.

mod serve;
mod slot;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::tour::Target;

/// How long the thread may take to run its loop once.
const START: Duration = Duration::from_secs(5);
/// How long the button is held, and let go before anything else: as long as on the emulated board.
const HOLD: Duration = Duration::from_millis(100);

/// A running gateway; it ends when dropped.
#[derive(Debug)]
pub struct HostGateway {
    address: SocketAddr,
    panel: Arc<Panel>,
    log: Receiver<String>,
    thread: Option<JoinHandle<()>>,
}

/// What the gateway's thread shares with its owner.
#[derive(Debug, Default)]
struct Panel {
    pressed: AtomicBool,
    lit: AtomicBool,
    end: AtomicBool,
}

impl HostGateway {
    /// Serves on a free loopback port.
    ///
    /// # Errors
    /// When the system gives no port.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free loopback port")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let panel = Arc::<Panel>::default();
        let (lines, log) = channel();
        let shared = Arc::clone(&panel);
        let thread = thread::Builder::new()
            .name("gateway".to_owned())
            .spawn(move || serve::serve(&listener, &shared, &lines))?;
        let gateway = Self { address, panel, log, thread: Some(thread) };
        // As from the board: a line once it is up. A button pressed before its first tick would read pressed
        // at reset, which counts for nothing.
        gateway.log.recv_timeout(START).context("the gateway does not come up")?;
        Ok(gateway)
    }
}

impl Target for HostGateway {
    fn address(&self) -> SocketAddr {
        self.address
    }

    fn press_button(&mut self) -> Result<()> {
        for pressed in [true, false] {
            self.panel.pressed.store(pressed, Ordering::Relaxed);
            thread::sleep(HOLD);
        }
        Ok(())
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
        self.panel.end.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A panic in there has been told already, by the thread itself.
            let _ = thread.join();
        }
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
