//! `X-Content-Type-Options`, and what a script or a style sheet must be labelled as (Fetch, "X-Content-Type-Options
//! header").

use super::Destination;
use crate::header::{Essence, HeaderList, Split};

/// Whether the server forbids sniffing (Fetch `#determine-nosniff`): the first value, over all lines, is `nosniff`
/// in any case. Linear in the field's lines.
///
/// ```
/// use corselet::fetch::embed::determine_nosniff;
/// use corselet::header::HeaderList;
///
/// let pairs: [(&[u8], &[u8]); 1] = [(b"X-Content-Type-Options", b"NoSniff, x")];
/// assert!(determine_nosniff(&HeaderList::new(&pairs)));
/// ```
#[must_use]
pub fn determine_nosniff(headers: &HeaderList<'_>) -> bool {
    let first = Split::lines(headers.values(b"x-content-type-options")).next();
    first.is_some_and(|value| value.eq_ignore_ascii_case(b"nosniff"))
}

/// Whether a response is blocked due to nosniff (Fetch `#should-response-to-request-be-blocked-due-to-nosniff?`):
/// sniffing is forbidden, and a script is not labelled as JavaScript or a style sheet not as `text/css`. Images and
/// media are left alone. Linear in the header list.
///
/// ```
/// use corselet::fetch::embed::{Destination, is_blocked_by_nosniff};
/// use corselet::header::HeaderList;
///
/// let pairs: [(&[u8], &[u8]); 2] = [(b"content-type", b"text/plain"), (b"x-content-type-options", b"nosniff")];
/// let headers = HeaderList::new(&pairs);
/// assert!(is_blocked_by_nosniff(Destination::Script, &headers));
/// assert!(!is_blocked_by_nosniff(Destination::Image, &headers));
/// ```
#[must_use]
pub fn is_blocked_by_nosniff(destination: Destination, headers: &HeaderList<'_>) -> bool {
    if !determine_nosniff(headers) {
        return false;
    }
    let essence = Essence::extract(headers.values(b"content-type"));
    if destination.is_script_like() {
        !essence.is_some_and(|essence| essence.is_javascript())
    } else if destination == Destination::Style {
        !essence.is_some_and(|essence| essence.is(b"text/css"))
    } else {
        false
    }
}

/// Whether a response is blocked due to its MIME type (Fetch
/// `#should-response-to-request-be-blocked-due-to-mime-type?`): a script that is labelled as audio, image, video or
/// `text/csv`, whatever the server says of sniffing. Linear in the header list.
///
/// ```
/// use corselet::fetch::embed::{Destination, is_blocked_by_mime_type};
/// use corselet::header::HeaderList;
///
/// let pairs: [(&[u8], &[u8]); 1] = [(b"content-type", b"image/png")];
/// assert!(is_blocked_by_mime_type(Destination::Script, &HeaderList::new(&pairs)));
/// ```
#[must_use]
pub fn is_blocked_by_mime_type(destination: Destination, headers: &HeaderList<'_>) -> bool {
    destination.is_script_like()
        && Essence::extract(headers.values(b"content-type")).is_some_and(|essence| {
            let kinds: [&[u8]; 3] = [b"audio", b"image", b"video"];
            kinds.iter().any(|kind| essence.kind().eq_ignore_ascii_case(kind)) || essence.is(b"text/csv")
        })
}
