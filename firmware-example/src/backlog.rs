//! Callers who wait until a socket listens.
//!
//! `smoltcp` refuses a connection that arrives while no socket listens, and has no backlog. This one lies
//! between it and the Ethernet controller and holds back the first segment of such a connection, so that a
//! burst is served in order and not refused.

use heapless::{Deque, Vec};
use smoltcp::{
    phy::{self, DeviceCapabilities},
    time::Instant,
    wire::{EthernetFrame, EthernetProtocol, IpProtocol, Ipv4Packet, TcpPacket},
};

use crate::hardware::ethernet::{Ethernet, Permit, Receipt};

/// The most callers that wait.
const CALLERS: usize = 10;
/// A first segment carries no data: Ethernet 14, IPv4 20 and TCP 60 bytes at most, and padding.
const SEGMENT_BYTES: usize = 96;

type Segment = Vec<u8, SEGMENT_BYTES>;

pub(crate) struct Backlog {
    callers: Deque<Segment, CALLERS>,
}

impl Backlog {
    pub(crate) const fn new() -> Self {
        Self { callers: Deque::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.callers.is_empty()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.callers.is_full()
    }
}

/// The controller, seen through the backlog. Good for one frame: whether a socket listens may have changed
/// after it.
pub(crate) struct Door<'a> {
    pub(crate) ethernet: &'a mut Ethernet,
    pub(crate) backlog: &'a mut Backlog,
    /// Whether a socket listens, and on which port they do.
    pub(crate) listening: bool,
    pub(crate) port: u16,
}

/// What comes through the door.
pub(crate) enum Arrival<'a> {
    Frame(Receipt<'a>),
    Caller(Segment),
    /// A frame came, and stays in the backlog.
    Held,
}

impl phy::RxToken for Arrival<'_> {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, read: F) -> R {
        match self {
            Self::Frame(receipt) => receipt.consume(read),
            Self::Caller(segment) => read(&segment),
            Self::Held => read(&[]),
        }
    }
}

impl phy::Device for Door<'_> {
    type RxToken<'a>
        = Arrival<'a>
    where
        Self: 'a;
    type TxToken<'a>
        = Permit<'a>
    where
        Self: 'a;

    fn receive(&mut self, now: Instant) -> Option<(Arrival<'_>, Permit<'_>)> {
        if self.listening
            && let Some(segment) = self.backlog.callers.pop_front()
        {
            return Some((Arrival::Caller(segment), self.ethernet.transmit(now)?));
        }
        let (receipt, permit) = self.ethernet.receive(now)?;
        if self.listening || !is_call(receipt.frame(), self.port) {
            return Some((Arrival::Frame(receipt), permit));
        }
        // One for whom there is no room calls again: TCP takes silence for loss.
        if let Ok(segment) = Segment::from_slice(receipt.frame()) {
            let _ = self.backlog.callers.push_back(segment);
        }
        Some((Arrival::Held, permit))
    }

    fn transmit(&mut self, now: Instant) -> Option<Permit<'_>> {
        self.ethernet.transmit(now)
    }

    fn capabilities(&self) -> DeviceCapabilities {
        self.ethernet.capabilities()
    }
}

/// Whether a frame is the first segment of a TCP connection to `port`.
fn is_call(frame: &[u8], port: u16) -> bool {
    let first_segment = || {
        let ethernet = EthernetFrame::new_checked(frame).ok()?;
        let ip = Ipv4Packet::new_checked(ethernet.payload()).ok()?;
        let tcp = TcpPacket::new_checked(ip.payload()).ok()?;
        let is_tcp = ethernet.ethertype() == EthernetProtocol::Ipv4 && ip.next_header() == IpProtocol::Tcp;
        Some(is_tcp && tcp.syn() && !tcp.ack() && !tcp.rst() && tcp.dst_port() == port)
    };
    first_segment().unwrap_or(false)
}
