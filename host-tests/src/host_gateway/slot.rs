//! One connection: its socket and its protocol state.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};

use gateway::{Connection, Event, Gateway};

/// How long a peer may go on sending after its last answer. Closing while bytes wait would reset the
/// connection, and the peer might never read what it was told.
const LINGER_MS: u64 = 1_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    /// The peer sends no more.
    HalfClosed,
    /// All is said; the peer has yet to close its half.
    Closing {
        until_ms: u64,
    },
}

/// The connection is over.
pub(super) struct Over;

pub(super) struct Slot {
    stream: TcpStream,
    connection: Box<Connection>,
    phase: Phase,
    active_ms: u64,
}

impl Slot {
    /// `None` when the socket is broken already.
    pub(super) fn new(stream: TcpStream, now_ms: u64) -> Option<Self> {
        stream.set_nonblocking(true).ok()?;
        stream.set_nodelay(true).ok()?;
        Some(Self { stream, connection: Box::new(Connection::new()), phase: Phase::Open, active_ms: now_ms })
    }

    /// When a byte last came or went, in milliseconds.
    pub(super) fn active_ms(&self) -> u64 {
        self.active_ms
    }

    /// Moves what can be moved now; tells whether anything moved.
    pub(super) fn drive(
        &mut self,
        gateway: &mut Gateway,
        now_ms: u64,
        on_event: &mut dyn FnMut(&Event<'_>),
    ) -> Result<bool, Over> {
        if let Phase::Closing { until_ms } = self.phase {
            return match ready(self.stream.read(&mut [0; 1_024]))? {
                Some(count) if count > 0 && now_ms < until_ms => Ok(true),
                None if now_ms < until_ms => Ok(false),
                _ => Err(Over),
            };
        }
        let received = self.receive()?;
        self.connection.advance(gateway, now_ms, on_event);
        let sent = self.send()?;
        let moved = received + sent > 0;
        if moved {
            self.active_ms = now_ms;
        }
        let spent = self.phase == Phase::HalfClosed && !moved;
        if self.connection.pending().is_empty() && (self.connection.closing() || spent) {
            self.stream.shutdown(Shutdown::Write).map_err(|_| Over)?;
            self.phase = Phase::Closing { until_ms: now_ms.saturating_add(LINGER_MS) };
            return Ok(true);
        }
        Ok(moved)
    }

    fn receive(&mut self) -> Result<usize, Over> {
        let space = self.connection.space();
        if self.phase != Phase::Open || space.is_empty() {
            return Ok(0);
        }
        let count = ready(self.stream.read(space))?;
        match count {
            Some(0) => {
                self.connection.peer_closed();
                self.phase = Phase::HalfClosed;
            }
            Some(count) => self.connection.received(count),
            None => {}
        }
        Ok(count.unwrap_or(0))
    }

    fn send(&mut self) -> Result<usize, Over> {
        let pending = self.connection.pending();
        if pending.is_empty() {
            return Ok(0);
        }
        let count = ready(self.stream.write(pending))?.unwrap_or(0);
        self.connection.sent(count);
        Ok(count)
    }
}

/// `None` when the socket has nothing to do yet.
fn ready(result: std::io::Result<usize>) -> Result<Option<usize>, Over> {
    match result {
        Ok(count) => Ok(Some(count)),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(None),
        Err(_) => Err(Over),
    }
}
