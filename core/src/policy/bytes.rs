//! Comparisons of bytes: in `const`, where the operators of slices are not to be had, and by words, where they count.

use core::cmp::Ordering;

/// Equality, in `const`.
pub(crate) const fn equal(a: &[u8], b: &[u8]) -> bool {
    let (mut a, mut b) = (a, b);
    loop {
        match (a, b) {
            ([x, a_tail @ ..], [y, b_tail @ ..]) if *x == *y => (a, b) = (a_tail, b_tail),
            ([], []) => return true,
            _ => return false,
        }
    }
}

/// The order of two names in lower case, byte by byte, in `const`.
pub(crate) const fn compare_lower(a: &[u8], b: &[u8]) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (a, b) {
            ([x, a_tail @ ..], [y, b_tail @ ..]) => {
                let (x, y) = (x.to_ascii_lowercase(), y.to_ascii_lowercase());
                if x != y {
                    return if x < y { Ordering::Less } else { Ordering::Greater };
                }
                (a, b) = (a_tail, b_tail);
            }
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
        }
    }
}

/// Whether `text` is longer than `suffix` and ends in it, in `const`.
pub(crate) const fn ends_after(text: &[u8], suffix: &[u8]) -> bool {
    match text.len().checked_sub(suffix.len()) {
        None | Some(0) => false,
        Some(start) => match text.split_at_checked(start) {
            Some((_, end)) => equal(end, suffix),
            None => false,
        },
    }
}

const WORD: usize = size_of::<usize>();

/// Equality, a word at a time: a slice's own `==` is a call that takes eight instructions a byte on a Cortex-M3. The
/// last word is looked at first, since origins differ at their ends.
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match (a.last_chunk::<WORD>(), b.last_chunk::<WORD>()) {
        (Some(a_end), Some(b_end)) => {
            let word = |bytes: &[u8; WORD]| usize::from_ne_bytes(*bytes);
            let ((a_words, _), (b_words, _)) = (a.as_chunks::<WORD>(), b.as_chunks::<WORD>());
            word(a_end) == word(b_end) && a_words.iter().zip(b_words).all(|(a, b)| word(a) == word(b))
        }
        _ => a.iter().zip(b).all(|(a, b)| a == b),
    }
}
