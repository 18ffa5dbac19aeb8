//! `X-Frame-Options` (HTML, "The `X-Frame-Options` header").

use super::FrameAncestors;
use crate::fetch::Profile;
use crate::header::{HeaderList, Split};
use crate::origin::Origin;

/// What `X-Frame-Options` says of a response that is to be shown in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use]
#[allow(clippy::exhaustive_enums, reason = "a response may be framed or not")]
pub enum XFrameOptions {
    /// It may be shown.
    Allowed,
    /// It may not.
    Blocked(XFrameOptionsReason),
}

/// Why a response may not be shown in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum XFrameOptionsReason {
    /// `deny`.
    Deny,
    /// `sameorigin`, and an ancestor has another origin.
    OtherOrigin,
    /// Different values, one of which is known.
    Conflicting,
}

/// Checks `X-Frame-Options` (HTML `#check-a-navigation-response's-adherence-to-x-frame-options`). `document` is the
/// origin of the response; `ancestors` are the origins of the container documents, innermost first (none at the top
/// level, where everything is allowed). A `frame-ancestors` directive takes over.
///
/// Values count in any case; equal ones count once, an empty one counts; a lone unknown one (`ALLOW-FROM`) means
/// nothing. Linear in the lines and the ancestors.
///
/// ```
/// use corselet::fetch::Profile;
/// use corselet::fetch::embed::{FrameAncestors, XFrameOptions, XFrameOptionsReason, check_x_frame_options};
/// use corselet::header::HeaderList;
/// use corselet::origin::Origin;
///
/// let pairs: [(&[u8], &[u8]); 1] = [(b"x-frame-options", b"SAMEORIGIN")];
/// let bank = Origin::parse(b"https://bank.example")?;
/// let evil = [Origin::parse(b"https://evil.example")?];
/// let verdict = check_x_frame_options(
///     &HeaderList::new(&pairs),
///     FrameAncestors::Unspecified,
///     &bank,
///     &evil,
///     &Profile::STANDARD,
/// );
/// assert_eq!(verdict, XFrameOptions::Blocked(XFrameOptionsReason::OtherOrigin));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
pub fn check_x_frame_options(
    headers: &HeaderList<'_>,
    frame_ancestors: FrameAncestors,
    document: &Origin<'_>,
    ancestors: &[Origin<'_>],
    profile: &Profile,
) -> XFrameOptions {
    if ancestors.is_empty() || frame_ancestors != FrameAncestors::Unspecified {
        return XFrameOptions::Allowed;
    }
    let mut values = Split::lines(headers.values(b"x-frame-options"))
        .map(|value| if profile.x_frame_options_strips_controls { strip(value) } else { value });
    let Some(first) = values.next() else {
        return XFrameOptions::Allowed;
    };
    let mut differ = false;
    let mut known = is_known(first);
    for value in values {
        differ |= !value.eq_ignore_ascii_case(first);
        known |= is_known(value);
    }
    if differ {
        return if known {
            XFrameOptions::Blocked(XFrameOptionsReason::Conflicting)
        } else {
            XFrameOptions::Allowed
        };
    }
    if first.eq_ignore_ascii_case(b"deny") {
        return XFrameOptions::Blocked(XFrameOptionsReason::Deny);
    }
    let same_origin = || ancestors.iter().all(|ancestor| ancestor.is_same_origin(document));
    if first.eq_ignore_ascii_case(b"sameorigin") && !same_origin() {
        return XFrameOptions::Blocked(XFrameOptionsReason::OtherOrigin);
    }
    XFrameOptions::Allowed
}

fn is_known(value: &[u8]) -> bool {
    let known: [&[u8]; 3] = [b"allowall", b"deny", b"sameorigin"];
    known.iter().any(|known| value.eq_ignore_ascii_case(known))
}

/// The value without blanks, line breaks, vertical tabs and form feeds at its ends.
fn strip(mut value: &[u8]) -> &[u8] {
    while let [b'\t'..=b'\r' | b' ', rest @ ..] | [rest @ .., b'\t'..=b'\r' | b' '] = value {
        value = rest;
    }
    value
}
