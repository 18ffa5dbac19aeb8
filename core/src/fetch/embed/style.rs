//! Whether a style sheet's label lets it apply (HTML, "Link type `stylesheet`").

use crate::fetch::Profile;
use crate::header::{Essence, HeaderList};

/// Whether a response applies as a style sheet as far as its `Content-Type` goes (HTML `#link-type-stylesheet`):
/// it is `text/css`, or a quirks mode document loads it from its own origin. Nosniff comes on top
/// ([`is_blocked_by_nosniff`](super::is_blocked_by_nosniff)).
///
/// Linear in the header list.
///
/// ```
/// use corselet::fetch::Profile;
/// use corselet::fetch::embed::is_style_sheet;
/// use corselet::header::HeaderList;
///
/// let pairs: [(&[u8], &[u8]); 1] = [(b"content-type", b"text/plain")];
/// let headers = HeaderList::new(&pairs);
/// assert!(!is_style_sheet(&headers, false, &Profile::STANDARD));
/// assert!(is_style_sheet(&headers, true, &Profile::STANDARD));
/// ```
#[must_use]
pub fn is_style_sheet(headers: &HeaderList<'_>, quirks_and_same_origin: bool, profile: &Profile) -> bool {
    let applies = match Essence::extract(headers.values(b"content-type")) {
        Some(essence) => {
            essence.is(b"text/css")
                || (profile.untyped_style_sheets_apply && essence.is(b"application/x-unknown-content-type"))
        }
        None => profile.untyped_style_sheets_apply,
    };
    applies || quirks_and_same_origin
}
