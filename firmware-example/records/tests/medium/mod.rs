//! A medium whose power can be cut in the middle of a write or an erase, at every byte of it. What it leaves then is what
//! the contract of `NorFlash` allows: anything in the words or the page under way, and all else as it was.

use std::collections::BTreeSet;

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashErrorKind, ReadNorFlash, check_erase, check_read, check_write,
};

/// `WORD` bytes are written at once, `PAGE` bytes are erased at once.
#[derive(Clone, Debug)]
pub(crate) struct Medium<const WORD: usize, const PAGE: usize> {
    bytes: Vec<u8>,
    /// Words that a read refuses.
    unreadable: BTreeSet<usize>,
    /// Bytes written or erased since power on.
    steps: usize,
    cut: Option<Cut>,
    off: bool,
}

/// A memory card writes and erases blocks; a microcontroller's flash writes words and erases pages.
pub(crate) type Card = Medium<512, 512>;
pub(crate) type Flash = Medium<4, 1024>;

/// When the power fails, and what becomes of what was under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// So many bytes are written or erased before.
    pub(crate) after: usize,
    pub(crate) tear: Tear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tear {
    /// The bytes so far are new, the others old.
    Head,
    /// Nothing has happened.
    Old,
    /// All of it has happened, though nobody was told.
    New,
    /// Each bit is the old one or the new one.
    Mixed(u64),
    /// Any bits.
    Garbage(u64),
    /// It refuses to be read.
    Unreadable,
}

impl Tear {
    pub(crate) const ALL: [Self; 6] =
        [Self::Head, Self::Old, Self::New, Self::Mixed(1), Self::Garbage(2), Self::Unreadable];
}

impl<const WORD: usize, const PAGE: usize> Medium<WORD, PAGE> {
    pub(crate) fn filled_with(byte: u8, pages: usize) -> Self {
        let bytes = vec![byte; pages * PAGE];
        Self { bytes, unreadable: BTreeSet::new(), steps: 0, cut: None, off: false }
    }

    /// Power comes on, and fails as `cut` says.
    pub(crate) fn power_on(&mut self, cut: Option<Cut>) {
        (self.steps, self.cut, self.off) = (0, cut, false);
    }

    /// Bytes written or erased since power on.
    pub(crate) fn steps(&self) -> usize {
        self.steps
    }

    /// Changes one word or page to these bytes, or what is left of that.
    fn change(&mut self, at: usize, new: &[u8]) -> Result<(), NorFlashErrorKind> {
        let place = at..at + new.len();
        let old = self.bytes[place.clone()].to_vec();
        let words = at / WORD..place.end / WORD;
        let torn = self.cut.filter(|cut| cut.after < self.steps + new.len());
        let Some(Cut { after, tear }) = torn else {
            self.bytes[place].copy_from_slice(new);
            self.unreadable.retain(|word| !words.contains(word));
            self.steps += new.len();
            return Ok(());
        };
        self.off = true;
        let done = after - self.steps;
        let left: Vec<u8> = match tear {
            Tear::Head => [&new[..done], &old[done..]].concat(),
            Tear::Old | Tear::Unreadable => old,
            Tear::New => new.to_vec(),
            Tear::Mixed(seed) => {
                let bits = old.iter().zip(new).zip(random(seed + after as u64));
                bits.map(|((old, new), mask)| (old & mask) | (new & !mask)).collect()
            }
            Tear::Garbage(seed) => random(seed + after as u64).take(old.len()).collect(),
        };
        self.bytes[place].copy_from_slice(&left);
        if tear == Tear::Unreadable {
            self.unreadable.extend(words);
        }
        Err(NorFlashErrorKind::Other)
    }

    fn powered(&self) -> Result<(), NorFlashErrorKind> {
        if self.off { Err(NorFlashErrorKind::Other) } else { Ok(()) }
    }
}

/// SplitMix64.
fn random(seed: u64) -> impl Iterator<Item = u8> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 56) as u8
    })
}

impl<const WORD: usize, const PAGE: usize> ErrorType for Medium<WORD, PAGE> {
    type Error = NorFlashErrorKind;
}

impl<const WORD: usize, const PAGE: usize> ReadNorFlash for Medium<WORD, PAGE> {
    const READ_SIZE: usize = WORD;

    fn read(&mut self, offset: u32, room: &mut [u8]) -> Result<(), NorFlashErrorKind> {
        check_read(self, offset, room.len())?;
        self.powered()?;
        let at = offset as usize;
        let mut words = at / WORD..(at + room.len()) / WORD;
        if words.any(|word| self.unreadable.contains(&word)) {
            return Err(NorFlashErrorKind::Other);
        }
        room.copy_from_slice(&self.bytes[at..at + room.len()]);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.bytes.len()
    }
}

impl<const WORD: usize, const PAGE: usize> NorFlash for Medium<WORD, PAGE> {
    const WRITE_SIZE: usize = WORD;
    const ERASE_SIZE: usize = PAGE;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), NorFlashErrorKind> {
        check_erase(self, from, to)?;
        self.powered()?;
        (from as usize..to as usize).step_by(PAGE).try_for_each(|at| self.change(at, &[0xff; PAGE]))
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), NorFlashErrorKind> {
        check_write(self, offset, bytes.len())?;
        self.powered()?;
        let place = offset as usize..offset as usize + bytes.len();
        assert!(self.bytes[place.clone()].iter().all(|byte| *byte == 0xff), "written without an erase");
        place.step_by(WORD).zip(bytes.chunks(WORD)).try_for_each(|(at, word)| self.change(at, word))
    }
}
