//! The two banks.

use core::fmt;

use embedded_storage::nor_flash::NorFlash;

use crate::record::{Block, ERASED, SIZE, decode, encode};

/// A record in two banks of a medium.
#[derive(Debug)]
pub struct Banks<M> {
    medium: M,
    /// Where the next record goes, and where the one in force lies, if there is one.
    banks: [u32; 2],
    /// The number of the record in force; 0 if there is none.
    number: u32,
}

/// What the banks hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'b> {
    /// The content of the record in force.
    Record(&'b [u8]),
    /// Nothing was ever stored: erased bytes, or zeros as new cards have them.
    Blank,
    /// Something that is no record. The first store puts one over it.
    Garbage,
}

/// Why a record was not stored. The one that was in force still is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError<E> {
    /// The content is over [`MAX_CONTENT`](crate::MAX_CONTENT) bytes.
    TooLong,
    /// The medium refuses.
    Medium(E),
    /// The medium took it, and gives something else back.
    NotKept,
}

impl<E: fmt::Debug> fmt::Display for StoreError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("the record is too long"),
            Self::Medium(error) => write!(f, "the medium refuses: {error:?}"),
            Self::NotKept => f.write_str("the medium does not keep what was written"),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for StoreError<E> {}

impl<E> From<E> for StoreError<E> {
    fn from(error: E) -> Self {
        Self::Medium(error)
    }
}

/// What one bank holds.
enum Bank<E> {
    Record(u32),
    Blank,
    Garbage,
    /// A card may refuse to read a block whose write was cut.
    Unreadable(E),
}

impl<M: NorFlash> Banks<M> {
    /// Two banks at these offsets, in bytes: multiples of the medium's erase size, and neither within [`SIZE`] bytes,
    /// rounded up to it, of the other. On a card they are best far apart, since it moves neighbouring blocks together.
    ///
    /// Without a [`load`](Self::load) before it, the first [`store`](Self::store) takes both for blank.
    pub const fn new(medium: M, offsets: [u32; 2]) -> Self {
        const { assert!(SIZE.is_multiple_of(M::READ_SIZE) && SIZE.is_multiple_of(M::WRITE_SIZE)) }
        Self { medium, banks: offsets, number: 0 }
    }

    /// Reads the record in force into `block`.
    ///
    /// # Errors
    /// When neither bank can be read; one is enough.
    pub fn load<'b>(&mut self, block: &'b mut Block) -> Result<Found<'b>, M::Error> {
        let [first, second] = self.banks;
        let (at, number) = match (self.look(first, block), self.look(second, block)) {
            (Bank::Record(a), Bank::Record(b)) if is_newer(a, b) => (first, a),
            (_, Bank::Record(b)) => (second, b),
            (Bank::Record(a), _) => (first, a),
            (Bank::Blank, Bank::Blank) => return Ok(Found::Blank),
            (Bank::Unreadable(error), Bank::Unreadable(_)) => return Err(error),
            _ => return Ok(Found::Garbage),
        };
        self.number = number;
        self.banks = [if at == first { second } else { first }, at];
        self.medium.read(at, block)?;
        Ok(decode(block).map_or(Found::Garbage, |(_, content)| Found::Record(content)))
    }

    /// Puts a record of these pieces in force. Once this returns without an error, no cut of power brings back the one
    /// before.
    ///
    /// # Errors
    /// [`StoreError`]: the record before is still in force.
    pub fn store<'c>(
        &mut self,
        content: impl IntoIterator<Item = &'c [u8]>,
    ) -> Result<(), StoreError<M::Error>> {
        let number = self.number.wrapping_add(1);
        let block = encode(number, content).ok_or(StoreError::TooLong)?;
        let [spare, _] = self.banks;
        if let Err(error) = self.put(spare, &block) {
            // Part of it may be there, even all of it: what was told to have failed is not to come back at the next start.
            let _ = self.erase(spare);
            return Err(error);
        }
        self.number = number;
        self.banks.reverse();
        Ok(())
    }

    fn look(&mut self, at: u32, block: &mut Block) -> Bank<M::Error> {
        match self.medium.read(at, block) {
            Err(error) => Bank::Unreadable(error),
            Ok(()) => match decode(block) {
                Some((number, _)) => Bank::Record(number),
                None if [ERASED, 0].iter().any(|byte| block.iter().all(|own| own == byte)) => Bank::Blank,
                None => Bank::Garbage,
            },
        }
    }

    fn put(&mut self, at: u32, block: &Block) -> Result<(), StoreError<M::Error>> {
        self.erase(at)?;
        self.medium.write(at, block)?;
        let mut kept = [0; SIZE];
        self.medium.read(at, &mut kept)?;
        if kept == *block { Ok(()) } else { Err(StoreError::NotKept) }
    }

    fn erase(&mut self, at: u32) -> Result<(), M::Error> {
        let len = SIZE.next_multiple_of(M::ERASE_SIZE) as u32;
        self.medium.erase(at, at.saturating_add(len))
    }
}

/// Numbers go round: the newer one is less than half a round ahead.
const fn is_newer(a: u32, b: u32) -> bool {
    a != b && a.wrapping_sub(b) <= u32::MAX / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_round() {
        assert!(is_newer(2, 1) && !is_newer(1, 2) && !is_newer(1, 1));
        assert!(is_newer(0, u32::MAX) && !is_newer(u32::MAX, 0));
    }
}
