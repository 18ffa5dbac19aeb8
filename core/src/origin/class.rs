//! Byte classes of origins, one table lookup a byte.

/// `scheme` after its first byte (RFC 3986 3.1), in lower case.
pub(super) const SCHEME: u8 = 1;
/// What the URL Standard's host serialiser can emit in a name: not a forbidden domain code point
/// (URL `#forbidden-domain-code-point`), not upper case.
pub(super) const HOST: u8 = 2;
/// A letter, a digit, `-` or `_`.
pub(super) const LABEL: u8 = 4;
/// A decimal digit.
pub(super) const DIGIT: u8 = 8;
/// `a` to `f`.
pub(super) const HEX_LETTER: u8 = 16;
/// A lower-case letter.
pub(super) const ALPHA: u8 = 32;
/// An upper-case letter.
pub(super) const UPPER: u8 = 64;

const TABLE: [u8; 128] = {
    let mut table = [0; 128];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0;
    while let [slot, tail @ ..] = rest {
        *slot = classify(byte);
        byte += 1;
        rest = tail;
    }
    table
};

const fn classify(byte: u8) -> u8 {
    match byte {
        b'a'..=b'f' => SCHEME | HOST | LABEL | ALPHA | HEX_LETTER,
        b'g'..=b'z' => SCHEME | HOST | LABEL | ALPHA,
        b'0'..=b'9' => SCHEME | HOST | LABEL | DIGIT,
        b'A'..=b'Z' => UPPER,
        b'-' => SCHEME | HOST | LABEL,
        b'_' => HOST | LABEL,
        b'+' | b'.' => SCHEME | HOST,
        b'#' | b'%' | b'/' | b':' | b'<' | b'>' | b'?' | b'@' | b'[' | b'\\' | b']' | b'^' | b'|' => 0,
        0x21..=0x7e => HOST,
        _ => 0,
    }
}

/// The classes of a byte; none for bytes from 0x80 on.
pub(super) const fn of(byte: u8) -> u8 {
    // A constant-size table and a checked index: the bound is visible to the compiler, no panic path remains.
    if byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "the table has 128 entries and byte < 128")]
        TABLE[byte as usize]
    } else {
        0
    }
}

/// Whether a byte has any of the classes of `mask`.
pub(super) const fn is(byte: u8, mask: u8) -> bool {
    of(byte) & mask != 0
}

/// A letter (of a serialised origin: lower case), a digit, `-` or `_`.
pub(crate) const fn is_label_byte(byte: u8) -> bool {
    is(byte, LABEL)
}
