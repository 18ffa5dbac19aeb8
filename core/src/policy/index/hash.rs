//! The hash of a key: 64 bits, eight bytes of the key a step.
//!
//! A step is one multiplication of two words of 32 bits into 64, a single instruction on a Cortex-M3 and beyond. Nothing
//! rests on it being hard to invert: a lookup compares one entry, whatever its hash meets.

/// The two words of a hash, or of one not finished yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash {
    low: u32,
    high: u32,
}

// Odd constants without a pattern: the fractional parts of the golden ratio and of the square root of three.
const FIRST: u32 = 0x9e37_79b9;
const SECOND: u32 = 0xbb67_ae85;

impl Hash {
    pub(super) const EMPTY: Self = Self { low: 0, high: 0 };

    /// The hash of nothing yet.
    pub(super) const fn seeded(seed: u32, any_port: bool) -> Self {
        Self { low: seed ^ FIRST, high: SECOND ^ any_port as u32 }
    }

    /// With the end of a key, whose beginning was this long: the whole key's hash.
    pub(super) const fn end(self, start_len: usize, end: &[u8]) -> Self {
        // Without the lengths, keys of one repeated byte would meet, whatever the seed.
        let lengths = ((start_len << 16) ^ end.len()) as u32;
        self.bytes(end).step(lengths ^ FIRST, SECOND)
    }

    const fn step(self, first: u32, second: u32) -> Self {
        let product = ((self.low ^ first) as u64).wrapping_mul((self.high ^ second) as u64);
        Self { low: product as u32, high: (product >> 32) as u32 }
    }

    /// With these bytes; a key begins with its start.
    pub(super) const fn bytes(self, bytes: &[u8]) -> Self {
        let Some(last) = bytes.last_chunk() else { return self.few_bytes(bytes) };
        let (mut chunks, rest) = bytes.as_chunks();
        let mut hash = self;
        while let [chunk, tail @ ..] = chunks {
            hash = hash.chunk(chunk);
            chunks = tail;
        }
        // What is left over, and some of the chunk before it again.
        if rest.is_empty() { hash } else { hash.chunk(last) }
    }

    const fn chunk(self, chunk: &[u8; 8]) -> Self {
        let words = u64::from_le_bytes(*chunk);
        self.step(words as u32, (words >> 32) as u32)
    }

    const fn few_bytes(self, bytes: &[u8]) -> Self {
        match (bytes, bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (_, Some(first), Some(last)) => self.step(u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
            ([a, b, c], ..) => self.step(u32::from_le_bytes([*a, *b, *c, 0]), 0),
            ([a, b], ..) => self.step(u32::from_le_bytes([*a, *b, 0, 0]), 0),
            ([a], ..) => self.step(*a as u32, 0),
            _ => self,
        }
    }

    pub(super) const fn equals(self, other: Self) -> bool {
        self.low == other.low && self.high == other.high
    }

    /// Which of so many buckets the key falls into.
    pub(super) const fn bucket(self, buckets: u32) -> u32 {
        scale(self.low, buckets)
    }

    /// Where the key lies once its bucket is displaced: a number to be scaled to a slot.
    pub(super) const fn displaced(self, displacement: u32) -> u32 {
        (self.low ^ self.high).wrapping_add(displacement.wrapping_mul(self.high | 1))
    }
}

/// A number of the whole range, scaled to one below `len`.
pub(super) const fn scale(number: u32, len: u32) -> u32 {
    ((number as u64).wrapping_mul(len as u64) >> 32) as u32
}
