//! The basic URL parser (URL `#concept-basic-url-parser`) up to the end of the authority: nothing after it can fail.

use super::authority;
use super::host::{self, UrlHost};
use super::idna::DomainToAscii;
use super::scratch::Scratch;
use super::text::Text;
use super::{Inherited, Scheme, Url, UrlError, scheme};
use crate::origin::serialize::Out;
use crate::origin::{Origin, Port, TupleOrigin, default_port};

/// Reads `text`, relative to `base` where it has no scheme of its own. The origin of a `blob:` URL is left opaque.
pub(super) fn parse<'a>(
    text: Text<'a>,
    base: Option<&Url<'a>>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let Some((name, rest)) = scheme::split(text) else {
        return no_scheme(text, base.ok_or(UrlError::Relative)?, idna, scratch);
    };
    let scheme = Scheme::of(name);
    let empty = Url {
        scheme,
        scheme_text: name,
        userinfo: Text::default(),
        host: UrlHost::Null,
        port: Port::Default,
        origin: Origin::Opaque,
        opaque_path: false,
        inherited: Inherited::Nothing,
        base: Text::default(),
        rest,
    };
    let same_scheme = base.filter(|base| base.scheme == scheme);
    match (scheme.is_special(), same_scheme) {
        (true, base) if scheme == Scheme::File => file(rest, base, &empty, idna, scratch),
        (true, Some(base)) => relative(rest, base, idna, scratch),
        (true, None) => authority(skip_slashes(rest), &empty, idna, scratch),
        (false, _) => match rest.split_first() {
            Some((b'/', after)) => match after.split_first() {
                Some((b'/', after)) => authority(after, &empty, idna, scratch),
                _ => Ok(empty),
            },
            _ => Ok(Url { opaque_path: true, ..empty }),
        },
    }
}

/// URL `#no-scheme-state`.
fn no_scheme<'a>(
    text: Text<'a>,
    base: &Url<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    if base.opaque_path {
        return match text.split_first() {
            Some((b'#', _)) => on_base(text, base, Inherited::Path, scratch),
            _ => Err(UrlError::Relative),
        };
    }
    if base.scheme == Scheme::File {
        return file(text, Some(base), base, idna, scratch);
    }
    relative(text, base, idna, scratch)
}

/// URL `#relative-state`, and `#special-relative-or-authority-state`, which differs in nothing that can be seen.
fn relative<'a>(
    text: Text<'a>,
    base: &Url<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let special = base.scheme.is_special();
    match slashes(text, special) {
        Slashes::Two(after) if special => authority(skip_slashes(after), base, idna, scratch),
        Slashes::Two(after) => authority(after, base, idna, scratch),
        Slashes::One => on_base(text, base, Inherited::Authority, scratch),
        Slashes::None => on_base(text, base, Inherited::Path, scratch),
    }
}

/// A URL that keeps its base's authority.
fn on_base<'a>(
    text: Text<'a>,
    base: &Url<'a>,
    inherited: Inherited,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let base_rest = match (base.inherited, inherited) {
        (Inherited::Nothing, _) => base.rest,
        (Inherited::Authority, _) if base.scheme != Scheme::File => base.rest,
        (_, Inherited::Authority) if base.scheme != Scheme::File => Text::default(),
        // The path is put together of two texts.
        _ => {
            let mut out = Out::new(scratch.free());
            base.write_rest(&mut out);
            let len = out.finish().ok_or(UrlError::NoSpace)?.len();
            Text::trimmed(scratch.take(len).ok_or(UrlError::NoSpace)?)
        }
    };
    Ok(Url { rest: text, inherited, base: base_rest, ..*base })
}

/// URL `#file-state` and `#file-slash-state`. `like` lends the scheme.
fn file<'a>(
    text: Text<'a>,
    base: Option<&Url<'a>>,
    like: &Url<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let hostless = Url { host: UrlHost::Empty, inherited: Inherited::Nothing, rest: text, ..*like };
    match (slashes(text, true), base) {
        (Slashes::Two(after), _) => file_host(after, &hostless, idna, scratch),
        (Slashes::One, Some(base)) => on_base(text, base, Inherited::Authority, scratch),
        (Slashes::None, Some(base)) => on_base(text, base, Inherited::Path, scratch),
        (_, None) => Ok(hostless),
    }
}

/// URL `#file-host-state`.
fn file_host<'a>(
    text: Text<'a>,
    hostless: &Url<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let (host_text, rest) = text.split_run(|byte| !matches!(byte, b'/' | b'\\' | b'?' | b'#'));
    if is_drive_letter(host_text) {
        return Ok(Url { rest: text, ..*hostless });
    }
    if host_text.is_empty() {
        return Ok(Url { rest, ..*hostless });
    }
    let host = match host::special(host_text, idna, scratch)? {
        UrlHost::Host(crate::origin::Host::Name(b"localhost"), _) => UrlHost::Empty,
        host => host,
    };
    Ok(Url { host, rest, ..*hostless })
}

/// An authority and all that follows it. `like` lends the scheme.
fn authority<'a>(
    text: Text<'a>,
    like: &Url<'a>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let scheme = like.scheme;
    let special = scheme.is_special();
    let (authority, rest) =
        text.split_run(|byte| !(matches!(byte, b'/' | b'?' | b'#') || (special && byte == b'\\')));
    let parts = authority::parse(authority)?;
    let host = match special {
        true => host::special(parts.host, idna, scratch)?,
        false => host::opaque(parts.host)?,
    };
    let port = parts.port.map_or(Ok(Port::Default), |digits| port(digits, scheme))?;
    let origin = match host {
        UrlHost::Host(host, shaped) if special => {
            Origin::Tuple(TupleOrigin::new(scheme.name(), host, port, shaped))
        }
        _ => Origin::Opaque,
    };
    Ok(Url {
        userinfo: parts.userinfo,
        host,
        port,
        origin,
        opaque_path: false,
        inherited: Inherited::Nothing,
        rest,
        ..*like
    })
}

/// URL `#port-state`: decimal digits of any number, or none.
fn port(digits: Text<'_>, scheme: Scheme) -> Result<Port, UrlError> {
    if digits.is_empty() {
        return Ok(Port::Default);
    }
    let mut number = 0_u16;
    for byte in digits.bytes() {
        let shifted = number.checked_mul(10).ok_or(UrlError::Port)?;
        number = shifted.checked_add(u16::from(byte & 0x0f)).ok_or(UrlError::Port)?;
    }
    Ok(match default_port(scheme.name()) {
        Some(default) if default == number => Port::Default,
        _ => Port::Number(number),
    })
}

/// The slashes that a text begins with.
enum Slashes<'a> {
    None,
    One,
    /// Two, and what follows them.
    Two(Text<'a>),
}

fn slashes(text: Text<'_>, special: bool) -> Slashes<'_> {
    match strip_slash(text, special) {
        None => Slashes::None,
        Some(after) => strip_slash(after, special).map_or(Slashes::One, Slashes::Two),
    }
}

/// Whether a path starts with a Windows drive letter (URL `#start-with-a-windows-drive-letter`).
pub(super) fn starts_with_drive_letter(path: Text<'_>) -> bool {
    is_drive_letter(path.split_run(|byte| !matches!(byte, b'/' | b'\\' | b'?' | b'#')).0)
}

/// What follows a slash; a backslash is one too where the scheme is special.
pub(super) fn strip_slash(text: Text<'_>, special: bool) -> Option<Text<'_>> {
    match text.split_first() {
        Some((b'/', after)) => Some(after),
        Some((b'\\', after)) if special => Some(after),
        _ => None,
    }
}

/// URL `#special-authority-ignore-slashes-state`.
fn skip_slashes(text: Text<'_>) -> Text<'_> {
    text.split_run(|byte| matches!(byte, b'/' | b'\\')).1
}

/// URL `#windows-drive-letter`.
pub(super) fn is_drive_letter(text: Text<'_>) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && matches!(bytes.next(), Some(b':' | b'|'))
        && bytes.next().is_none()
}
