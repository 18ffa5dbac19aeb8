//! Hosts (URL `#concept-host`) as origins serialise them.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

/// The host of a tuple origin.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::exhaustive_enums,
    reason = "the URL Standard serialises these three kinds into a tuple origin"
)]
pub enum Host<'a> {
    /// A name (URL `#concept-domain`), lower-case ASCII; one trailing dot is part of it.
    Name(&'a [u8]),
    /// An IPv4 address.
    Ipv4(Ipv4Addr),
    /// An IPv6 address, without its brackets.
    Ipv6(Ipv6Addr),
}

impl Host<'_> {
    /// Whether the host names this machine itself: `localhost`, a name under it, 127.0.0.0/8 or ::1
    /// (Secure Contexts, "Is origin potentially trustworthy?"). A trailing dot does not matter.
    #[must_use]
    pub const fn is_loopback(&self) -> bool {
        match self {
            Self::Ipv4(address) => address.is_loopback(),
            Self::Ipv6(address) => address.is_loopback(),
            Self::Name(name) => {
                let name = match name {
                    [without @ .., b'.'] => without,
                    whole => whole,
                };
                matches!(
                    name,
                    b"localhost" | [.., b'.', b'l', b'o', b'c', b'a', b'l', b'h', b'o', b's', b't']
                )
            }
        }
    }
}

impl fmt::Display for Host<'_> {
    /// URL `#concept-host-serializer`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "{}", name.escape_ascii()),
            Self::Ipv4(address) => write!(f, "{address}"),
            Self::Ipv6(address) => {
                // The URL Standard never mixes in dotted quads, as `Display` of the address would.
                f.write_str("[")?;
                let pieces = address.segments();
                let (run_start, run_len) = super::ip::longest_zero_run(&pieces);
                let mut index = 0_usize;
                for piece in pieces {
                    let in_run = index >= run_start && index < run_start.saturating_add(run_len);
                    if in_run {
                        if index == run_start {
                            f.write_str("::")?;
                        }
                    } else {
                        if index != 0 && index != run_start.saturating_add(run_len) {
                            f.write_str(":")?;
                        }
                        write!(f, "{piece:x}")?;
                    }
                    index = index.saturating_add(1);
                }
                f.write_str("]")
            }
        }
    }
}

impl fmt::Debug for Host<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Host({self})")
    }
}
