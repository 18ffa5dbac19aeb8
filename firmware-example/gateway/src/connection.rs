//! One TCP connection: requests in, answers out, one after the other.

use crate::answer::Output;
use crate::event::Event;
use crate::exchange::{Done, MAX_HEAD, Rest, exchange};
use crate::gateway::Gateway;
use crate::routes::MAX_BODY;

/// A head and the longest body.
const INPUT: usize = MAX_HEAD + MAX_BODY;

/// The protocol state of one TCP connection. Fixed buffers, no I/O: whoever owns the socket moves the bytes.
///
/// ```
/// use gateway::{Connection, Gateway};
///
/// let (mut gateway, mut connection) = (Gateway::new(), Connection::new());
/// let request = b"GET /api/reading HTTP/1.1\r\nhost: gateway.local\r\norigin: https://a.example\r\n\r\n";
/// connection.space()[..request.len()].copy_from_slice(request);
/// connection.received(request.len());
/// connection.advance(&mut gateway, 0, &mut |event| println!("{event}"));
/// assert!(connection.pending().starts_with(b"HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\n"));
/// ```
#[derive(Debug)]
pub struct Connection {
    input: [u8; INPUT],
    filled: usize,
    /// How much of the input an unfinished request had when it was last looked at.
    seen: usize,
    output: Output,
    sent: usize,
    rest: Rest,
    closing: bool,
    peer_closed: bool,
}

impl Connection {
    /// A connection that nothing has arrived on.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "a static needs a const")]
    pub const fn new() -> Self {
        Self {
            input: [0; INPUT],
            filled: 0,
            seen: 0,
            output: Output::new(),
            sent: 0,
            rest: Rest::Nothing,
            closing: false,
            peer_closed: false,
        }
    }

    /// A new TCP connection took this one's place.
    pub fn reset(&mut self) {
        self.output.clear();
        (self.filled, self.seen, self.sent) = (0, 0, 0);
        self.rest = Rest::Nothing;
        (self.closing, self.peer_closed) = (false, false);
    }

    /// Room for received bytes; none while the input is full or the connection closes: the peer has to wait.
    pub fn space(&mut self) -> &mut [u8] {
        if self.closing { &mut [] } else { self.input.get_mut(self.filled..).unwrap_or_default() }
    }

    /// `count` bytes were written to the start of [`space`](Self::space).
    pub fn received(&mut self, count: usize) {
        self.filled = self.filled.saturating_add(count).min(INPUT);
    }

    /// The peer sends nothing more.
    pub fn peer_closed(&mut self) {
        self.peer_closed = true;
    }

    /// Works on what was received, and fills up what is to be sent. The next request is looked at only once the last one's
    /// answer is sent. Calls `on_event` once for each request that was answered.
    pub fn advance(&mut self, gateway: &mut Gateway, now_ms: u64, on_event: &mut dyn FnMut(&Event<'_>)) {
        self.rest.fill(&mut self.output, gateway, now_ms);
        while self.output.is_empty() && !self.rest.is_pending() && !self.closing && self.seen < self.filled {
            let input = self.input.get(..self.filled).unwrap_or_default();
            match exchange(input, gateway, now_ms, &mut self.output, on_event) {
                Done::Incomplete => self.seen = self.filled,
                Done::Answered { used, close, rest } => {
                    self.rest = rest;
                    self.closing = close;
                    self.input.copy_within(used.min(self.filled)..self.filled, 0);
                    self.filled = self.filled.saturating_sub(used);
                    self.seen = 0;
                }
            }
            self.rest.fill(&mut self.output, gateway, now_ms);
        }
        let all_said = self.output.is_empty() && !self.rest.is_pending();
        self.closing |= self.peer_closed && all_said && self.seen == self.filled;
    }

    /// Bytes to send now.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.output.get(self.sent..).unwrap_or_default()
    }

    /// `count` bytes of [`pending`](Self::pending) were sent.
    pub fn sent(&mut self, count: usize) {
        self.sent = self.sent.saturating_add(count);
        if self.sent >= self.output.len() {
            self.output.clear();
            self.sent = 0;
        }
    }

    /// Once [`pending`](Self::pending) is empty, the connection is to be closed.
    #[must_use]
    pub fn closing(&self) -> bool {
        self.closing && !self.rest.is_pending()
    }
}
