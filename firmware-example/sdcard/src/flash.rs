//! The card as a flash: what is read, written and erased is always whole blocks, since a cut of power may ruin one whole.

use embedded_hal::{digital::OutputPin, spi::SpiBus};
use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashErrorKind, ReadNorFlash, check_erase, check_read, check_write,
};

use crate::card::Card;
use crate::link::Error;

/// A block, in bytes.
pub const BLOCK: usize = 512;

/// What of a card is used: its first mebibyte, which partition tables leave free but for the first blocks.
const CAPACITY: usize = 1 << 20;

impl From<NorFlashErrorKind> for Error {
    fn from(kind: NorFlashErrorKind) -> Self {
        Self::Place(kind)
    }
}

impl<B, S> ErrorType for Card<B, S> {
    type Error = Error;
}

impl<B: SpiBus, S: OutputPin> ReadNorFlash for Card<B, S> {
    const READ_SIZE: usize = BLOCK;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Error> {
        check_read(self, offset, bytes.len())?;
        bytes
            .chunks_exact_mut(BLOCK)
            .zip(block(offset)..)
            .try_for_each(|(room, at)| self.read_block(at, room))
    }

    fn capacity(&self) -> usize {
        CAPACITY
    }
}

impl<B: SpiBus, S: OutputPin> NorFlash for Card<B, S> {
    const WRITE_SIZE: usize = BLOCK;
    const ERASE_SIZE: usize = BLOCK;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), Error> {
        check_erase(self, from, to)?;
        (block(from)..block(to)).try_for_each(|at| self.write_block(at, &[0xff; BLOCK]))
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Error> {
        check_write(self, offset, bytes.len())?;
        bytes.chunks_exact(BLOCK).zip(block(offset)..).try_for_each(|(bytes, at)| self.write_block(at, bytes))
    }
}

/// The number of the block that begins at an offset.
const fn block(offset: u32) -> u32 {
    offset / BLOCK as u32
}
