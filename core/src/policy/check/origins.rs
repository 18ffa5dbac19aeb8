//! The list of origins.

use super::pairs::{has_safe_twin, has_twin_without_dot, is_redundant};
use super::suffixes::under_public_suffix;
use super::{Problems, Step, entry, once};
use crate::origin::{Host, Located};
use crate::policy::field::PolicyField as Field;
use crate::policy::pattern::{Entry, parse};
use crate::policy::problem_code::ProblemCode as Code;

impl Problems<'_> {
    pub(super) const fn has_one_exact_origin(&self) -> bool {
        match self.spec.origins {
            [only] => {
                !self.spec.dangerously_allow_null && matches!(parse(only.as_bytes()), Ok(Entry::Exact(_)))
            }
            _ => false,
        }
    }

    pub(super) const fn origin(&self, index: usize, check: u8) -> Step {
        let text = match entry(self.spec.origins, index) {
            Some(text) => text,
            None if index == 0 && check == 0 && !self.spec.dangerously_allow_null => {
                return Step::Found(Code::NoOrigins, 0, 0);
            }
            None => return Step::FieldDone(Field::Methods),
        };
        // What follows the first check needs credentials, or is a warning.
        if !self.warnings && (check > 1 || (check > 0 && !self.spec.credentials)) {
            return Step::EntryDone;
        }
        let parsed = match parse(text) {
            Ok(parsed) => parsed,
            Err(fault) => return once(check, fault),
        };
        let whole = text.len();
        let found = match check {
            0 => self.origin_with_credentials(&parsed),
            1 => self.public_suffix(&parsed),
            2 if is_redundant(self.spec.origins, index, text, &parsed) => Some(Code::Redundant),
            3 => self.doubtful_host(&parsed),
            4 if has_safe_twin(self.spec.origins, text) => Some(Code::HttpTwin),
            5 if has_twin_without_dot(self.spec.origins, text, &parsed) => Some(Code::TrailingDotTwin),
            6 if has_underscore(&parsed) => Some(Code::Underscore),
            2..=6 => None,
            _ => return Step::EntryDone,
        };
        match found {
            Some(code) => Step::Found(code, 0, whole),
            None => Step::Clean,
        }
    }

    const fn origin_with_credentials(&self, parsed: &Entry<'_>) -> Option<Code> {
        if !self.spec.credentials {
            return None;
        }
        match parsed.base() {
            None => Some(Code::AnyOriginWithCredentials),
            Some(base)
                if is_plain(base)
                    && !base.tuple.host().is_loopback()
                    && !self.spec.dangerously_allow_http_with_credentials =>
            {
                Some(Code::HttpWithCredentials)
            }
            Some(_) => None,
        }
    }

    /// A last label alone is a public suffix by every list (`*` is the list's rule for what it does not name); what only
    /// a list can tell, [`PolicySpec::suffix_problems`](super::PolicySpec::suffix_problems) does.
    const fn public_suffix(&self, parsed: &Entry<'_>) -> Option<Code> {
        match parsed {
            Entry::Pattern(pattern) if pattern.subdomains && is_one_label(pattern.base.host_text) => {
                Some(under_public_suffix(&self.spec))
            }
            _ => None,
        }
    }

    const fn doubtful_host(&self, parsed: &Entry<'_>) -> Option<Code> {
        match parsed.base() {
            Some(base) if is_plain(base) && self.spec.credentials && !base.tuple.host().is_loopback() => {
                if is_local(base) {
                    Some(Code::LocalWithCredentials)
                } else if self.spec.dangerously_allow_http_with_credentials {
                    Some(Code::PlainHttp)
                } else {
                    None
                }
            }
            Some(base) if matches!(base.tuple.scheme(), b"https" | b"wss") && is_private_address(base) => {
                Some(Code::PrivateAddress)
            }
            _ => None,
        }
    }
}

/// Schemes that carry requests in clear text.
const fn is_plain(origin: &Located<'_>) -> bool {
    matches!(origin.tuple.scheme(), b"http" | b"ws" | b"ftp")
}

/// A name or an address, not loopback, that a local network gives out: nobody vouches for who answers there.
const fn is_local(origin: &Located<'_>) -> bool {
    match origin.tuple.host() {
        Host::Name(name) => matches!(
            name,
            [.., b'.', b'l', b'o', b'c', b'a', b'l'] | [.., b'.', b'l', b'o', b'c', b'a', b'l', b'.']
        ),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    }
}

/// An address that no public authority certifies (RFC 1918; RFC 3927; RFC 4193; RFC 4291 2.5.6).
const fn is_private_address(origin: &Located<'_>) -> bool {
    match origin.tuple.host() {
        Host::Name(_) => false,
        Host::Ipv4(address) => address.is_private() || address.is_link_local(),
        Host::Ipv6(address) => address.is_unique_local() || address.is_unicast_link_local(),
    }
}

/// Whether a name has no dot but one at its end.
const fn is_one_label(name: &[u8]) -> bool {
    match name {
        [label @ .., b'.'] => !holds(label, b'.'),
        label => !holds(label, b'.'),
    }
}

const fn has_underscore(parsed: &Entry<'_>) -> bool {
    match parsed.base() {
        Some(base) => holds(base.host_text, b'_'),
        None => false,
    }
}

const fn holds(text: &[u8], wanted: u8) -> bool {
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        if *byte == wanted {
            return true;
        }
        rest = tail;
    }
    false
}
