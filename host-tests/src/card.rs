//! The gateway's memory card as a file: the emulated board's, and the host gateway's. Either can be given the other's.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash, check_erase, check_read, check_write,
};

/// The emulator takes powers of two.
const SIZE: u64 = 4 << 20;
const BLOCK: usize = 512;

/// Makes a new card.
///
/// # Errors
/// When the file cannot be made.
pub fn make_blank(path: &Path) -> io::Result<()> {
    File::create(path)?.set_len(SIZE)
}

/// A card in use.
#[derive(Debug)]
pub struct CardFile {
    file: File,
}

impl CardFile {
    /// The card in this file.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: OpenOptions::new().read(true).write(true).open(path)? })
    }
}

/// Why a card's file fails.
#[derive(Debug)]
pub enum CardError {
    /// The system's reason.
    Io(io::Error),
    /// The place is no block of the card.
    Place(NorFlashErrorKind),
}

impl NorFlashError for CardError {
    fn kind(&self) -> NorFlashErrorKind {
        match self {
            Self::Io(_) => NorFlashErrorKind::Other,
            Self::Place(kind) => *kind,
        }
    }
}

impl From<io::Error> for CardError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<NorFlashErrorKind> for CardError {
    fn from(kind: NorFlashErrorKind) -> Self {
        Self::Place(kind)
    }
}

impl ErrorType for CardFile {
    type Error = CardError;
}

impl ReadNorFlash for CardFile {
    const READ_SIZE: usize = BLOCK;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), CardError> {
        check_read(self, offset, bytes.len())?;
        Ok(self.file.read_exact_at(bytes, offset.into())?)
    }

    fn capacity(&self) -> usize {
        SIZE as usize
    }
}

impl NorFlash for CardFile {
    const WRITE_SIZE: usize = BLOCK;
    const ERASE_SIZE: usize = BLOCK;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), CardError> {
        check_erase(self, from, to)?;
        Ok(self.file.write_all_at(&vec![0xff; (to - from) as usize], from.into())?)
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), CardError> {
        check_write(self, offset, bytes.len())?;
        Ok(self.file.write_all_at(bytes, offset.into())?)
    }
}
