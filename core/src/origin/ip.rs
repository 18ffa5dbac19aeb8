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
    let mut address: u128 = 0;
    let mut pieces = 0_u32;
    // Where `::` stands, as the number of pieces before it.
    let mut gap: Option<u32> = None;
    let mut rest = text;
    if let [b':', b':', tail @ ..] = rest {
        gap = Some(0);
        rest = tail;
    }
    while !rest.is_empty() {
        let (piece, tail) = match hex_piece(rest) {
            Some(parsed) => parsed,
            None => return None,
        };
        if pieces == 8 {
            return None;
        }
        address = (address << 16) | piece as u128;
        pieces = pieces.wrapping_add(1);
        rest = match tail {
            [] => tail,
            [b':', b':', after @ ..] if gap.is_none() => {
                gap = Some(pieces);
                after
            }
            [b':', after @ ..] if !after.is_empty() => after,
            _ => return None,
        };
    }
    let (gap_start, gap_len) = match gap {
        // `::` in a full address would stand for nothing.
        Some(before) if pieces < 7 => {
            let missing = 8_u32.wrapping_sub(pieces);
            let after = pieces.wrapping_sub(before);
            let low_bits = after.wrapping_mul(16);
            let high = match address.checked_shr(low_bits) {
                Some(high) => high,
                None => 0,
            };
            let low = match 1_u128.checked_shl(low_bits) {
                Some(limit) => address & limit.wrapping_sub(1),
                None => address,
            };
            let shift = missing.wrapping_add(after).wrapping_mul(16);
            address = match high.checked_shl(shift) {
                Some(high) => high | low,
                None => low,
            };
            (before as usize, missing as usize)
        }
        None if pieces == 8 => (8, 0),
        _ => return None,
    };
    let address = Ipv6Addr::from_bits(address);
    let (run_start, run_len) = longest_zero_run(&address.segments());
    // Canonical: the gap is the run that the serialiser compresses, whole and first.
    if run_len == gap_len && (gap_len == 0 || run_start == gap_start) { Some(address) } else { None }
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
