//! The one origin parser: `scheme "://" host [ ":" port ]`, or `null` (HTML `#ascii-serialisation-of-an-origin`).

use super::class::{self, ALPHA, DIGIT, HEX_LETTER, HOST, LABEL, SCHEME, UPPER};
use super::{Host, MAX_ORIGIN_LEN, MAX_SCHEME_LEN, Origin, OriginErrorKind as Kind, Port};
use super::{TupleOrigin, default_port, ip};

/// The longest name that DNS can hold, in bytes, without the trailing dot (RFC 1035 2.3.4).
const MAX_NAME_LEN: usize = 253;

/// The longest label, in bytes (RFC 1035 2.3.4).
const MAX_LABEL_LEN: usize = 63;

/// A tuple origin, and its host as it stands in the value: an IPv6 address in its brackets.
#[derive(Clone, Copy)]
pub(crate) struct Located<'a> {
    pub(crate) tuple: TupleOrigin<'a>,
    pub(crate) host_text: &'a [u8],
}

/// What is wrong, and the value from there on. Where that is, is only worked out when somebody asks: most callers want no
/// more than a refusal.
#[derive(Clone, Copy)]
pub(crate) struct Fault<'a> {
    pub(crate) kind: Kind,
    pub(crate) rest: &'a [u8],
}

const fn fault<T>(kind: Kind, rest: &[u8]) -> Result<T, Fault<'_>> {
    Err(Fault { kind, rest })
}

pub(super) const fn origin(value: &[u8]) -> Result<Origin<'_>, Fault<'_>> {
    if let b"null" = value {
        return Ok(Origin::Opaque);
    }
    match locate(value) {
        Ok(located) => Ok(Origin::Tuple(located.tuple)),
        Err(fault) => Err(fault),
    }
}

/// A tuple origin that is a whole value.
pub(crate) const fn locate(value: &[u8]) -> Result<Located<'_>, Fault<'_>> {
    if value.len() > MAX_ORIGIN_LEN {
        return fault(Kind::TooLong, value);
    }
    match scheme(value) {
        Ok((scheme, rest)) => authority(scheme, rest),
        Err(fault) => Err(fault),
    }
}

/// A scheme and its `://`; what follows is the second part. Shared with the policies' patterns.
pub(crate) const fn scheme(value: &[u8]) -> Result<(&[u8], &[u8]), Fault<'_>> {
    let mut rest = value;
    while let [byte, tail @ ..] = rest
        && class::is(*byte, SCHEME)
    {
        rest = tail;
    }
    let scheme = before(value, rest);
    match (rest, scheme) {
        ([b':', b'/', b'/', after @ ..], [first, ..])
            if class::is(*first, ALPHA) && scheme.len() <= MAX_SCHEME_LEN =>
        {
            Ok((scheme, after))
        }
        ([b':', b'/', b'/', ..], [_, ..]) => fault(Kind::Scheme, value),
        ([], []) => fault(Kind::Empty, rest),
        ([] | [b':', ..], _) => fault(Kind::NoScheme, rest),
        ([byte, ..], _) if class::is(*byte, UPPER) => fault(Kind::UpperCase, rest),
        _ => fault(Kind::Scheme, rest),
    }
}

/// `host [ ":" port ]`, of an origin with this scheme. Shared with the policies' patterns.
pub(crate) const fn authority<'a>(scheme: &'a [u8], value: &'a [u8]) -> Result<Located<'a>, Fault<'a>> {
    let (host, dns_shaped, rest) = match host(value) {
        Ok(parts) => parts,
        Err(fault) => return Err(fault),
    };
    match port(scheme, rest) {
        Ok(port) => Ok(Located {
            tuple: TupleOrigin::new(scheme, host, port, dns_shaped),
            host_text: before(value, rest),
        }),
        Err(fault) => Err(fault),
    }
}

/// What of `value` comes before `rest`, its end.
const fn before<'a>(value: &'a [u8], rest: &[u8]) -> &'a [u8] {
    match value.split_at_checked(value.len().wrapping_sub(rest.len())) {
        Some((before, _)) => before,
        None => value,
    }
}

/// A host, whether it is DNS-shaped, and what follows it.
const fn host(value: &[u8]) -> Result<(Host<'_>, bool, &[u8]), Fault<'_>> {
    if let [b'[', inner @ ..] = value {
        let mut rest = inner;
        while let [byte, tail @ ..] = rest {
            if *byte == b']' {
                return match ip::ipv6(before(inner, rest)) {
                    Some(address) => Ok((Host::Ipv6(address), true, tail)),
                    None => fault(Kind::Ipv6, value),
                };
            }
            rest = tail;
        }
        return fault(Kind::Ipv6, value);
    }
    let (rest, dns_shaped) = scan_name(value);
    match (rest, before(value, rest)) {
        ([] | [b':', ..], []) => fault(Kind::NoHost, rest),
        ([] | [b':', ..], name) if ends_in_number(name) => match ip::ipv4(name) {
            Some(address) => Ok((Host::Ipv4(address), true, rest)),
            None => fault(Kind::Ipv4, value),
        },
        ([] | [b':', ..], name) => Ok((Host::Name(name), dns_shaped, rest)),
        _ => fault(stray(rest), rest),
    }
}

/// What follows the longest run of name bytes, and whether the run is DNS-shaped.
const fn scan_name(value: &[u8]) -> (&[u8], bool) {
    let mut rest = value;
    let mut label = 0_usize;
    let mut shaped = true;
    while let [byte, tail @ ..] = rest {
        let class = class::of(*byte);
        if class & LABEL != 0 {
            label = label.wrapping_add(1);
        } else if *byte == b'.' {
            shaped &= is_label_len(label);
            label = 0;
        } else if class & HOST != 0 {
            shaped = false;
        } else {
            break;
        }
        rest = tail;
    }
    // A trailing dot leaves an empty last label; it does not count towards the length of the name.
    let longest = if label == 0 { MAX_NAME_LEN + 1 } else { MAX_NAME_LEN };
    let len = value.len().wrapping_sub(rest.len());
    (rest, shaped && label <= MAX_LABEL_LEN && len <= longest)
}

/// Whether these are DNS labels with dots between them, none at the ends. Shared with the policies' patterns, which look at
/// the length of the whole name.
pub(crate) const fn are_labels(text: &[u8]) -> bool {
    let mut rest = text;
    let mut label = 0_usize;
    while let [byte, tail @ ..] = rest {
        if class::is(*byte, LABEL) {
            label = label.wrapping_add(1);
        } else if *byte == b'.' && is_label_len(label) {
            label = 0;
        } else {
            return false;
        }
        rest = tail;
    }
    is_label_len(label)
}

const fn is_label_len(len: usize) -> bool {
    len.wrapping_sub(1) < MAX_LABEL_LEN
}

/// Whether a lower-case name is DNS-shaped; `None` where it holds a byte that no serialised name holds.
pub(super) const fn name_is_dns_shaped(name: &[u8]) -> Option<bool> {
    match scan_name(name) {
        ([], shaped) => Some(shaped),
        _ => None,
    }
}

/// What is wrong with bytes that follow a host or a port without being a port.
const fn stray(rest: &[u8]) -> Kind {
    match rest {
        [b'/'] => Kind::TrailingSlash,
        [b'/' | b'?' | b'#' | b'\\', ..] => Kind::Path,
        [b'@', ..] => Kind::UserInfo,
        [byte, ..] if class::is(*byte, UPPER) => Kind::UpperCase,
        _ => Kind::HostByte,
    }
}

/// URL `#ends-in-a-number-checker`: such a host is an IPv4 address or nothing.
pub(super) const fn ends_in_number(name: &[u8]) -> bool {
    let mut rest = match name {
        [b'.'] => return false,
        [without @ .., b'.'] => without,
        whole => whole,
    };
    let mut digits = true;
    let mut len = 0_usize;
    // The label read backwards, so far: only hexadecimal digits (`0x` is looked for at its front).
    let mut hex = true;
    while let [init @ .., byte] = rest {
        match *byte {
            b'.' => break,
            // `0x`, then hexadecimal digits or nothing: URL `#ipv4-number-parser`.
            b'x' if hex && matches!(init, [b'0'] | [.., b'.', b'0']) => return true,
            byte => {
                digits &= class::is(byte, DIGIT);
                hex &= class::is(byte, DIGIT | HEX_LETTER);
            }
        }
        len = len.wrapping_add(1);
        rest = init;
    }
    digits && len > 0
}

/// Nothing, or a colon and a port (URL `#port-state`, as serialised).
pub(crate) const fn port<'a>(scheme: &[u8], value: &'a [u8]) -> Result<Port, Fault<'a>> {
    let digits = match value {
        [] => return Ok(Port::Default),
        [b':', digits @ ..] => digits,
        _ => return fault(stray(value), value),
    };
    if let Some(number) = port_number(digits) {
        return match default_port(scheme) {
            Some(default) if default == number => fault(Kind::DefaultPort, value),
            _ => Ok(Port::Number(number)),
        };
    }
    let mut rest = digits;
    while let [byte, tail @ ..] = rest
        && class::is(*byte, DIGIT)
    {
        rest = tail;
    }
    match (digits, rest) {
        // What follows a port is what follows an origin.
        ([first, ..], [b'/' | b'?' | b'#' | b'\\' | b'@', ..]) if class::is(*first, DIGIT) => {
            fault(stray(rest), rest)
        }
        _ => fault(Kind::Port, digits),
    }
}

/// A port as it is serialised: 0 to 65,535 without leading zeros. Shared with the policies' patterns.
pub(crate) const fn port_number(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 5 || matches!(digits, [b'0', _, ..]) {
        return None;
    }
    let mut rest = digits;
    let mut number: u32 = 0;
    while let [byte, tail @ ..] = rest {
        if !class::is(*byte, DIGIT) {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add((*byte & 0x0f) as u32);
        rest = tail;
    }
    if number > u16::MAX as u32 { None } else { Some(number as u16) }
}
