//! Writing an answer, and the digest of all of them.

use heapless::Vec;

/// An answer: parts, each a length of two bytes and so many bytes. What does not fit is cut off, on every machine alike.
#[derive(Debug)]
pub struct Answer {
    bytes: Vec<u8, 8_192>,
}

impl Answer {
    /// No answer yet.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "a static needs a const")]
    pub const fn new() -> Self {
        Self { bytes: Vec::new() }
    }

    /// What was written.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }

    pub(crate) fn part(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        for byte in bytes {
            let _ = self.bytes.push(*byte);
        }
    }

    /// A part that is written in place, or a text that says that there was no room.
    pub(crate) fn part_written_by(&mut self, write: impl FnOnce(&mut [u8]) -> Option<usize>) {
        let start = self.bytes.len();
        self.number(0);
        let from = self.bytes.len();
        let _ = self.bytes.resize(self.bytes.capacity(), 0);
        let written = write(self.bytes.get_mut(from..).unwrap_or_default());
        match written {
            Some(len) => {
                self.bytes.truncate(from.saturating_add(len));
                for (slot, byte) in self.bytes.iter_mut().skip(start).zip((len as u16).to_le_bytes()) {
                    *slot = byte;
                }
            }
            None => {
                self.bytes.truncate(start);
                self.text("too small");
            }
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.part(text.as_bytes());
    }

    pub(crate) fn number(&mut self, number: usize) {
        let _ = self.bytes.extend_from_slice(&(number as u16).to_le_bytes());
    }
}

/// A digest of bytes: FNV-1a, 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Digest {
    /// The digest of no bytes.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "a static needs a const")]
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The digest of all bytes taken in.
    #[must_use]
    pub const fn value(self) -> u64 {
        self.0
    }
}
