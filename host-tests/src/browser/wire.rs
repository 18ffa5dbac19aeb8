//! A length of wire between the browser and whatever it talks to: it passes bytes on as they are, and remembers them.
//!
//! It can be led elsewhere while the browser goes on using the same name: what a rebinding attacker's DNS does.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::exchange::{self, Exchange};

/// How long the other end may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The wire; it is cut when dropped.
#[derive(Debug)]
pub(super) struct Wire {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug)]
struct Shared {
    /// Where new connections lead; nowhere once the wire is cut.
    to: Option<SocketAddr>,
    lines: Vec<Line>,
}

/// One connection: what was said on it and is not yet read, and its two ends.
#[derive(Debug)]
struct Line {
    said: Arc<Mutex<Said>>,
    ends: [TcpStream; 2],
}

/// The bytes of both directions.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) asked: Vec<u8>,
    pub(super) answered: Vec<u8>,
    /// When each request began. No browser sends the next one before it has the answer to the last.
    pub(super) begun: VecDeque<Instant>,
    answering: bool,
}

impl Said {
    pub(super) fn ask(&mut self, bytes: &[u8]) {
        if self.begun.is_empty() || self.answering {
            self.begun.push_back(Instant::now());
        }
        self.answering = false;
        self.asked.extend_from_slice(bytes);
    }

    pub(super) fn answer(&mut self, bytes: &[u8]) {
        self.answering = true;
        self.answered.extend_from_slice(bytes);
    }
}

impl Wire {
    /// A wire from a free loopback port to `to`.
    pub(super) fn lay(to: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free loopback port")?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Mutex::new(Shared { to: Some(to), lines: Vec::new() }));
        let wire = Self { address, shared: Arc::clone(&shared) };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Some(to) = lock(&shared).to else { return };
                // One at a time: QEMU's user network loses what comes while it is still busy accepting.
                let line = stream.and_then(|stream| Line::connect(stream, to));
                let mut shared = lock(&shared);
                // Without a line, and when the wire has been led elsewhere meanwhile, the browser sees its connection closed.
                if let Ok(line) = line
                    && shared.to == Some(to)
                    && line.open().is_ok()
                {
                    shared.lines.push(line);
                }
            }
        });
        Ok(wire)
    }

    /// The end that the browser connects to.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// From here on new connections lead to `to`; the old ones are cut.
    pub(super) fn lead(&self, to: SocketAddr) {
        let mut shared = lock(&self.shared);
        shared.to = Some(to);
        shared.lines.iter().for_each(Line::cut);
    }

    /// The requests that were answered since this was last asked, in the order in which they began.
    pub(super) fn take(&self) -> Result<Vec<Exchange>> {
        let mut exchanges = Vec::new();
        for line in &lock(&self.shared).lines {
            while let Some(next) = exchange::first(&mut lock(&line.said))? {
                exchanges.push(next);
            }
        }
        exchanges.sort_by_key(|exchange: &Exchange| exchange.begun);
        Ok(exchanges)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        {
            let mut shared = lock(&self.shared);
            shared.to = None;
            shared.lines.iter().for_each(Line::cut);
        }
        // A last connection wakes the thread, which then sees that it is over.
        let _ = TcpStream::connect_timeout(&self.address, PATIENCE);
    }
}

impl Line {
    fn connect(near: TcpStream, to: SocketAddr) -> std::io::Result<Self> {
        let far = TcpStream::connect_timeout(&to, PATIENCE)?;
        near.set_nodelay(true)?;
        far.set_nodelay(true)?;
        Ok(Self { said: Arc::default(), ends: [near, far] })
    }

    /// Lets bytes pass. The caller keeps others from asking for what was said until the line is where they look.
    fn open(&self) -> std::io::Result<()> {
        let [near, far] = &self.ends;
        let (near, far) = ([near.try_clone()?, near.try_clone()?], [far.try_clone()?, far.try_clone()?]);
        let ([near_in, near_out], [far_in, far_out]) = (near, far);
        let [asked, answered] = [Arc::clone(&self.said), Arc::clone(&self.said)];
        thread::spawn(move || pass(near_in, far_out, |bytes| lock(&asked).ask(bytes)));
        thread::spawn(move || pass(far_in, near_out, |bytes| lock(&answered).answer(bytes)));
        Ok(())
    }

    fn cut(&self) {
        // An end that is closed already needs no cutting.
        self.ends.iter().for_each(|end| drop(end.shutdown(Shutdown::Both)));
    }
}

/// Passes on what `from` says until it says no more. It is remembered first, so that nobody acts on what is not.
fn pass(mut from: TcpStream, mut to: TcpStream, mut remember: impl FnMut(&[u8])) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        remember(&bytes[..count]);
        if to.write_all(&bytes[..count]).is_err() {
            let _ = from.shutdown(Shutdown::Read);
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that says the same on each connection and closes it.
    fn server(body: &'static str) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let _ = (&stream).read(&mut [0; 512]);
                let _ = write!(&stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            }
        });
        address
    }

    #[test]
    fn it_remembers_what_it_passes_and_can_be_led_elsewhere() {
        let wire = Wire::lay(server("one")).unwrap();
        let ask =
            || crate::http::exchange(wire.address(), b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").unwrap().body;
        assert_eq!((ask(), ask()), (b"one".to_vec(), b"one".to_vec()));
        assert_eq!(wire.take().unwrap().len(), 2);
        wire.lead(server("two"));
        assert_eq!(ask(), b"two");
        let taken = wire.take().unwrap();
        assert_eq!((taken.len(), taken[0].asks().as_str()), (1, "GET /"));
        assert_eq!(taken[0].response.body, b"two");
        assert!(wire.take().unwrap().is_empty());
    }

    #[test]
    fn a_cut_wire_ends_its_connections() {
        let wire = Wire::lay(server("")).unwrap();
        let address = wire.address();
        let mut idle = TcpStream::connect(address).unwrap();
        idle.set_read_timeout(Some(PATIENCE)).unwrap();
        drop(wire);
        assert_eq!(idle.read(&mut [0; 1]).unwrap_or(0), 0);
    }
}
