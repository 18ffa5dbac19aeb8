//! The protocol state of the gateway, without I/O: bytes in, bytes out. A stand-in that answers every
//! complete head with the same short body.
#![no_std]
#![forbid(unsafe_code)]

const HEAD_BYTES: usize = 1024;
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nup\n";
const TOO_LARGE: &[u8] =
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const HEAD_END: &[u8] = b"\r\n\r\n";

/// All state of the gateway that outlives a connection.
#[derive(Debug)]
pub struct Gateway {
    lit: bool,
}

impl Gateway {
    /// The state at power on.
    #[must_use]
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self { lit: false }
    }

    /// Once per loop turn: the select button's level now, and the time in milliseconds. Returns whether
    /// the status LED is lit.
    pub fn tick(&mut self, _now_ms: u64, button_pressed: bool) -> bool {
        self.lit = button_pressed;
        self.lit
    }
}

/// The protocol state of one TCP connection; fixed buffers, no I/O.
#[derive(Debug)]
pub struct Connection {
    head: [u8; HEAD_BYTES],
    filled: usize,
    answer: Option<&'static [u8]>,
    closing: bool,
}

impl Connection {
    /// A connection of which nothing has been received.
    #[must_use]
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self { head: [0; HEAD_BYTES], filled: 0, answer: None, closing: false }
    }

    /// A new TCP connection took this slot.
    pub fn reset(&mut self) {
        self.filled = 0;
        self.answer = None;
        self.closing = false;
    }

    /// Room for received bytes (may be empty while an answer is pending: backpressure).
    pub fn space(&mut self) -> &mut [u8] {
        self.head.get_mut(self.filled..).unwrap_or_default()
    }

    /// `count` bytes were written to the start of [`space`](Self::space).
    pub fn received(&mut self, count: usize) {
        self.filled = self.filled.saturating_add(count).min(HEAD_BYTES);
    }

    /// Works on what was received; appends to what is to be sent. Calls `on_event` once for each request
    /// decided.
    pub fn advance(&mut self, _gateway: &mut Gateway, _now_ms: u64, on_event: &mut dyn FnMut(&Event<'_>)) {
        if !self.pending().is_empty() || self.closing {
            return;
        }
        let received = self.head.get(..self.filled).unwrap_or_default();
        if let Some(end) = received.windows(HEAD_END.len()).position(|window| window == HEAD_END) {
            on_event(&Event { method: received.split(|byte| *byte == b' ').next().unwrap_or_default() });
            self.head.copy_within(end + HEAD_END.len()..self.filled, 0);
            self.filled -= end + HEAD_END.len();
            self.answer = Some(ANSWER);
        } else if self.filled == HEAD_BYTES {
            self.answer = Some(TOO_LARGE);
            self.closing = true;
        }
    }

    /// Bytes to send now.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.answer.unwrap_or_default()
    }

    /// `count` bytes of [`pending`](Self::pending) were sent.
    pub fn sent(&mut self, count: usize) {
        self.answer = self.answer.and_then(|answer| answer.get(count..));
    }

    /// After [`pending`](Self::pending) is empty the connection is to be closed.
    #[must_use]
    pub fn closing(&self) -> bool {
        self.closing
    }

    /// The peer closed its half.
    pub fn peer_closed(&mut self) {}
}

/// What the device logs about a request.
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Event<'a> {
    method: &'a [u8],
}
