//! Percent-encoding (URL `#string-percent-encode-after-encoding`).

use super::text::Text;
use crate::origin::serialize::Out;

/// The percent-encode sets that a URL is written with (URL `#percent-encoded-bytes`).
#[derive(Clone, Copy)]
pub(super) enum Set {
    C0Control,
    Fragment,
    Query,
    SpecialQuery,
    Path,
    Userinfo,
}

impl Set {
    const fn contains(self, byte: u8) -> bool {
        if byte < b' ' || byte > b'~' {
            return true;
        }
        match self {
            Self::C0Control => false,
            Self::Fragment => matches!(byte, b' ' | b'"' | b'<' | b'>' | b'`'),
            Self::Query => matches!(byte, b' ' | b'"' | b'#' | b'<' | b'>'),
            Self::SpecialQuery => byte == b'\'' || Self::Query.contains(byte),
            Self::Path => matches!(byte, b'?' | b'^' | b'`' | b'{' | b'}') || Self::Query.contains(byte),
            Self::Userinfo => {
                matches!(byte, b'/' | b':' | b';' | b'=' | b'@' | b'[' | b'\\' | b']' | b'|')
                    || Self::Path.contains(byte)
            }
        }
    }
}

/// The bytes of `text`, those of the set percent-encoded.
pub(super) fn encoded(text: Text<'_>, set: Set) -> impl Iterator<Item = u8> {
    let encode = move |byte: u8| match set.contains(byte) {
        true => [Some(b'%'), Some(digit(byte.wrapping_shr(4))), Some(digit(byte & 0x0f))],
        false => [Some(byte), None, None],
    };
    text.bytes().flat_map(encode).flatten()
}

/// Writes `text`, the bytes of the set percent-encoded.
pub(super) fn encode(text: Text<'_>, set: Set, out: &mut Out<'_>) {
    encoded(text, set).for_each(|byte| out.push(byte));
}

const fn digit(value: u8) -> u8 {
    if value < 10 { b'0'.wrapping_add(value) } else { b'A'.wrapping_sub(10).wrapping_add(value) }
}
