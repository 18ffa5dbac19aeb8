//! The one origin parser: `scheme "://" host [ ":" port ]`, or `null` (HTML `#ascii-serialisation-of-an-origin`).

use super::class::{self, ALPHA, DIGIT, HEX_LETTER, HOST, LABEL, SCHEME, UPPER};
use super::{Host, MAX_ORIGIN_LEN, MAX_SCHEME_LEN, Origin, OriginError, OriginErrorKind as Kind, Port};
use super::{TupleOrigin, default_port, ip};

/// The longest name that DNS can hold, in bytes, without the trailing dot (RFC 1035 2.3.4).
pub(super) const MAX_NAME_LEN: usize = 253;

/// The longest label, in bytes (RFC 1035 2.3.4).
const MAX_LABEL_LEN: usize = 63;

/// A tuple origin, and its host as it stands in the value: an IPv6 address in its brackets.
#[derive(Clone, Copy)]
pub(crate) struct Located<'a> {
    pub(crate) tuple: TupleOrigin<'a>,
    pub(crate) host_text: &'a [u8],
}

pub(super) const fn origin(value: &[u8]) -> Result<Origin<'_>, OriginError> {
    if let b"null" = value {
        return Ok(Origin::Opaque);
    }
    match locate(value) {
        Ok(located) => Ok(Origin::Tuple(located.tuple)),
        Err(error) => Err(error),
    }
}

/// A tuple origin that is a whole value.
pub(crate) const fn locate(value: &[u8]) -> Result<Located<'_>, OriginError> {
    if value.len() > MAX_ORIGIN_LEN {
        return Err(OriginError::new(Kind::TooLong, 0, value.len()));
    }
    let (scheme, rest) = match scheme(value) {
        Ok(split) => split,
        Err(error) => return Err(error),
    };
    authority(scheme, rest, value.len().wrapping_sub(rest.len()))
}

/// `host [ ":" port ]`, of an origin with this scheme. `start` is the authority's offset in the whole value, for errors.
/// Shared with the policies' patterns.
pub(crate) const fn authority<'a>(
    scheme: &'a [u8],
    value: &'a [u8],
    start: usize,
) -> Result<Located<'a>, OriginError> {
    let (host, dns_shaped, rest) = match host(value, start) {
        Ok(split) => split,
        Err(error) => return Err(error),
    };
    let host_len = value.len().wrapping_sub(rest.len());
    let host_text = match value.split_at_checked(host_len) {
        Some((text, _)) => text,
        None => value,
    };
    match port(scheme, rest, start.wrapping_add(host_len)) {
        Ok(port) => Ok(Located { tuple: TupleOrigin::new(scheme, host, port, dns_shaped), host_text }),
        Err(error) => Err(error),
    }
}

/// A scheme and its `://`; what follows is the second part. Shared with the policies' patterns.
pub(crate) const fn scheme(value: &[u8]) -> Result<(&[u8], &[u8]), OriginError> {
    let mut rest = value;
    let mut len = 0_usize;
    loop {
        match rest {
            [b':', b'/', b'/', after @ ..] if len > 0 => {
                let scheme = match value.split_at_checked(len) {
                    Some((scheme, _)) => scheme,
                    None => value,
                };
                return match scheme {
                    [first, ..] if class::is(*first, ALPHA) && len <= MAX_SCHEME_LEN => Ok((scheme, after)),
                    _ => Err(OriginError::new(Kind::Scheme, 0, len)),
                };
            }
            [byte, after @ ..] if class::is(*byte, SCHEME) => {
                len = len.wrapping_add(1);
                rest = after;
            }
            [byte, ..] if class::is(*byte, UPPER) => {
                return Err(OriginError::new(Kind::UpperCase, len, len.wrapping_add(1)));
            }
            [] if value.is_empty() => return Err(OriginError::new(Kind::Empty, 0, 0)),
            [] | [b':', ..] => return Err(OriginError::new(Kind::NoScheme, len, len)),
            _ => return Err(OriginError::new(Kind::Scheme, len, len.wrapping_add(1))),
        }
    }
}

/// A host, whether it is DNS-shaped, and what follows it. `start` is its offset in the whole value.
const fn host(value: &[u8], start: usize) -> Result<(Host<'_>, bool, &[u8]), OriginError> {
    if let [b'[', inner @ ..] = value {
        return bracketed(inner, start);
    }
    let scan = match scan_name(value, start) {
        Ok(scan) => scan,
        Err(error) => return Err(error),
    };
    let (name, rest) = match value.split_at_checked(scan.len) {
        Some(split) => split,
        None => (value, value),
    };
    let end = start.wrapping_add(scan.len);
    if name.is_empty() {
        return Err(OriginError::new(Kind::NoHost, start, end));
    }
    if ends_in_number(name) {
        return match ip::ipv4(name) {
            Some(address) => Ok((Host::Ipv4(address), true, rest)),
            None => Err(OriginError::new(Kind::Ipv4, start, end)),
        };
    }
    Ok((Host::Name(name), scan.dns_shaped, rest))
}

struct Scan {
    len: usize,
    dns_shaped: bool,
}

/// The longest run of name bytes, and whether it is DNS-shaped. Stops at the end or at a colon.
const fn scan_name(value: &[u8], start: usize) -> Result<Scan, OriginError> {
    let mut rest = value;
    let mut len = 0_usize;
    let mut label = 0_usize;
    let mut shaped = true;
    while let [byte, tail @ ..] = rest {
        let class = class::of(*byte);
        if class & LABEL != 0 {
            label = label.wrapping_add(1);
        } else if *byte == b'.' {
            shaped &= label != 0 && label <= MAX_LABEL_LEN;
            label = 0;
        } else if class & HOST != 0 {
            shaped = false;
        } else if *byte == b':' {
            break;
        } else {
            return Err(stray_byte(rest, start.wrapping_add(len)));
        }
        len = len.wrapping_add(1);
        rest = tail;
    }
    // A trailing dot leaves an empty last label; it does not count towards the length of the name.
    let name_len = if label == 0 { len.wrapping_sub(1) } else { len };
    shaped &= label <= MAX_LABEL_LEN && len > 0 && name_len <= MAX_NAME_LEN;
    Ok(Scan { len, dns_shaped: shaped })
}

/// Whether a lower-case name is DNS-shaped; `None` where it holds a byte that no serialised name holds.
pub(super) const fn name_is_dns_shaped(name: &[u8]) -> Option<bool> {
    match scan_name(name, 0) {
        // A colon would have ended the scan.
        Ok(scan) if scan.len == name.len() => Some(scan.dns_shaped),
        _ => None,
    }
}

/// The error for a byte that ends a host without being a colon.
const fn stray_byte(rest: &[u8], at: usize) -> OriginError {
    let end = at.wrapping_add(rest.len());
    match rest {
        [b'/'] => OriginError::new(Kind::TrailingSlash, at, end),
        [b'/' | b'?' | b'#' | b'\\', ..] => OriginError::new(Kind::Path, at, end),
        [b'@', ..] => OriginError::new(Kind::UserInfo, at, at.wrapping_add(1)),
        [byte, ..] if class::is(*byte, UPPER) => OriginError::new(Kind::UpperCase, at, at.wrapping_add(1)),
        _ => OriginError::new(Kind::HostByte, at, at.wrapping_add(1)),
    }
}

/// An IPv6 address after its opening bracket.
const fn bracketed(inner: &[u8], start: usize) -> Result<(Host<'_>, bool, &[u8]), OriginError> {
    let mut rest = inner;
    let mut len = 0_usize;
    while let [byte, tail @ ..] = rest {
        if *byte == b']' {
            if let Some((text, _)) = inner.split_at_checked(len)
                && let Some(address) = ip::ipv6(text)
            {
                return Ok((Host::Ipv6(address), true, tail));
            }
            break;
        }
        len = len.wrapping_add(1);
        rest = tail;
    }
    // From the opening bracket to the closing one, or to the end.
    Err(OriginError::new(
        Kind::Ipv6,
        start,
        start.wrapping_add(len).wrapping_add(if rest.is_empty() { 1 } else { 2 }),
    ))
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

/// Nothing, or a colon and a port (URL `#port-state`, as serialised). `start` is the offset of the colon.
const fn port(scheme: &[u8], value: &[u8], start: usize) -> Result<Port, OriginError> {
    let digits = match value {
        [] => return Ok(Port::Default),
        [b':', digits @ ..] => digits,
        _ => return Err(stray_byte(value, start)),
    };
    let first = start.wrapping_add(1);
    let end = first.wrapping_add(digits.len());
    match number(digits) {
        Ok(number) => match default_port(scheme) {
            Some(default) if default == number => Err(OriginError::new(Kind::DefaultPort, start, end)),
            _ => Ok(Port::Number(number)),
        },
        Err([]) => Err(OriginError::new(Kind::Port, first, end)),
        Err(rest) => {
            let at = end.wrapping_sub(rest.len());
            match rest {
                [b'/' | b'?' | b'#' | b'\\' | b'@', ..] if at > first => Err(stray_byte(rest, at)),
                _ => Err(OriginError::new(Kind::Port, first, end)),
            }
        }
    }
}

/// 0 to 65,535 without leading zeros; else what is left from the first byte that is not a digit.
const fn number(digits: &[u8]) -> Result<u16, &[u8]> {
    let mut rest = digits;
    let mut value: u32 = 0;
    while let [byte, tail @ ..] = rest {
        if !class::is(*byte, DIGIT) {
            return Err(rest);
        }
        value = value.wrapping_mul(10).wrapping_add((*byte & 0x0f) as u32);
        // More digits than a port has, or a second digit after a zero.
        if value > 65_535 || (value < 10 && !tail.is_empty() && *byte == b'0') {
            return Err(&[]);
        }
        rest = tail;
    }
    if digits.is_empty() { Err(&[]) } else { Ok(value as u16) }
}
