//! IPv6 addresses in all the forms that URLs may write them in.

use super::text::Text;
use core::net::Ipv6Addr;

/// URL `#concept-ipv6-parser`, on what stands between the brackets.
pub(super) fn parse(text: Text<'_>) -> Option<Ipv6Addr> {
    let mut pieces = Pieces::default();
    let mut rest = text;
    if let Some((b':', after)) = rest.split_first() {
        let (b':', after) = after.split_first()? else { return None };
        pieces.gap = Some(0);
        rest = after;
    }
    while let Some((first, after_first)) = rest.split_first() {
        if first == b':' {
            if pieces.gap.is_some() || pieces.count == 8 {
                return None;
            }
            pieces.gap = Some(pieces.count);
            rest = after_first;
            continue;
        }
        let (value, digits, after) = hex(rest);
        match after.split_first() {
            // A dotted quad ends the address; it begins where this piece did.
            Some((b'.', _)) if digits > 0 => {
                let quad = dotted_quad(rest)?;
                pieces.push(u16::try_from(quad >> 16).ok()?)?;
                pieces.push((quad & 0xffff) as u16)?;
                break;
            }
            Some((b':', next)) if !next.is_empty() => rest = next,
            None => rest = after,
            Some(_) => return None,
        }
        pieces.push(value)?;
    }
    pieces.address()
}

/// What has been read: the pieces in the low bits, how many, and after how many of them `::` stood.
#[derive(Default)]
struct Pieces {
    bits: u128,
    count: u32,
    gap: Option<u32>,
}

impl Pieces {
    fn push(&mut self, piece: u16) -> Option<()> {
        if self.count == 8 {
            return None;
        }
        self.bits = self.bits.wrapping_shl(16) | u128::from(piece);
        self.count = self.count.saturating_add(1);
        Some(())
    }

    /// The address, once the pieces before `::` have moved to the front. `::` stands for one piece at least.
    fn address(&self) -> Option<Ipv6Addr> {
        let Some(gap) = self.gap else {
            return (self.count == 8).then(|| Ipv6Addr::from_bits(self.bits));
        };
        let after_bits = self.count.checked_sub(gap)?.saturating_mul(16);
        let missing_bits = 8_u32.saturating_sub(self.count).saturating_mul(16);
        if missing_bits == 0 {
            return None;
        }
        // A shift by all 128 bits leaves nothing, hence the fallbacks.
        let before = self.bits.checked_shr(after_bits).unwrap_or(0);
        let low_mask = 1_u128.checked_shl(after_bits).map_or(u128::MAX, |limit| limit.wrapping_sub(1));
        let high = before.checked_shl(missing_bits.saturating_add(after_bits)).unwrap_or(0);
        Some(Ipv6Addr::from_bits(high | (self.bits & low_mask)))
    }
}

/// Up to four hexadecimal digits: their value, their number, and what follows.
fn hex(text: Text<'_>) -> (u16, u32, Text<'_>) {
    let (mut value, mut digits, mut rest) = (0_u16, 0_u32, text);
    while let Some((byte, after)) = rest.split_first()
        && let Some(digit) = char::from(byte).to_digit(16)
        && digits < 4
    {
        value = value.wrapping_shl(4) | digit as u16;
        digits = digits.saturating_add(1);
        rest = after;
    }
    (value, digits, rest)
}

/// Four decimal octets without leading zeros, up to the end.
fn dotted_quad(text: Text<'_>) -> Option<u32> {
    let (mut quad, mut octet, mut octets) = (0_u32, None, 0_u32);
    for byte in text.bytes().chain([b'.']) {
        octet = match (byte, octet) {
            (b'.', Some(value)) => {
                quad = quad.wrapping_shl(8) | value;
                octets = octets.saturating_add(1);
                None
            }
            (b'0'..=b'9', Some(0)) => return None,
            (b'0'..=b'9', before) => {
                let value = before.unwrap_or(0_u32).saturating_mul(10).saturating_add(u32::from(byte & 0x0f));
                if value > 255 {
                    return None;
                }
                Some(value)
            }
            _ => return None,
        };
    }
    (octets == 4).then_some(quad)
}
