//! The grammar of the `Origin` header (Fetch `#origin-header`), to the letter.
//!
//! It is both narrower and wider than what user agents send, which [`Origin::parse`](crate::origin::Origin::parse)
//! reads: no underscore, but `:0443`. Only a diagnosis asks for it.

/// `serialized-origin / %s"null"`
pub(super) fn is_origin_or_null(value: &[u8]) -> bool {
    if value == b"null" {
        return true;
    }
    let Some((scheme, rest)) = split_once(value, b"://") else { return false };
    let (host, port) = match rest.strip_prefix(b"[") {
        Some(rest) => match split_once(rest, b"]") {
            Some((address, port)) if is_ipv6(address) => (None, port),
            _ => return false,
        },
        None => {
            let len = rest.iter().take_while(|byte| **byte != b':').count();
            let Some((host, port)) = rest.split_at_checked(len) else { return false };
            (Some(host), port)
        }
    };
    is_scheme(scheme) && host.is_none_or(is_domain) && is_port(port)
}

/// `lower-alpha *( lower-alphanum / "+" / "-" / "." )`
fn is_scheme(scheme: &[u8]) -> bool {
    scheme.first().is_some_and(u8::is_ascii_lowercase)
        && scheme.iter().all(|byte| is_lower_alphanumeric(*byte) || matches!(byte, b'+' | b'-' | b'.'))
}

/// `*( domain-label "." ) domain-label`, which every `serialized-ipv4` is as well.
fn is_domain(host: &[u8]) -> bool {
    host.split(|byte| *byte == b'.').all(|label| {
        label.iter().all(|byte| is_lower_alphanumeric(*byte) || *byte == b'-')
            && label.first().is_some_and(|byte| *byte != b'-')
            && label.last().is_some_and(|byte| *byte != b'-')
    })
}

/// `[ ":" 1*5DIGIT ]`
fn is_port(port: &[u8]) -> bool {
    match port {
        [] => true,
        [b':', digits @ ..] => matches!(digits.len(), 1..=5) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Eight `h16`, or at most six and one `::`.
fn is_ipv6(address: &[u8]) -> bool {
    match split_once(address, b"::") {
        None => groups(address) == Some(8),
        Some((before, after)) => {
            let count = |part: &[u8]| if part.is_empty() { Some(0) } else { groups(part) };
            count(before).zip(count(after)).is_some_and(|(before, after)| before.saturating_add(after) <= 6)
        }
    }
}

/// How many `h16`, separated by colons, where there is nothing else.
fn groups(part: &[u8]) -> Option<usize> {
    let mut groups = part.split(|byte| *byte == b':');
    groups.clone().all(is_h16).then(|| groups.by_ref().count())
}

/// `"0" / 1*4` lower-case hexadecimal digits without a leading zero.
fn is_h16(group: &[u8]) -> bool {
    let is_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    matches!(group.len(), 1..=4)
        && group.iter().all(is_hex)
        && (group == b"0" || group.first() != Some(&b'0'))
}

const fn is_lower_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// What stands before and after the first `mark`.
fn split_once<'a>(value: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let mut from = value;
    loop {
        if let Some(after) = from.strip_prefix(mark) {
            let (before, _) = value.split_at_checked(value.len().checked_sub(from.len())?)?;
            return Some((before, after));
        }
        (_, from) = from.split_first()?;
    }
}
