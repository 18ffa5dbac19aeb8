//! What several runners write in words.

use corselet::origin::{MAX_ORIGIN_LEN, Origin};

/// An origin, byte for byte as a header holds it.
pub(super) fn serialized(origin: &Origin<'_>) -> String {
    let mut buffer = [0; MAX_ORIGIN_LEN];
    let bytes = origin.serialize(&mut buffer).unwrap_or(b"an origin that is too long");
    String::from_utf8_lossy(bytes).into_owned()
}
