//! IPv4 addresses in all the forms that URLs may write them in.

use core::net::Ipv4Addr;

/// URL `#concept-ipv4-parser`: one to four numbers, decimal, octal or hexadecimal, the last one filling what is left;
/// one trailing dot is allowed. The input is in lower case.
pub(super) fn parse(name: &[u8]) -> Option<Ipv4Addr> {
    let name = name.strip_suffix(b".").unwrap_or(name);
    let mut address = 0_u32;
    let mut parts = 0_u32;
    // The number read last; it is placed once it is known whether another one follows.
    let mut last = None;
    for part in name.split(|byte| *byte == b'.') {
        if let Some(octet) = last {
            address = address.wrapping_shl(8) | u32::from(u8::try_from(octet).ok()?);
        }
        last = Some(number(part)?);
        parts = parts.saturating_add(1);
    }
    let last = last?;
    let left_bits = 5_u32.saturating_sub(parts).saturating_mul(8);
    if left_bits == 0 || last.checked_shr(left_bits)? != 0 {
        return None;
    }
    let high = address.checked_shl(left_bits).unwrap_or(0);
    Some(Ipv4Addr::from_bits(high | u32::try_from(last).ok()?))
}

/// URL `#ipv4-number-parser`. Numbers too large for an address saturate and fail later.
fn number(part: &[u8]) -> Option<u64> {
    let (digits, radix) = match part {
        [] => return None,
        [b'0', b'x', digits @ ..] => (digits, 16),
        [b'0', digits @ ..] if !digits.is_empty() => (digits, 8),
        digits => (digits, 10),
    };
    let mut value = 0_u64;
    for byte in digits {
        let digit = char::from(*byte).to_digit(radix)?;
        value = value.saturating_mul(u64::from(radix)).saturating_add(u64::from(digit));
    }
    Some(value)
}
