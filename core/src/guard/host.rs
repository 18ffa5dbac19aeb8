//! Is the host that a request asks for one of the device's own?

use super::Guard;
use super::arrival::{Arrival, MAX_AUTHORITY_LEN};
use super::reason::Reason;
use crate::header::split_run;
use crate::origin::{Host, OriginErrorKind, Port, authority, parse_port};
use crate::server::CheckedHost;
use core::net::IpAddr;

impl Guard<'_> {
    /// Finds the host of a request on the list. Every corner is decided here: see [the room](super).
    pub(super) fn check_host<'r>(&self, arrival: &Arrival<'r>) -> Result<CheckedHost<'r>, Reason> {
        if arrival.host_repeated() {
            return Err(Reason::HostRepeated);
        }
        let value = arrival.host().ok_or(Reason::HostMissing)?;
        if arrival.authority().is_some_and(|authority| !authority.eq_ignore_ascii_case(value)) {
            return Err(Reason::HostConflicting);
        }
        let (name, port) = split(value).ok_or(Reason::HostMalformed)?;
        let checked = CheckedHost::new(arrival.scheme(), name, port);
        if lists(self.hosts, name) {
            return Ok(checked);
        }
        // What was told at run time is not checked beforehand, so the request's host is.
        if !could_be_a_host(value) {
            return Err(Reason::HostMalformed);
        }
        let own_address = || address(name).is_some_and(|address| self.addresses.contains(&address));
        if lists(self.names, name) || (!self.addresses.is_empty() && own_address()) {
            return Ok(checked);
        }
        Err(Reason::HostUnknown)
    }
}

/// Whether a name is one of these, in any case, perhaps with a dot at its end.
fn lists(names: &[&str], name: &[u8]) -> bool {
    let bare = name.strip_suffix(b".").unwrap_or(name);
    names.iter().any(|own| own.as_bytes().eq_ignore_ascii_case(bare))
}

/// A host as it is spelled, and its port (RFC 9110 7.2, but an empty port is none). `None` where it is empty or too long,
/// or what follows the host is no port.
fn split(value: &[u8]) -> Option<(&[u8], Port)> {
    let (name, rest) = match value {
        [b'[', ..] => {
            let (inner, rest) = split_run(value, |byte| byte != b']');
            value.split_at_checked(inner.len().checked_add(1)?).filter(|_| !rest.is_empty())?
        }
        _ => split_run(value, |byte| byte != b':'),
    };
    if name.is_empty() || name == b"." || value.len() > MAX_AUTHORITY_LEN {
        return None;
    }
    // Of no scheme, so that no port is its default.
    Some((name, parse_port(b"", rest).ok()?))
}

/// An address in the one form that browsers write it in.
fn address(name: &[u8]) -> Option<IpAddr> {
    match authority(b"", name).ok()?.tuple.host() {
        Host::Ipv4(address) => Some(IpAddr::V4(address)),
        Host::Ipv6(address) => Some(IpAddr::V6(address)),
        Host::Name(_) => None,
    }
}

fn could_be_a_host(value: &[u8]) -> bool {
    match authority(b"", value) {
        Ok(located) => located.tuple.is_dns_shaped(),
        // Host names have any case, only serialised origins do not.
        Err(fault) => fault.kind == OriginErrorKind::UpperCase,
    }
}
