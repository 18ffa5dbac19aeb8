//! Bytes made by counting, while the program is compiled.

/// Puts `number` in decimal digits, with leading zeros, where `text` has them from `at` on.
pub(crate) const fn digits(text: &mut [u8], at: usize, count: usize, number: usize) {
    let mut rest = number;
    let mut left = count;
    while left > 0 {
        left -= 1;
        text[at + left] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
}

/// Byte strings as texts.
pub(crate) const fn texts<const N: usize, const LEN: usize>(
    bytes: &'static [[u8; LEN]; N],
) -> [&'static str; N] {
    let mut texts = [""; N];
    let mut index = 0;
    while index < N {
        texts[index] = text(&bytes[index]);
        index += 1;
    }
    texts
}

pub(crate) const fn text(bytes: &[u8]) -> &str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("what is generated is ASCII"),
    }
}

/// `unit` over and over, to `LEN` bytes.
pub(crate) const fn repeated<const LEN: usize>(unit: &[u8]) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    let mut at = 0;
    while at < LEN {
        bytes[at] = unit[at % unit.len()];
        at += 1;
    }
    bytes
}
