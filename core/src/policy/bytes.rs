//! Comparisons of bytes in `const`, where the operators of slices are not to be had.

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
