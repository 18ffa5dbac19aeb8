//! Ports, and the ports that schemes imply.

/// The port of a tuple origin (HTML `#concept-origin-port`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a port is null or a number")]
pub enum Port {
    /// Null: the scheme's default port, which is never written.
    Default,
    /// A port that is not the scheme's default, 0 to 65,535.
    Number(u16),
}

/// The default port of a special scheme (URL `#default-port`), or `None`. Lower case is expected.
#[must_use]
pub const fn default_port(scheme: &[u8]) -> Option<u16> {
    match scheme {
        b"http" | b"ws" => Some(80),
        b"https" | b"wss" => Some(443),
        b"ftp" => Some(21),
        _ => None,
    }
}
