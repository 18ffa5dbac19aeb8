//! The entries of a policy's origin list.

use super::bytes::{ends_after, equal};
use super::problem::ProblemCode;
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

/// An error and the bytes that it is about.
pub(super) type Fault = (ProblemCode, usize, usize);

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
        return Err((
            ProblemCode::WildcardPlace,
            start.wrapping_add(at),
            start.wrapping_add(at).wrapping_add(1),
        ));
    }
    if !base.tuple.is_dns_shaped() {
        return Err((ProblemCode::NotDnsShaped, start, end));
    }
    if subdomains {
        match base.tuple.host() {
            Host::Name(name) if name_len(name) > MAX_BASE_LEN => {
                return Err((ProblemCode::NotDnsShaped, start, end));
            }
            Host::Name(_) => {}
            Host::Ipv4(_) | Host::Ipv6(_) => return Err((ProblemCode::WildcardAddress, start, end)),
        }
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
    /// Whether everything that `other` grants is granted by this entry too.
    pub(super) const fn covers(&self, other: &Entry<'_>) -> bool {
        match (self, other) {
            (Entry::Any, _) => true,
            (_, Entry::Any) => false,
            (Entry::Exact(own), Entry::Exact(base)) => own.equals(base),
            (Entry::Exact(_), Entry::Pattern(_)) => false,
            (Entry::Pattern(own), Entry::Exact(base)) => own.covers(base, false, false),
            (Entry::Pattern(own), Entry::Pattern(pattern)) => {
                own.covers(&pattern.base, pattern.subdomains, pattern.any_port)
            }
        }
    }

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

    const fn covers(&self, base: &Located<'_>, subdomains: bool, any_port: bool) -> bool {
        let own = &self.base;
        let (host, other) = (own.host_text, base.host_text);
        let host_covered = if self.subdomains {
            under(other, host) || (subdomains && equal(other, host))
        } else {
            !subdomains && equal(other, host)
        };
        let port_covered = self.any_port || (!any_port && same_port(own.tuple.port(), base.tuple.port()));
        host_covered && port_covered && equal(own.tuple.scheme(), base.tuple.scheme())
    }
}

impl Located<'_> {
    /// Same origin, in `const`.
    const fn equals(&self, other: &Located<'_>) -> bool {
        equal(self.tuple.scheme(), other.tuple.scheme())
            && equal(self.host_text, other.host_text)
            && same_port(self.tuple.port(), other.tuple.port())
    }
}

const fn same_port(a: Port, b: Port) -> bool {
    match (a, b) {
        (Port::Default, Port::Default) => true,
        (Port::Number(a), Port::Number(b)) => a == b,
        _ => false,
    }
}

/// Whether `name` is a subdomain of `base`.
const fn under(name: &[u8], base: &[u8]) -> bool {
    if !ends_after(name, base) {
        return false;
    }
    matches!(name.split_at_checked(name.len().wrapping_sub(base.len())), Some(([.., b'.'], _)))
}
