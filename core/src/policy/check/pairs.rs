//! Origins that another entry of the list covers, or stands beside under a safer scheme or without its last dot.
//!
//! Every entry is held against every other, so a list costs its length squared; a pair costs one comparison of texts,
//! which are canonical in valid entries.

use crate::policy::bytes::{ends_after, equal};
use crate::policy::pattern::{Entry, parse};

/// Whether another entry grants all that this one grants; of two equal ones the later is redundant.
pub(super) const fn is_redundant(origins: &[&str], index: usize, text: &[u8], parsed: &Entry<'_>) -> bool {
    let (whole, host_end) = (text, host_end(parsed));
    let (without_port, scheme_end) = match (text.split_at_checked(host_end), parsed.base()) {
        (Some((without_port, _)), Some(base)) => (without_port, base.tuple.scheme().len().wrapping_add(3)),
        _ => (text, 0),
    };
    let mut rest = origins;
    let mut at = 0_usize;
    while let [other, tail @ ..] = rest {
        let other = other.as_bytes();
        let covers = match other {
            b"*" => true,
            // Any port covers each port, and none.
            [other @ .., b':', b'*'] => hosts_cover(other, without_port, scheme_end),
            other => hosts_cover(other, whole, scheme_end),
        };
        if covers && at != index && (at < index || !equal(other, text)) && parse(other).is_ok() {
            return true;
        }
        at = at.wrapping_add(1);
        rest = tail;
    }
    false
}

/// Whether `other`, a pattern of subdomains or not, covers `text`; both without what an any-port pattern ignores.
const fn hosts_cover(other: &[u8], text: &[u8], scheme_end: usize) -> bool {
    match (other.split_at_checked(scheme_end), text.split_at_checked(scheme_end)) {
        (Some((scheme, [b'*', base @ ..])), Some((own_scheme, own))) => {
            ends_after(own, base) && equal(scheme, own_scheme)
        }
        (Some((scheme, host)), Some((own_scheme, own))) => {
            host.len() == own.len() && equal(host, own) && equal(scheme, own_scheme)
        }
        _ => false,
    }
}

/// Whether an entry over plain http (or ws) has a twin over https (or wss).
pub(super) const fn has_safe_twin(origins: &[&str], text: &[u8]) -> bool {
    match text {
        [b'h', b't', b't', b'p', rest @ ..] => lists_joined(origins, b"https", rest),
        [b'w', b's', rest @ ..] => lists_joined(origins, b"wss", rest),
        _ => false,
    }
}

/// Whether an entry whose host ends in a dot has a twin without it.
pub(super) const fn has_twin_without_dot(origins: &[&str], text: &[u8], parsed: &Entry<'_>) -> bool {
    match text.split_at_checked(host_end(parsed)) {
        Some(([before @ .., b'.'], after)) => lists_joined(origins, before, after),
        _ => false,
    }
}

/// Whether the list has the entry that these two parts make.
const fn lists_joined(origins: &[&str], before: &[u8], after: &[u8]) -> bool {
    let mut rest = origins;
    while let [other, tail @ ..] = rest {
        if let Some((start, end)) = other.as_bytes().split_at_checked(before.len())
            && end.len() == after.len()
            && equal(end, after)
            && equal(start, before)
        {
            return true;
        }
        rest = tail;
    }
    false
}

/// Where the host of a valid entry ends.
const fn host_end(parsed: &Entry<'_>) -> usize {
    let (base, wildcard) = match parsed {
        Entry::Any => return 0,
        Entry::Exact(base) => (base, 0),
        Entry::Pattern(pattern) => (&pattern.base, if pattern.subdomains { 2 } else { 0 }),
    };
    base.tuple.scheme().len().wrapping_add(3).wrapping_add(wildcard).wrapping_add(base.host_text.len())
}
