//! IP addresses in the one form that a serialised origin holds them in.

use super::class::{self, DIGIT, HEX_LETTER};
use core::net::{Ipv4Addr, Ipv6Addr};

/// Four decimal octets without leading zeros (URL `#concept-ipv4-serializer`), or `None`.
pub(super) const fn ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    let mut rest = text;
    let mut address: u32 = 0;
    let mut octets = 0_u8;
    loop {
        let mut octet: u16 = 0;
        let mut digits = 0_u8;
        while let [byte, tail @ ..] = rest {
            if !class::is(*byte, DIGIT) {
                break;
            }
            if digits == 3 || (digits > 0 && octet == 0) {
                return None;
            }
            octet = octet.wrapping_mul(10).wrapping_add((*byte & 0x0f) as u16);
            digits = digits.wrapping_add(1);
            rest = tail;
        }
        if digits == 0 || octet > 255 {
            return None;
        }
        address = (address << 8) | octet as u32;
        octets = octets.wrapping_add(1);
        match rest {
            [] if octets == 4 => return Some(Ipv4Addr::from_bits(address)),
            [b'.', tail @ ..] if octets < 4 => rest = tail,
            _ => return None,
        }
    }
}

/// A compressed IPv6 address as the URL Standard serialises it (URL `#concept-ipv6-serializer`): lower-case
/// hexadecimal pieces without leading zeros, `::` for the first longest run of at least two zero pieces and for no
/// other, no dotted quad, no zone. `None` for anything else.
pub(super) const fn ipv6(text: &[u8]) -> Option<Ipv6Addr> {
    let mut pieces = [0_u16; 8];
    let mut count = 0_usize;
    // Where `::` stands, as the number of pieces before it.
    let mut gap: Option<usize> = None;
    let mut rest = text;
    if let [b':', b':', tail @ ..] = rest {
        gap = Some(0);
        rest = tail;
    }
    while !rest.is_empty() {
        let (piece, tail) = match hex_piece(rest) {
            Some(parsed) if count < 8 => parsed,
            _ => return None,
        };
        set(&mut pieces, count, piece);
        count = count.wrapping_add(1);
        rest = match tail {
            [] => tail,
            [b':', b':', after @ ..] if gap.is_none() => {
                gap = Some(count);
                after
            }
            [b':', after @ ..] if !after.is_empty() => after,
            _ => return None,
        };
    }
    // `::` in a full address would stand for nothing.
    let (start, len) = match gap {
        Some(start) if count < 7 => (start, 8_usize.wrapping_sub(count)),
        None if count == 8 => (8, 0),
        _ => return None,
    };
    // The pieces after the gap move to the end.
    let mut from = count;
    while len != 0 && from > start {
        from = from.wrapping_sub(1);
        let piece = get(&pieces, from);
        set(&mut pieces, from, 0);
        set(&mut pieces, from.wrapping_add(len), piece);
    }
    // Canonical: the gap is the run that the serialiser compresses, whole and first.
    let (run_start, run_len) = longest_zero_run(&pieces);
    if run_len != len || (len != 0 && run_start != start) {
        return None;
    }
    let [a, b, c, d, e, f, g, h] = pieces;
    Some(Ipv6Addr::new(a, b, c, d, e, f, g, h))
}

#[expect(clippy::indexing_slicing, reason = "the mask keeps the place below 8")]
const fn set(pieces: &mut [u16; 8], place: usize, piece: u16) {
    pieces[place & 7] = piece;
}

#[expect(clippy::indexing_slicing, reason = "the mask keeps the place below 8")]
const fn get(pieces: &[u16; 8], place: usize) -> u16 {
    pieces[place & 7]
}

/// 1 to 4 lower-case hexadecimal digits without a leading zero, and what follows.
const fn hex_piece(text: &[u8]) -> Option<(u16, &[u8])> {
    let mut rest = text;
    let mut value: u16 = 0;
    let mut digits = 0_u8;
    while let [byte, tail @ ..] = rest {
        let digit = if class::is(*byte, DIGIT) {
            *byte & 0x0f
        } else if class::is(*byte, HEX_LETTER) {
            (*byte & 0x0f).wrapping_add(9)
        } else {
            break;
        };
        if digits == 4 || (digits > 0 && value == 0) {
            return None;
        }
        value = (value << 4) | digit as u16;
        digits = digits.wrapping_add(1);
        rest = tail;
    }
    if digits == 0 { None } else { Some((value, rest)) }
}

/// The first longest run of at least two zero pieces (URL `#find-the-ipv6-address-compressed-piece-index`) as start
/// and length; `(8, 0)` when there is none.
pub(super) const fn longest_zero_run(pieces: &[u16; 8]) -> (usize, usize) {
    let mut best = (8, 0);
    let mut start = 0_usize;
    let mut len = 0_usize;
    let mut index = 0_usize;
    let mut rest: &[u16] = pieces;
    while let [piece, tail @ ..] = rest {
        if *piece == 0 {
            if len == 0 {
                start = index;
            }
            len = len.wrapping_add(1);
            if len > 1 && len > best.1 {
                best = (start, len);
            }
        } else {
            len = 0;
        }
        index = index.wrapping_add(1);
        rest = tail;
    }
    best
}
