//! The entries of a policy's origin list.

use super::name_fault::{Fault, name_fault};
use super::problem_code::ProblemCode;
use crate::origin::{
    self, Host, Located, MAX_ORIGIN_LEN, OriginError, OriginErrorKind, Port, authority, parse_scheme,
};

/// An entry of the origin list, parsed.
#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    /// `*`
    Any,
    /// A serialised origin.
    Exact(Located<'a>),
    /// `https://*.example.com`, `http://localhost:*`, or both.
    Pattern(EntryPattern<'a>),
}

/// A pattern as written: `base` is what remains without its wildcards.
#[derive(Clone, Copy)]
pub(super) struct EntryPattern<'a> {
    pub(super) base: Located<'a>,
    pub(super) subdomains: bool,
    pub(super) any_port: bool,
}

/// The longest name under `*.`: one label and its dot must still fit before it (RFC 1035 2.3.4).
const MAX_BASE_LEN: usize = 251;

pub(super) const fn parse(text: &[u8]) -> Result<Entry<'_>, Fault> {
    match text {
        b"*" => return Ok(Entry::Any),
        b"null" => return Err((ProblemCode::NullOrigin, 0, 4)),
        _ if text.len() > MAX_ORIGIN_LEN => {
            return Err((ProblemCode::OriginSyntax(OriginErrorKind::TooLong), 0, text.len()));
        }
        _ => {}
    }
    let (scheme, rest) = match parse_scheme(text) {
        Ok(split) => split,
        Err(fault) => return Err(syntax(text, fault, 0)),
    };
    if let b"file" = scheme {
        return Err((ProblemCode::FileOrigin, 0, 4));
    }
    let start = text.len().wrapping_sub(rest.len());
    let (rest, start, subdomains) = match rest {
        [b'*', b'.', base @ ..] => (base, start.wrapping_add(2), true),
        _ => (rest, start, false),
    };
    let (rest, any_port) = match rest {
        [base @ .., b':', b'*'] => (base, true),
        _ => (rest, false),
    };
    let base = match authority(scheme, rest) {
        Ok(base) => base,
        Err(fault) => return Err(syntax(rest, fault, start)),
    };
    let end = start.wrapping_add(base.host_text.len());
    if let Some(at) = star(base.host_text) {
        let at = start.wrapping_add(at);
        return Err((ProblemCode::WildcardPlace, at, at.wrapping_add(1)));
    }
    if !base.tuple.is_dns_shaped() {
        return Err(name_fault(base.host_text, start));
    }
    match base.tuple.host() {
        Host::Name(name) if subdomains && name_len(name) > MAX_BASE_LEN => {
            return Err((ProblemCode::WildcardNoRoom, start, end));
        }
        Host::Name(_) => {}
        Host::Ipv4(_) | Host::Ipv6(_) if subdomains => {
            return Err((ProblemCode::WildcardAddress, start, end));
        }
        Host::Ipv6(address) if address.to_ipv4_mapped().is_some() => {
            return Err((ProblemCode::MappedAddress, start, end));
        }
        Host::Ipv4(_) | Host::Ipv6(_) => {}
    }
    if let Port::Number(0) = base.tuple.port() {
        return Err((ProblemCode::PortZero, end.wrapping_add(1), text.len()));
    }
    if subdomains || any_port {
        Ok(Entry::Pattern(EntryPattern { base, subdomains, any_port }))
    } else {
        Ok(Entry::Exact(base))
    }
}

const fn syntax(value: &[u8], fault: origin::Fault<'_>, shift: usize) -> Fault {
    let error = OriginError::of(value, fault, shift);
    let range = error.range();
    (ProblemCode::OriginSyntax(error.kind()), range.start, range.end)
}

/// Whether a valid entry is a pattern, or `*`: told much faster than by [`parse`], which counts in `const`. A star is the last
/// byte, or the first one of the host.
pub(super) const fn has_star(entry: &str) -> bool {
    let mut rest = entry.as_bytes();
    if let [.., b'*'] = rest {
        return true;
    }
    while let [byte, tail @ ..] = rest
        && *byte != b'/'
    {
        rest = tail;
    }
    matches!(rest, [b'/', b'/', b'*', ..])
}

const fn star(host: &[u8]) -> Option<usize> {
    let mut rest = host;
    let mut at = 0_usize;
    while let [byte, tail @ ..] = rest {
        if *byte == b'*' {
            return Some(at);
        }
        at = at.wrapping_add(1);
        rest = tail;
    }
    None
}

/// The length of a name without its trailing dot.
const fn name_len(name: &[u8]) -> usize {
    match name {
        [without @ .., b'.'] => without.len(),
        whole => whole.len(),
    }
}

impl Entry<'_> {
    /// The origin without the entry's wildcards; `None` for `*`.
    pub(super) const fn base(&self) -> Option<&Located<'_>> {
        match self {
            Entry::Any => None,
            Entry::Exact(base) => Some(base),
            Entry::Pattern(pattern) => Some(&pattern.base),
        }
    }
}

impl EntryPattern<'_> {
    /// How many bytes of labels, without the dot that ends them, may stand before the name.
    pub(super) const fn room_for_labels(&self) -> u8 {
        (MAX_BASE_LEN + 1).saturating_sub(name_len(self.base.host_text)) as u8
    }
}
