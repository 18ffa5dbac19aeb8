//! Where the paired origins outlive a reset.

use core::fmt;
use embedded_storage::nor_flash::NorFlash;
use records::{Banks, Block, Found};

/// Where the two banks lie on a card, in bytes: in the gap before the first partition, and far from each other.
pub const BANKS: [u32; 2] = [256 << 10, 768 << 10];

/// A memory that keeps one short text: whole, or as it was before.
pub trait Memory: fmt::Debug + Send {
    /// Reads the text into `block`.
    ///
    /// # Errors
    /// When it cannot be read.
    fn load<'b>(&mut self, block: &'b mut Block) -> Result<Found<'b>, Failed>;

    /// Puts these pieces in the place of the text. Once it returns, no cut of power brings the old one back.
    ///
    /// # Errors
    /// When it cannot be stored; the old one is still there.
    fn store(&mut self, text: &mut dyn Iterator<Item = &[u8]>) -> Result<(), Failed>;
}

/// The memory fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "why is the memory's own matter")]
pub struct Failed;

impl<M: NorFlash + fmt::Debug + Send> Memory for Banks<M> {
    fn load<'b>(&mut self, block: &'b mut Block) -> Result<Found<'b>, Failed> {
        self.load(block).map_err(|_| Failed)
    }

    fn store(&mut self, text: &mut dyn Iterator<Item = &[u8]>) -> Result<(), Failed> {
        self.store(text).map_err(|_| Failed)
    }
}

/// What the memory gave back at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// A list of origins.
    List {
        /// Origins in the list.
        origins: usize,
        /// Origins that the policy does not take.
        refused: usize,
    },
    /// Nothing: it is new.
    Blank,
    /// Something that is no list. The next change puts one over it.
    Garbage,
    /// It cannot be read, so it is not used either.
    Unreadable,
}

impl fmt::Display for Restored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { origins, refused: 0 } => write!(f, "{origins} paired"),
            Self::List { origins, refused } => write!(f, "{origins} paired, {refused} of them refused"),
            Self::Blank => f.write_str("new, nobody paired"),
            Self::Garbage => f.write_str("no list in it, nobody paired"),
            Self::Unreadable => f.write_str("none, nobody paired, and pairings last until the next reset"),
        }
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Restored {
    fn format(&self, f: defmt::Formatter<'_>) {
        match self {
            Self::List { origins, refused: 0 } => defmt::write!(f, "{=usize} paired", origins),
            Self::List { origins, refused } => {
                defmt::write!(f, "{=usize} paired, {=usize} of them refused", origins, refused);
            }
            Self::Blank => defmt::write!(f, "new, nobody paired"),
            Self::Garbage => defmt::write!(f, "no list in it, nobody paired"),
            Self::Unreadable => {
                defmt::write!(f, "none, nobody paired, and pairings last until the next reset");
            }
        }
    }
}

/// What became of a change of the paired origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// Paired, and stored.
    Paired,
    /// Paired; there is no memory.
    PairedUntilReset,
    /// Not paired: the memory failed, or there is no room.
    NotPaired,
    /// Unpaired, and stored if there is a memory.
    Unpaired,
    /// Nobody was unpaired: the memory failed.
    NotUnpaired,
}

impl Notice {
    pub(crate) const fn of_unpairing(stored: Result<(), Failed>) -> Self {
        match stored {
            Ok(()) => Self::Unpaired,
            Err(Failed) => Self::NotUnpaired,
        }
    }

    /// The notice in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paired => "paired, and stored",
            Self::PairedUntilReset => "paired until the next reset: there is no memory",
            Self::NotPaired => "not paired: it cannot be stored",
            Self::Unpaired => "unpaired",
            Self::NotUnpaired => "still paired: the change cannot be stored",
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Notice {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=str}", self.as_str());
    }
}
