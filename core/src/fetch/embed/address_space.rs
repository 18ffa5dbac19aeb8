//! Address spaces of Local Network Access (WICG local-network-access): how public the other end is.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An IP address space, from the most private to the most public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "Local Network Access defines exactly these three spaces")]
pub enum AddressSpace {
    /// The device itself.
    Loopback,
    /// The network around it.
    Local,
    /// Everything else.
    Public,
}

/// A block of addresses: the prefix, its length in bits, the space. The first that matches counts.
type Block<T> = (T, u32, AddressSpace);

const V4: [Block<u32>; 9] = [
    (0x0000_0000, 32, AddressSpace::Loopback),
    (0x7f00_0000, 8, AddressSpace::Loopback),
    (0xc612_0000, 15, AddressSpace::Loopback),
    (0x0000_0000, 8, AddressSpace::Local),
    (0x0a00_0000, 8, AddressSpace::Local),
    (0x6440_0000, 10, AddressSpace::Local),
    (0xa9fe_0000, 16, AddressSpace::Local),
    (0xac10_0000, 12, AddressSpace::Local),
    (0xc0a8_0000, 16, AddressSpace::Local),
];

const V6: [Block<u128>; 7] = [
    (0, 128, AddressSpace::Loopback),
    (1, 128, AddressSpace::Loopback),
    (0xfc00 << 112, 7, AddressSpace::Local),
    (0xfe80 << 112, 10, AddressSpace::Local),
    (0xfec0 << 112, 10, AddressSpace::Local),
    (0x2001_0db8 << 96, 32, AddressSpace::Local),
    (0x3fff << 112, 20, AddressSpace::Local),
];

impl AddressSpace {
    /// The space of an address (Local Network Access `#determine-the-ip-address-space`). Constant time.
    ///
    /// ```
    /// use corselet::fetch::embed::AddressSpace;
    ///
    /// assert_eq!(AddressSpace::of(&[192, 168, 0, 1].into()), AddressSpace::Local);
    /// assert_eq!(AddressSpace::of(&[8, 8, 8, 8].into()), AddressSpace::Public);
    /// ```
    #[must_use]
    pub fn of(address: &IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => Self::of_ipv4(address),
            IpAddr::V6(address) => Self::of_ipv6(address),
        }
    }

    fn of_ipv4(address: &Ipv4Addr) -> Self {
        let bits = address.to_bits();
        let mut blocks = V4.iter();
        let found = blocks.find(|(prefix, len, _)| (bits ^ prefix).leading_zeros() >= *len);
        found.map_or(Self::Public, |(_, _, space)| *space)
    }

    fn of_ipv6(address: &Ipv6Addr) -> Self {
        if let Some(mapped) = address.to_ipv4_mapped() {
            return Self::of_ipv4(&mapped);
        }
        let bits = address.to_bits();
        let mut blocks = V6.iter();
        let found = blocks.find(|(prefix, len, _)| (bits ^ prefix).leading_zeros() >= *len);
        found.map_or(Self::Public, |(_, _, space)| *space)
    }

    /// Whether a name belongs to the local space whatever it resolves to: one under `.local` (RFC 6762), in any
    /// case, with or without a trailing dot.
    #[must_use]
    pub fn is_local_name(name: &[u8]) -> bool {
        let name = name.strip_suffix(b".").unwrap_or(name);
        let start = name.len().checked_sub(b".local".len());
        start
            .and_then(|start| name.split_at_checked(start))
            .is_some_and(|(host, suffix)| !host.is_empty() && suffix.eq_ignore_ascii_case(b".local"))
    }

    /// Whether a request from a client in this space to `target` is a local network request (Local Network Access
    /// `#local-network-request`): the target is less public than the client. Such a request needs a secure context
    /// and the user's permission.
    #[must_use]
    pub fn is_local_network_request(self, target: Self) -> bool {
        target < self
    }
}
