//! Client hints as CORS-safelisted request-headers (Fetch before 2023; see
//! [`Profile::client_hints_are_safelisted`](super::Profile::client_hints_are_safelisted)).

/// Whether the name is a client hint's and its value has the hint's form.
pub(super) fn is_client_hint(name: &[u8], value: &[u8]) -> bool {
    let is_one_of = |names: &[&[u8]]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_one_of(&[b"device-memory", b"downlink", b"dpr"]) {
        is_decimal(value)
    } else if is_one_of(&[b"rtt", b"viewport-width", b"width"]) {
        is_integer(value)
    } else if is_one_of(&[b"save-data"]) {
        value.eq_ignore_ascii_case(b"on")
    } else {
        is_one_of(&[b"ect"]) && matches!(value, b"slow-2g" | b"2g" | b"3g" | b"4g")
    }
}

/// `1*DIGIT`
fn is_integer(value: &[u8]) -> bool {
    !value.is_empty() && value.iter().all(u8::is_ascii_digit)
}

/// `1*DIGIT [ "." 1*DIGIT ]`
fn is_decimal(value: &[u8]) -> bool {
    let mut parts = value.splitn(2, |byte| *byte == b'.');
    parts.all(is_integer)
}
