//! TCP over the Ethernet controller: a fixed set of sockets, all on the HTTP port.

use gateway::{Connection, Event, Gateway};
use heapless::Vec;
use smoltcp::{
    iface::{Config, Interface, PollIngressSingleResult, PollResult, SocketSet, SocketStorage},
    socket::tcp::{Socket, SocketBuffer},
    time::{Duration, Instant},
    wire::{IpCidr, Ipv4Address},
};
use static_cell::ConstStaticCell;

use crate::{
    backlog::{Backlog, Door},
    hardware::ethernet::Ethernet,
    slot::Slot,
};

pub(crate) const ADDRESS: Ipv4Address = Ipv4Address::new(10, 0, 2, 15);
const PREFIX: u8 = 24;
const ROUTER: Ipv4Address = Ipv4Address::new(10, 0, 2, 2);
const PORT: u16 = 80;

/// A browser opens up to six connections to a host and keeps them; two are left for others.
const SLOTS: usize = 8;
const RECEIVE_BYTES: usize = 1_024;
const SEND_BYTES: usize = 1_024;
/// The most frames handled before the connections get their turn: what the receive FIFO can hold.
const FRAMES_PER_TURN: usize = 31;
/// How long a peer may leave sent bytes unacknowledged.
const PEER_TIMEOUT: Duration = Duration::from_secs(10);

// Apart, so that those of zeros stay out of flash.
static SOCKETS: ConstStaticCell<[SocketStorage<'static>; SLOTS]> =
    ConstStaticCell::new([SocketStorage::EMPTY; SLOTS]);
static RECEIVED: ConstStaticCell<[[u8; RECEIVE_BYTES]; SLOTS]> =
    ConstStaticCell::new([[0; RECEIVE_BYTES]; SLOTS]);
static TO_SEND: ConstStaticCell<[[u8; SEND_BYTES]; SLOTS]> = ConstStaticCell::new([[0; SEND_BYTES]; SLOTS]);
static CONNECTIONS: ConstStaticCell<[Connection; SLOTS]> =
    ConstStaticCell::new([const { Connection::new() }; SLOTS]);
static BACKLOG: ConstStaticCell<Backlog> = ConstStaticCell::new(Backlog::new());

pub(crate) struct Net {
    interface: Interface,
    sockets: SocketSet<'static>,
    slots: Vec<Slot, SLOTS>,
    backlog: &'static mut Backlog,
}

impl Net {
    /// # Panics
    /// On a second call.
    pub(crate) fn take(ethernet: &mut Ethernet, now_ms: u64) -> Self {
        // Initial sequence numbers follow from `random_seed`, and this board has no source of entropy: a
        // product seeds it from its own.
        let config = Config::new(ethernet.address().into());
        let mut interface = Interface::new(config, ethernet, instant(now_ms));
        interface.update_ip_addrs(|addresses| {
            // The list holds two addresses and is empty.
            let _ = addresses.push(IpCidr::new(ADDRESS.into(), PREFIX));
        });
        // As above: the table is empty.
        let _ = interface.routes_mut().add_default_ipv4_route(ROUTER);

        let mut sockets = SocketSet::new(SOCKETS.take().as_mut_slice());
        let buffers = RECEIVED.take().iter_mut().zip(TO_SEND.take());
        let slots = buffers
            .zip(CONNECTIONS.take())
            .map(|((received, to_send), connection)| {
                let received = SocketBuffer::new(received.as_mut_slice());
                let mut socket = Socket::new(received, SocketBuffer::new(to_send.as_mut_slice()));
                socket.set_timeout(Some(PEER_TIMEOUT));
                Slot::new(sockets.add(socket), connection)
            })
            .collect();
        Self { interface, sockets, slots, backlog: BACKLOG.take() }
    }

    /// Sends what is due, lets every connection make a step, and handles the frames that wait. Returns
    /// whether another turn may find more to do at once.
    pub(crate) fn turn(
        &mut self,
        ethernet: &mut Ethernet,
        gateway: &mut Gateway,
        now_ms: u64,
        on_event: &mut dyn FnMut(&Event<'_>),
    ) -> bool {
        let now = instant(now_ms);
        self.interface.poll_maintenance(now);
        let sent = self.interface.poll_egress(now, ethernet, &mut self.sockets);
        let mut busy = matches!(sent, PollResult::SocketStateChanged);
        for slot in &mut self.slots {
            let socket = self.sockets.get_mut::<Socket<'_>>(slot.handle);
            busy |= slot.drive(socket, PORT, gateway, now_ms, on_event);
        }
        if !self.listens() && !self.backlog.is_empty() {
            self.make_room(now_ms);
        }
        for _ in 0..FRAMES_PER_TURN {
            let listening = self.listens();
            if !listening && self.backlog.is_full() {
                return true;
            }
            let mut door = Door { ethernet, backlog: self.backlog, listening, port: PORT };
            let handled = self.interface.poll_ingress_single(now, &mut door, &mut self.sockets);
            if matches!(handled, PollIngressSingleResult::None) {
                break;
            }
            busy = true;
        }
        busy
    }

    fn listens(&self) -> bool {
        self.slots.iter().any(|slot| self.sockets.get::<Socket<'_>>(slot.handle).is_listening())
    }

    /// Resets the connection that has been idle longest; one that is spared only where no more callers could
    /// wait. The reset leaves first thing in the next turn, and then its slot listens.
    fn make_room(&mut self, now_ms: u64) {
        let worth = |slot: &&Slot| slot.worth(self.sockets.get(slot.handle), now_ms);
        let Some(idlest) = self.slots.iter().min_by_key(worth) else { return };
        let (spared, _) = worth(&idlest);
        if !spared || self.backlog.is_full() {
            self.sockets.get_mut::<Socket<'_>>(idlest.handle).abort();
        }
    }
}

fn instant(ms: u64) -> Instant {
    Instant::from_millis(ms.cast_signed())
}
