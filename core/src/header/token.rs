//! Tokens (RFC 9110 5.6.2) and optional white space (RFC 9110 5.6.3).

const TABLE: [bool; 128] = {
    let mut table = [false; 128];
    let mut rest: &mut [bool] = &mut table;
    let mut byte = 0_u8;
    while let [slot, tail @ ..] = rest {
        *slot = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'!' | b'#'
                    | b'$'
                    | b'%'
                    | b'&'
                    | b'\''
                    | b'*'
                    | b'+'
                    | b'-'
                    | b'.'
                    | b'^'
                    | b'_'
                    | b'`'
                    | b'|'
                    | b'~'
            );
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    table
};

/// `tchar` (RFC 9110 5.6.2).
pub(crate) const fn is_token_byte(byte: u8) -> bool {
    if byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "the table has 128 entries and byte < 128")]
        TABLE[byte as usize]
    } else {
        false
    }
}

/// Whether the whole value is a token: one or more `tchar` (RFC 9110 5.6.2).
#[must_use]
pub const fn is_token(value: &[u8]) -> bool {
    let mut rest = value;
    while let [byte, tail @ ..] = rest {
        if !is_token_byte(*byte) {
            return false;
        }
        rest = tail;
    }
    !value.is_empty()
}

/// The value without the spaces and tabs at its ends (RFC 9110 5.5: they are no part of a field value).
#[must_use]
pub const fn trim(value: &[u8]) -> &[u8] {
    let mut value = value;
    while let [b' ' | b'\t', rest @ ..] = value {
        value = rest;
    }
    while let [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}

/// The value without blanks at its ends, unless it is over-long: then it is refused by its length, and scanning it would
/// be work for whoever sent it.
pub(crate) const fn trim_within(value: &[u8], limit: usize) -> &[u8] {
    if value.len() > limit { value } else { trim(value) }
}

/// The bytes split after the longest run for which `accept` holds. No panic path: the split is checked.
pub(crate) fn split_run(input: &[u8], accept: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let len = input.iter().take_while(|byte| accept(**byte)).count();
    input.split_at_checked(len).unwrap_or((input, &[]))
}

/// HTTP whitespace (Fetch `#http-whitespace`): what scripts may leave at the ends of a value, more than the blanks
/// that end a field value on the wire.
pub(crate) const fn is_http_whitespace(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' ')
}

/// Normalises a value (Fetch `#concept-header-value-normalize`): without the HTTP whitespace at its ends.
#[must_use]
pub const fn normalize_value(value: &[u8]) -> &[u8] {
    trim_end(trim_start(value))
}

pub(crate) const fn trim_start(value: &[u8]) -> &[u8] {
    let mut value = value;
    while let [byte, rest @ ..] = value {
        if !is_http_whitespace(*byte) {
            break;
        }
        value = rest;
    }
    value
}

pub(crate) const fn trim_end(value: &[u8]) -> &[u8] {
    let mut value = value;
    while let [rest @ .., byte] = value {
        if !is_http_whitespace(*byte) {
            break;
        }
        value = rest;
    }
    value
}

/// Header value (Fetch `#header-value`): no HTTP whitespace at its ends, and no NUL, CR or LF in it. Any other byte is
/// allowed.
#[must_use]
pub const fn is_header_value(value: &[u8]) -> bool {
    let mut rest = value;
    while let [byte, tail @ ..] = rest {
        if matches!(*byte, b'\0' | b'\r' | b'\n') {
            return false;
        }
        rest = tail;
    }
    normalize_value(value).len() == value.len()
}
