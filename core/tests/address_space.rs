//! Names of the local space, and blocks at their edges.

use corselet::fetch::embed::AddressSpace;
use std::net::IpAddr;

#[test]
fn names_under_local() {
    for (name, local) in [
        (&b"printer.local"[..], true),
        (b"Printer.LOCAL.", true),
        (b"a.b.local", true),
        (b"local", false),
        (b".local", false),
        (b"printerlocal", false),
        (b"printer.localx", false),
        (b"printer.local.example", false),
    ] {
        assert_eq!(AddressSpace::is_local_name(name), local, "{}", name.escape_ascii());
    }
}

#[test]
fn the_last_address_of_a_block_and_the_next() -> Result<(), std::net::AddrParseError> {
    use AddressSpace::{Local, Loopback, Public};
    for (address, space) in [
        ("0.0.0.1", Local),
        ("100.127.255.255", Local),
        ("192.167.255.255", Public),
        ("192.168.255.255", Local),
        ("::", Loopback),
        ("fbff:ffff::", Public),
        ("fe00::", Public),
        ("fe7f:ffff::", Public),
        ("fe80::", Local),
        ("ff00::", Public),
        ("2001:db8:ffff::", Local),
        ("2001:db7::", Public),
        ("3fff:fff::", Local),
        ("3fff:1000::", Public),
        ("::ffff:198.19.0.1", Loopback),
        ("::198.19.0.1", Public),
    ] {
        assert_eq!(AddressSpace::of(&address.parse::<IpAddr>()?), space, "{address}");
    }
    Ok(())
}
