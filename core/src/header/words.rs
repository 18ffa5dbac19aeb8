//! Comparing and copying bytes a word at a time.
//!
//! A slice's own `==` is a call that takes eight instructions a byte on a Cortex-M3, a `memcpy` that is not aligned more
//! than four; loads of whole words take less than one.

use core::cmp::Ordering;

/// Two words of a small processor, one of a large one.
const LONG: usize = 8;
const BLOCK: usize = 2 * LONG;

/// Equality.
#[inline]
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    if !LOADS_WORDS {
        return a == b;
    }
    a.len() == b.len() && same_by(a, b, |a, b| a ^ b)
}

/// Whether a name in any case equals a name in lower case, made of letters and `-`.
#[inline]
pub(crate) fn same_name(name: &[u8], lower: &[u8]) -> bool {
    if !LOADS_WORDS {
        return name.eq_ignore_ascii_case(lower);
    }
    // Letters alone have this bit set, and the next lower one tells their case.
    const LETTER: u64 = u64::from_ne_bytes([0x40; LONG]);
    name.len() == lower.len() && same_by(name, lower, |name, lower| (name ^ lower) & !((lower & LETTER) >> 1))
}

/// Whether nothing of two slices of one length differs.
#[inline(always)]
fn same_by(a: &[u8], b: &[u8], difference: impl Fn(u64, u64) -> u64) -> bool {
    let differ =
        |a: &[u8; LONG], b: &[u8; LONG]| difference(u64::from_ne_bytes(*a), u64::from_ne_bytes(*b)) != 0;
    let (Some(a_end), Some(b_end)) = (a.last_chunk(), b.last_chunk()) else {
        return a.iter().zip(b).all(|(a, b)| difference(u64::from(*a), u64::from(*b)) == 0);
    };
    // The end covers what is left over of the other words, and origins differ there.
    if differ(a_end, b_end) {
        return false;
    }
    let (mut a, mut b) = (a, b);
    while let (Some((a_word, a_rest)), Some((b_word, b_rest))) =
        (a.split_first_chunk(), b.split_first_chunk())
    {
        if differ(a_word, b_word) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    true
}

/// The order of a name in lower case and of one in any case, byte by byte in lower case.
pub(crate) fn compare_lower(lower: &[u8], name: &[u8]) -> Ordering {
    let common = lower.len().min(name.len());
    let (a, b) = (lower.get(..common).unwrap_or_default(), name.get(..common).unwrap_or_default());
    let word =
        |a: &[u8; LONG], b: &[u8; LONG]| u64::from_be_bytes(*a).cmp(&lower_word(u64::from_be_bytes(*b)));
    let order = match (a.last_chunk(), b.last_chunk()) {
        (Some(a_end), Some(b_end)) => {
            let (a_words, _) = a.as_chunks();
            let (b_words, _) = b.as_chunks();
            let differing = a_words.iter().zip(b_words).map(|(a, b)| word(a, b)).find(|order| order.is_ne());
            // Once the words are the same, the end tells what is left over of them.
            differing.unwrap_or_else(|| word(a_end, b_end))
        }
        _ => a.iter().copied().cmp(b.iter().map(u8::to_ascii_lowercase)),
    };
    order.then(lower.len().cmp(&name.len()))
}

/// Eight bytes at once: adding to the low seven bits of each carries into its top bit where it is at least `A`, and not
/// where it is at most `Z`.
const fn lower_word(word: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; LONG])
    }
    let low = word & each(0x7f);
    let upper =
        low.wrapping_add(each(0x80 - b'A')) & !low.wrapping_add(each(0x7f - b'Z')) & !word & each(0x80);
    word | (upper >> 2)
}

/// Copies a slice into another of its length.
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    if COPIES_BLOCKS && from.len() >= BLOCK {
        let (blocks, _) = from.as_chunks();
        let (slots, _) = to.as_chunks_mut();
        blocks.iter().zip(slots).for_each(|(block, slot)| copy_block(block, slot));
        // What is left over, and some of the block before it again.
        if let (Some(block), Some(slot)) = (from.last_chunk(), to.last_chunk_mut()) {
            copy_block(block, slot);
        }
    } else if LOADS_WORDS && from.len() >= LONG && from.len() <= BLOCK {
        copy_ends(from, to);
    } else {
        // The compiler makes this a `memcpy`, where it is not for a few bytes.
        to.iter_mut().zip(from).for_each(|(slot, byte)| *slot = *byte);
    }
}

/// Processors that load and store words at any address. Among those of Arm with 32 bits Armv6-M does not, which alone lacks
/// atomics.
const LOADS_WORDS: bool = cfg!(any(
    target_arch = "x86",
    target_arch = "x86_64",
    target_arch = "aarch64",
    all(target_arch = "arm", target_has_atomic = "32"),
));

/// Where a `memcpy` goes byte by byte.
const COPIES_BLOCKS: bool = cfg!(all(target_arch = "arm", target_has_atomic = "32"));

#[inline(always)]
fn copy_block(from: &[u8; BLOCK], to: &mut [u8; BLOCK]) {
    // Word by word: an assignment of the whole is a call of `memcpy`, as is a loop.
    let (from, _) = from.as_chunks::<LONG>();
    let (to, _) = to.as_chunks_mut::<LONG>();
    if let ([first, last], [to_first, to_last]) = (from, to) {
        (*to_first, *to_last) = (*first, *last);
    }
}

#[inline(always)]
fn copy_ends(from: &[u8], to: &mut [u8]) {
    if let (Some(bytes), Some(slot)) = (from.first_chunk::<LONG>(), to.first_chunk_mut()) {
        *slot = *bytes;
    }
    if let (Some(bytes), Some(slot)) = (from.last_chunk::<LONG>(), to.last_chunk_mut()) {
        *slot = *bytes;
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;

    /// Every length around the words' ends, every place, every byte.
    #[test]
    fn agrees_with_slices() {
        const TEXT: &[u8; 26] = b"the-quick-brown-fox-jumps-";
        for len in 0..TEXT.len() {
            let own = &TEXT[..len];
            assert!(same(own, own) && same_name(own, own));
            for place in 0..len {
                for byte in 0..=255 {
                    let mut other = [0; 26];
                    other[..len].copy_from_slice(own);
                    other[place] = byte;
                    let other = &other[..len];
                    assert_eq!(same(own, other), own == other);
                    assert_eq!(same_name(other, own), other.eq_ignore_ascii_case(own));
                    let mut lower = [0; 26];
                    lower[..len].copy_from_slice(other);
                    lower.make_ascii_lowercase();
                    assert_eq!(compare_lower(own, other), own.cmp(&lower[..len]));
                }
            }
            for other in 0..TEXT.len() {
                assert_eq!(same(own, &TEXT[..other]), len == other);
                assert_eq!(compare_lower(own, &TEXT[..other]), len.cmp(&other));
            }
        }
    }

    #[test]
    fn copies_every_length() {
        let bytes: [u8; 70] = core::array::from_fn(|place| place as u8 | 0x80);
        for len in 0..bytes.len() {
            let mut copied = [0; 70];
            copy(&bytes[..len], &mut copied[..len]);
            assert_eq!(copied[..len], bytes[..len]);
            assert!(copied[len..].iter().all(|byte| *byte == 0));
        }
    }
}
