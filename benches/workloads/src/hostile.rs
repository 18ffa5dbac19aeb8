//! Values of 16 KiB, far beyond every limit, and the longest list of names within all of them.

use crate::generate::{digits, repeated};
use crate::grants::{WORST_LEN, WORST_NAMES, worst_name};

const LEN: usize = 16 * 1024;

/// Nothing but commas: as many empty elements as fit.
pub(crate) static COMMAS: [u8; LEN] = repeated(b",");

/// One granted name, over and over.
pub(crate) static REPEATED: [u8; LEN] = repeated(b"x-api-key,");

/// Different names, none of them granted.
pub(crate) static TOKENS: [u8; LEN] = tokens();

/// An origin of one endless label.
pub(crate) static ORIGIN: [u8; LEN] = origin(b"");

/// An origin that ends where one of a granted subdomain does.
pub(crate) static SUBDOMAIN: [u8; LEN] = origin(b".example.com");

const fn tokens() -> [u8; LEN] {
    const UNIT: usize = b"x00000,".len();
    let mut bytes = repeated(b"x00000,");
    let mut number = 0;
    while (number + 1) * UNIT <= LEN {
        digits(&mut bytes, number * UNIT + 1, 5, number);
        number += 1;
    }
    bytes
}

const fn origin(end: &[u8]) -> [u8; LEN] {
    let mut bytes = repeated(b"a");
    put(&mut bytes, 0, b"https://");
    put(&mut bytes, LEN - end.len(), end);
    bytes
}

/// How many lines the longest accepted list of names comes in.
const LINES: usize = 4;

const NAMES_A_LINE: usize = WORST_NAMES / LINES;

/// The length of each of those lines.
const LINE_LEN: usize = NAMES_A_LINE * (WORST_LEN + 1) - 1;

/// All names of a policy with as many as a request may ask for: not in order, every other letter a capital. With the three
/// blanks inside of it the last line makes up the 4,095 bytes.
pub(crate) static WORST: [[u8; LINE_LEN]; LINES - 1] = [worst_line(0), worst_line(1), worst_line(2)];
pub(crate) static WORST_LAST: [u8; LINE_LEN + 3] = worst_line(3);

const fn worst_line<const LEN: usize>(line: usize) -> [u8; LEN] {
    let mut bytes = [b' '; LEN];
    let mut at = 0;
    let mut place = line * NAMES_A_LINE;
    while place < (line + 1) * NAMES_A_LINE {
        // 37 is prime to 128: every name comes once, and never near its neighbour.
        let mut name = worst_name((place * 37 + 11) % WORST_NAMES);
        let mut letter = 0;
        while letter < WORST_LEN {
            name[letter] = name[letter].to_ascii_uppercase();
            letter += 2;
        }
        put(&mut bytes, at, &name);
        at += WORST_LEN;
        if place + 1 < (line + 1) * NAMES_A_LINE {
            bytes[at] = b',';
            at += 1;
            // A line that is longer than its names has blanks behind its first commas.
            if at + WORST_LEN < LEN && (place % NAMES_A_LINE) < LEN - LINE_LEN {
                at += 1;
            }
        }
        place += 1;
    }
    bytes
}

const fn put(bytes: &mut [u8], at: usize, text: &[u8]) {
    let mut index = 0;
    while index < text.len() {
        bytes[at + index] = text[index];
        index += 1;
    }
}
