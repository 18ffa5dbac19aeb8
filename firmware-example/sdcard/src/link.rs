//! Commands and their answers on the bus.

use core::fmt;

use crc::{CRC_7_MMC, Crc, NoTable};
use embedded_hal::{digital::OutputPin, spi::SpiBus};
use embedded_storage::nor_flash::{NorFlashError, NorFlashErrorKind};

/// What the bus reads where nobody sends, and what is sent to hear an answer.
pub(crate) const IDLE: u8 = 0xff;

/// Of an answer's first byte: the card is not initialised.
pub(crate) const IN_IDLE_STATE: u8 = 1 << 0;
/// Of an answer's first byte: the card does not know the command.
pub(crate) const ILLEGAL: u8 = 1 << 2;

/// An answer's first byte comes within eight (7.5.4).
const ANSWER_BYTES: usize = 10;

const CHECKSUM: Crc<u8, NoTable> = Crc::<u8, NoTable>::new(&CRC_7_MMC);

/// Why the card cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bus or the select line failed.
    Bus,
    /// Nobody answers.
    NoCard,
    /// The card answers a command with an error.
    Refused {
        /// The command's number.
        command: u8,
        /// The answer's first byte.
        answer: u8,
    },
    /// The card takes too long.
    Timeout,
    /// The card reports an error instead of a block, or does not take one.
    Block(u8),
    /// The place is no block, or not of the part that is used.
    Place(NorFlashErrorKind),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bus => f.write_str("the card's bus fails"),
            Self::NoCard => f.write_str("there is no card"),
            Self::Refused { command, answer } => {
                write!(f, "the card answers {answer:#04x} to command {command}")
            }
            Self::Timeout => f.write_str("the card takes too long"),
            Self::Block(token) => write!(f, "the card answers {token:#04x} about a block"),
            Self::Place(kind) => write!(f, "no place on the card: {kind}"),
        }
    }
}

impl core::error::Error for Error {}

impl NorFlashError for Error {
    fn kind(&self) -> NorFlashErrorKind {
        match self {
            Self::Place(kind) => *kind,
            _ => NorFlashErrorKind::Other,
        }
    }
}

/// The bus and the card's select line.
#[derive(Debug)]
pub(crate) struct Link<B, S> {
    bus: B,
    select: S,
}

impl<B: SpiBus, S: OutputPin> Link<B, S> {
    pub(crate) const fn new(bus: B, select: S) -> Self {
        Self { bus, select }
    }

    /// Does something with the card selected.
    pub(crate) fn selected<T>(
        &mut self,
        action: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.select.set_low().map_err(|_| Error::Bus)?;
        let outcome = action(self);
        self.select.set_high().map_err(|_| Error::Bus)?;
        // A card lets go of its line with the next clock.
        self.byte(IDLE)?;
        outcome
    }

    /// The clocks that a card counts before it listens, while it is not selected (6.4.1).
    pub(crate) fn wake(&mut self) -> Result<(), Error> {
        self.select.set_high().map_err(|_| Error::Bus)?;
        self.send(&[IDLE; 10])
    }

    pub(crate) fn byte(&mut self, byte: u8) -> Result<u8, Error> {
        let mut exchanged = [byte];
        self.bus.transfer_in_place(&mut exchanged).map_err(|_| Error::Bus)?;
        let [received] = exchanged;
        Ok(received)
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.bus.write(bytes).map_err(|_| Error::Bus)
    }

    pub(crate) fn receive(&mut self, room: &mut [u8]) -> Result<(), Error> {
        room.fill(IDLE);
        self.bus.transfer_in_place(room).map_err(|_| Error::Bus)
    }

    /// Sends a command and returns the first byte of its answer.
    pub(crate) fn command(&mut self, command: u8, argument: u32) -> Result<u8, Error> {
        // A card wants a byte's time between an answer and the next command (7.5.4).
        self.byte(IDLE)?;
        let [a, b, c, d] = argument.to_be_bytes();
        let frame = [0x40 | command, a, b, c, d];
        self.send(&frame)?;
        self.send(&[CHECKSUM.checksum(&frame) << 1 | 1])?;
        for _ in 0..ANSWER_BYTES {
            let answer = self.byte(IDLE)?;
            if answer & 0x80 == 0 {
                return Ok(answer);
            }
        }
        Err(Error::NoCard)
    }

    /// A command that a ready card takes.
    pub(crate) fn demand(&mut self, command: u8, argument: u32) -> Result<(), Error> {
        match self.command(command, argument)? {
            0 => Ok(()),
            answer => Err(Error::Refused { command, answer }),
        }
    }

    /// Polls until a byte is as wanted, for so many bytes' time.
    pub(crate) fn wait(&mut self, bytes: u32, wanted: impl Fn(u8) -> bool) -> Result<u8, Error> {
        for _ in 0..bytes {
            let byte = self.byte(IDLE)?;
            if wanted(byte) {
                return Ok(byte);
            }
        }
        Err(Error::Timeout)
    }
}
