//! One TCP socket and the protocol state of whoever is connected to it.

use gateway::{Connection, Event, Gateway};
use smoltcp::{
    iface::SocketHandle,
    socket::tcp::{Socket, State},
};

/// How far the connection in a slot has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nobody is connected.
    Vacant,
    Open,
    /// The peer sends no more, and all that it sent has been read.
    HalfClosed,
    /// All is said; the peer has yet to close its half.
    Closing,
}

pub(crate) struct Slot {
    pub(crate) handle: SocketHandle,
    connection: &'static mut Connection,
    phase: Phase,
    /// The last byte moved was the peer's, so an answer is due; a new connection counts as such.
    asking: bool,
    /// When it last moved a byte, or was made: milliseconds since boot.
    active_ms: u64,
}

/// How long a peer that is owed an answer, or has just come, is spared. Short, so that those who ask
/// by halves keep nobody waiting long.
const SPARED_MS: u64 = 250;

impl Slot {
    pub(crate) fn new(handle: SocketHandle, connection: &'static mut Connection) -> Self {
        Self { handle, connection, phase: Phase::Vacant, asking: false, active_ms: 0 }
    }

    /// Orders the slots by what their loss would cost, the cheapest first: the longest idle, but after all
    /// others those that are spared.
    pub(crate) fn worth(&self, socket: &Socket<'static>, now_ms: u64) -> (bool, u64) {
        let owed = self.asking || socket.send_queue() > 0;
        let spared = owed && now_ms.saturating_sub(self.active_ms) < SPARED_MS;
        (spared, self.active_ms)
    }

    /// Moves what can be moved now between the socket and the connection; a bounded step. Returns whether
    /// another turn may move more.
    pub(crate) fn drive(
        &mut self,
        socket: &mut Socket<'static>,
        port: u16,
        gateway: &mut Gateway,
        now_ms: u64,
        on_event: &mut dyn FnMut(&Event<'_>),
    ) -> bool {
        if !socket.is_open() {
            self.phase = Phase::Vacant;
            return socket.listen(port).is_ok();
        }
        // Also where a peer took its connection back before it was made.
        if socket.is_listening() {
            self.phase = Phase::Vacant;
            return false;
        }
        match self.phase {
            Phase::Vacant => {
                self.connection.reset();
                self.phase = Phase::Open;
                self.asking = true;
                self.active_ms = now_ms;
            }
            Phase::Open | Phase::HalfClosed => {}
            Phase::Closing => {
                // A peer that still sends must not wait for room: it could never read its answer.
                return socket.recv(|late| (late.len(), !late.is_empty())).unwrap_or(false);
            }
        }
        self.exchange(socket, gateway, now_ms, on_event)
    }

    fn exchange(
        &mut self,
        socket: &mut Socket<'static>,
        gateway: &mut Gateway,
        now_ms: u64,
        on_event: &mut dyn FnMut(&Event<'_>),
    ) -> bool {
        // The slice forms follow the ring buffers over their ends; the closure forms stop there.
        let received = socket.recv_slice(self.connection.space()).unwrap_or(0);
        self.connection.received(received);
        if self.phase == Phase::Open && socket.state() == State::CloseWait && !socket.can_recv() {
            self.connection.peer_closed();
            self.phase = Phase::HalfClosed;
        }
        self.connection.advance(gateway, now_ms, on_event);
        let sent = socket.send_slice(self.connection.pending()).unwrap_or(0);
        self.connection.sent(sent);

        let moved = received + sent > 0;
        if moved {
            self.asking = sent == 0;
            self.active_ms = now_ms;
        }
        let spent = self.phase == Phase::HalfClosed && !moved;
        if self.connection.pending().is_empty() && (self.connection.closing() || spent) {
            socket.close();
            self.phase = Phase::Closing;
            self.asking = false;
            return true;
        }
        moved
    }
}
