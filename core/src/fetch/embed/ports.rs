//! Bad ports: the ports of other protocols, which no page may talk to (Fetch `#port-blocking`).

use crate::fetch::Profile;
use crate::origin::{Port, TupleOrigin};

/// Fetch `#bad-port`, in ascending order.
const BAD: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

/// Whether a port is bad (Fetch `#bad-port`). Constant time.
///
/// ```
/// use corselet::fetch::{Profile, embed::is_bad_port};
///
/// assert!(is_bad_port(25, &Profile::STANDARD));
/// assert!(!is_bad_port(8080, &Profile::STANDARD));
/// ```
#[must_use]
pub fn is_bad_port(port: u16, profile: &Profile) -> bool {
    BAD.binary_search(&port).is_ok() && !profile.unblocked_ports.contains(&port)
}

/// Whether a fetch of a URL with this origin is blocked for its port (Fetch `#block-bad-port`): an HTTP(S) scheme and
/// a bad port that is not the scheme's default. To be asked at every hop. Constant time.
///
/// ```
/// use corselet::fetch::{Profile, embed::is_port_blocked};
/// use corselet::origin::Origin;
///
/// let mail = Origin::parse(b"http://mail.example:25")?;
/// assert!(is_port_blocked(mail.tuple().unwrap(), &Profile::STANDARD));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
#[must_use]
pub fn is_port_blocked(target: &TupleOrigin<'_>, profile: &Profile) -> bool {
    match (target.scheme(), target.port()) {
        (b"http" | b"https", Port::Number(port)) => is_bad_port(port, profile),
        _ => false,
    }
}
