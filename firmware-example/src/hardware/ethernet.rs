//! The LM3S6965's Ethernet controller as a `smoltcp` device.
//!
//! A frame passes its FIFOs in little-endian words behind a length of two bytes; received ones end with a
//! checksum of four. The buffers here hold the same form, so that words move without shifting. The PHY is
//! left as reset leaves it (the emulated board has none), and so is the MAC address: a product would
//! negotiate the link, and read its address from flash.

use cortex_m::{
    interrupt::{self, InterruptNumber},
    peripheral::NVIC,
};
use smoltcp::{
    phy::{self, ChecksumCapabilities, DeviceCapabilities, Medium},
    time::Instant,
    wire::EthernetAddress,
};
use static_cell::ConstStaticCell;

use super::register::{CLOCK_GATES, Register};

/// The controller's line into the interrupt controller.
pub(super) const INTERRUPT: i16 = 42;

const CLOCK_GATES_MAC_AND_PHY: u32 = 1 << 28 | 1 << 30;

// SAFETY: MACRIS/MACIACK; it tells and clears interrupts only.
const STATUS: Register = unsafe { Register::at(0x4004_8000) };
// SAFETY: MACIM; it masks interrupts only.
const INTERRUPT_MASK: Register = unsafe { Register::at(0x4004_8004) };
// SAFETY: MACRCTL; it controls the receiver, which writes to its own FIFO only.
const RECEIVE_CONTROL: Register = unsafe { Register::at(0x4004_8008) };
// SAFETY: MACTCTL; it controls the transmitter, which reads from its own FIFO only.
const TRANSMIT_CONTROL: Register = unsafe { Register::at(0x4004_800c) };
// SAFETY: MACDATA; both FIFOs, no memory behind them.
const DATA: Register = unsafe { Register::at(0x4004_8010) };
// SAFETY: MACIA0; bytes 0 to 3 of the station's address.
const ADDRESS_LOW: Register = unsafe { Register::at(0x4004_8014) };
// SAFETY: MACIA1; bytes 4 and 5 of the station's address.
const ADDRESS_HIGH: Register = unsafe { Register::at(0x4004_8018) };
// SAFETY: MACNP; the count of frames in the receive FIFO.
const FRAMES_WAITING: Register = unsafe { Register::at(0x4004_8034) };
// SAFETY: MACTR; it sends what the transmit FIFO holds.
const TRANSMIT_REQUEST: Register = unsafe { Register::at(0x4004_8038) };

const ALL_INTERRUPTS: u32 = 0x7f;
const FRAME_RECEIVED: u32 = 1 << 0;
const RECEIVER_ON: u32 = 1 << 0;
const REFUSE_BAD_CHECKSUMS: u32 = 1 << 3;
const EMPTY_RECEIVE_FIFO: u32 = 1 << 4;
const TRANSMITTER_ON: u32 = 1 << 0;
const PAD_SHORT_FRAMES: u32 = 1 << 1;
const APPEND_CHECKSUM: u32 = 1 << 2;
const FULL_DUPLEX: u32 = 1 << 4;

const LENGTH_BYTES: usize = 2;
const HEADER_BYTES: usize = 14;
const CHECKSUM_BYTES: usize = 4;
const FRAME_BYTES: usize = HEADER_BYTES + 1_500;
const WORD_BYTES: usize = 4;
const BUFFER_BYTES: usize = LENGTH_BYTES + FRAME_BYTES + CHECKSUM_BYTES;

/// One frame in the form of the FIFOs.
struct Frame([u8; BUFFER_BYTES]);

static RECEIVED: ConstStaticCell<Frame> = ConstStaticCell::new(Frame([0; BUFFER_BYTES]));
static TO_SEND: ConstStaticCell<Frame> = ConstStaticCell::new(Frame([0; BUFFER_BYTES]));

#[derive(Clone, Copy)]
struct Line;

// SAFETY: 42 is the controller's position in the LM3S6965's vector table, and it is constant.
unsafe impl InterruptNumber for Line {
    fn number(self) -> u16 {
        INTERRUPT.unsigned_abs()
    }
}

/// The controller and a buffer for each direction.
pub(crate) struct Ethernet {
    received: &'static mut Frame,
    to_send: &'static mut Frame,
}

impl Ethernet {
    pub(super) fn take() -> Self {
        CLOCK_GATES.set(CLOCK_GATES_MAC_AND_PHY);
        cortex_m::asm::delay(3);
        Self { received: RECEIVED.take(), to_send: TO_SEND.take() }
    }

    /// The address that the controller holds.
    pub(crate) fn address(&self) -> EthernetAddress {
        let [a, b, c, d] = ADDRESS_LOW.read().to_le_bytes();
        let [e, f, ..] = ADDRESS_HIGH.read().to_le_bytes();
        EthernetAddress([a, b, c, d, e, f])
    }

    /// Opens both directions. Until then every frame that arrives is lost.
    pub(crate) fn start(&mut self) {
        INTERRUPT_MASK.write(0);
        RECEIVE_CONTROL.write(EMPTY_RECEIVE_FIFO);
        STATUS.write(ALL_INTERRUPTS);
        TRANSMIT_CONTROL.write(TRANSMITTER_ON | PAD_SHORT_FRAMES | APPEND_CHECKSUM | FULL_DUPLEX);
        RECEIVE_CONTROL.write(RECEIVER_ON | REFUSE_BAD_CHECKSUMS);
        INTERRUPT_MASK.write(FRAME_RECEIVED);
        // SAFETY: the handler only masks the controller, and no critical section relies on this mask.
        unsafe { NVIC::unmask(Line) }
    }

    /// Sleeps until a frame or the millisecond tick; not at all if a frame is waiting.
    pub(crate) fn sleep(&mut self) {
        STATUS.write(ALL_INTERRUPTS);
        INTERRUPT_MASK.write(FRAME_RECEIVED);
        // With interrupts off, one that comes after the look at the FIFO still ends the sleep, and is not
        // handled before it.
        interrupt::free(|_| {
            if FRAMES_WAITING.read() == 0 {
                cortex_m::asm::wfi();
            }
        });
    }
}

/// Keeps the line quiet until the main loop has emptied the FIFO and sleeps again.
pub(super) fn on_interrupt() {
    INTERRUPT_MASK.write(0);
}

impl Frame {
    /// Takes one frame out of the receive FIFO, to its end even where it does not fit, since the next frame
    /// starts there.
    fn fill(&mut self) -> Option<&[u8]> {
        let (words, _) = self.0.as_chunks_mut::<WORD_BYTES>();
        let mut words = words.iter_mut();
        let first = DATA.read().to_le_bytes();
        let [low, high, ..] = first;
        let total = usize::from(u16::from_le_bytes([low, high]));
        if let Some(word) = words.next() {
            *word = first;
        }
        for _ in 1..total.div_ceil(WORD_BYTES) {
            let read = DATA.read().to_le_bytes();
            if let Some(word) = words.next() {
                *word = read;
            }
        }
        self.0.get(LENGTH_BYTES..total.checked_sub(CHECKSUM_BYTES)?)
    }

    /// Puts a frame of `length` bytes into the transmit FIFO and sends it.
    fn send(&mut self, length: usize) {
        let payload = u16::try_from(length.saturating_sub(HEADER_BYTES)).unwrap_or(0);
        let (words, _) = self.0.as_chunks_mut::<WORD_BYTES>();
        if let Some([low, high, ..]) = words.first_mut() {
            [*low, *high] = payload.to_le_bytes();
        }
        for word in words.iter().take((LENGTH_BYTES + length).div_ceil(WORD_BYTES)) {
            DATA.write(u32::from_le_bytes(*word));
        }
        TRANSMIT_REQUEST.write(1);
    }
}

/// A frame received, none if it did not fit.
pub(crate) struct Receipt<'a>(Option<&'a [u8]>);

impl<'a> Receipt<'a> {
    pub(crate) fn frame(&self) -> &'a [u8] {
        self.0.unwrap_or_default()
    }
}

impl phy::RxToken for Receipt<'_> {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, read: F) -> R {
        read(self.frame())
    }
}

/// The permission to send one frame.
pub(crate) struct Permit<'a>(&'a mut Frame);

impl phy::TxToken for Permit<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, write: F) -> R {
        let length = length.min(FRAME_BYTES);
        let frame = self.0.0.get_mut(LENGTH_BYTES..LENGTH_BYTES + length).unwrap_or_default();
        let result = write(frame);
        self.0.send(length);
        result
    }
}

impl phy::Device for Ethernet {
    type RxToken<'a> = Receipt<'a>;
    type TxToken<'a> = Permit<'a>;

    fn receive(&mut self, _now: Instant) -> Option<(Receipt<'_>, Permit<'_>)> {
        (FRAMES_WAITING.read() != 0 && can_send())
            .then(|| (Receipt(self.received.fill()), Permit(self.to_send)))
    }

    fn transmit(&mut self, _now: Instant) -> Option<Permit<'_>> {
        can_send().then_some(Permit(self.to_send))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = FRAME_BYTES;
        capabilities.max_burst_size = Some(1);
        capabilities.checksum = ChecksumCapabilities::default();
        capabilities
    }
}

/// Whether the frame before has left the transmit FIFO.
fn can_send() -> bool {
    TRANSMIT_REQUEST.read() == 0
}
