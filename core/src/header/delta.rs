//! `delta-seconds` (RFC 9111 1.2.2).

/// Parses `1*DIGIT` seconds, or `None` where the grammar fails. A number beyond `u64` is the greatest one, as
/// RFC 9111 1.2.2 allows: it never wraps.
///
/// ```
/// use corselet::header::delta_seconds;
///
/// assert_eq!(delta_seconds(b"600"), Some(600));
/// assert_eq!(delta_seconds(b"99999999999999999999"), Some(u64::MAX));
/// assert_eq!(delta_seconds(b"-1"), None);
/// ```
#[must_use]
pub const fn delta_seconds(value: &[u8]) -> Option<u64> {
    if value.is_empty() {
        return None;
    }
    let mut seconds = 0_u64;
    let mut rest = value;
    while let [byte, tail @ ..] = rest {
        if !byte.is_ascii_digit() {
            return None;
        }
        seconds = seconds.saturating_mul(10).saturating_add((*byte & 0x0f) as u64);
        rest = tail;
    }
    Some(seconds)
}
