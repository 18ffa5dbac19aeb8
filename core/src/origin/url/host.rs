//! Hosts as URLs write them (URL `#concept-host-parser`).

use super::idna::DomainToAscii;
use super::scratch::Scratch;
use super::text::Text;
use super::{UrlError, ipv4, ipv6};
use crate::origin::class::{self, HOST};
use crate::origin::{Host, MAX_ORIGIN_LEN, parse};

/// The longest name: what the longest special scheme and a port leave of [`MAX_ORIGIN_LEN`].
const MAX_NAME_LEN: usize = MAX_ORIGIN_LEN.saturating_sub(b"https://:65535".len());

/// The host of a URL (URL `#concept-url-host`).
#[derive(Clone, Copy, Debug)]
pub(super) enum UrlHost<'a> {
    /// Null: the URL has no authority.
    Null,
    /// The empty host, of `file:///` and `app://`.
    Empty,
    /// An opaque host, as written.
    Opaque(Text<'a>),
    /// A domain or an address; and whether it is DNS-shaped.
    Host(Host<'a>, bool),
}

/// The host of a URL with a special scheme.
pub(super) fn special<'a>(
    text: Text<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<UrlHost<'a>, UrlError> {
    match text.split_first() {
        None => return Err(UrlError::HostMissing),
        Some((b'[', inner)) => return bracketed(inner),
        Some(_) => {}
    }
    let name = to_ascii(text, idna, scratch)?;
    if name.len() > MAX_NAME_LEN {
        return Err(UrlError::TooLong);
    }
    if parse::ends_in_number(name) {
        let address = ipv4::parse(name).ok_or(UrlError::Ipv4)?;
        return Ok(UrlHost::Host(Host::Ipv4(address), true));
    }
    let dns_shaped = parse::name_is_dns_shaped(name).ok_or(UrlError::HostByte)?;
    Ok(UrlHost::Host(Host::Name(name), dns_shaped))
}

/// The host of a URL with another scheme (URL `#concept-opaque-host-parser`).
pub(super) fn opaque(text: Text<'_>) -> Result<UrlHost<'_>, UrlError> {
    match text.split_first() {
        None => Ok(UrlHost::Empty),
        Some((b'[', inner)) => bracketed(inner),
        Some(_) if text.bytes().any(is_forbidden_host_byte) => Err(UrlError::HostByte),
        Some(_) => Ok(UrlHost::Opaque(text)),
    }
}

fn bracketed(inner: Text<'_>) -> Result<UrlHost<'_>, UrlError> {
    let (address, rest) = inner.split_last(b']').ok_or(UrlError::Ipv6)?;
    if !rest.is_empty() {
        return Err(UrlError::Ipv6);
    }
    let address = ipv6::parse(address).ok_or(UrlError::Ipv6)?;
    Ok(UrlHost::Host(Host::Ipv6(address), true))
}

/// URL `#forbidden-host-code-point`.
const fn is_forbidden_host_byte(byte: u8) -> bool {
    matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | b'\r'
            | b' '
            | b'#'
            | b'/'
            | b':'
            | b'<'
            | b'>'
            | b'?'
            | b'@'
            | b'['
            | b'\\'
            | b']'
            | b'^'
            | b'|'
    )
}

/// The name percent-decoded and in lower-case ASCII, forbidden code points still in it. Borrowed from the input where
/// it stands there so.
fn to_ascii<'a>(
    text: Text<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<&'a [u8], UrlError> {
    if text.raw().iter().all(|byte| class::is(*byte, HOST)) {
        return Ok(text.raw());
    }
    let mut len = 0_usize;
    let mut ascii = true;
    let mut room = scratch.free().iter_mut();
    for byte in PercentDecoded(text) {
        *room.next().ok_or(UrlError::NoSpace)? = byte.to_ascii_lowercase();
        len = len.saturating_add(1);
        ascii &= byte.is_ascii();
    }
    let name = scratch.take(len).ok_or(UrlError::NoSpace)?;
    if ascii {
        return Ok(name);
    }
    let len = idna.domain_to_ascii(name, scratch.free())?;
    let name = scratch.take(len).ok_or(UrlError::NoSpace)?;
    if name.is_empty() { Err(UrlError::Domain) } else { Ok(name) }
}

/// Percent-decode (URL `#string-percent-decode`): `%` and two hexadecimal digits are a byte, any other `%` is itself.
struct PercentDecoded<'a>(Text<'a>);

impl Iterator for PercentDecoded<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        if first == b'%'
            && let Some((high, rest)) = rest.split_first()
            && let Some((low, rest)) = rest.split_first()
            && let (Some(high), Some(low)) = (char::from(high).to_digit(16), char::from(low).to_digit(16))
        {
            self.0 = rest;
            return u8::try_from(high.wrapping_shl(4) | low).ok();
        }
        Some(first)
    }
}
