//! `Timing-Allow-Origin` (Fetch, "TAO check"): who may see how long a load took.

use crate::fetch::{Mode, Tainting};
use crate::header::{HeaderList, Split};
use crate::origin::Origin;

/// What the check looks at in the request.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "these are the inputs of Fetch's algorithm")]
pub struct TimingRequest<'a> {
    /// The request's origin.
    pub origin: Origin<'a>,
    /// Whether redirects made the origin serialise to `null` (Fetch `#concept-request-tainted-origin`).
    pub redirect_tainted: bool,
    /// The request's mode.
    pub mode: Mode,
    /// The request's response tainting.
    pub tainting: Tainting,
    /// Whether the current URL has the request's origin.
    pub same_origin: bool,
    /// Whether an earlier hop of this request failed the check (Fetch `#timing-allow-failed`).
    pub failed_before: bool,
}

/// The TAO check (Fetch `#concept-tao-check`): whether the response's timing may be shown. Values are compared byte
/// for byte; credentials do not matter. To be asked at every hop. Linear in the field's lines.
///
/// ```
/// use corselet::fetch::embed::{TimingRequest, check_timing_allow};
/// use corselet::fetch::{Mode, Tainting};
/// use corselet::header::HeaderList;
/// use corselet::origin::Origin;
///
/// let request = TimingRequest {
///     origin: Origin::parse(b"https://app.example")?,
///     redirect_tainted: false,
///     mode: Mode::Cors,
///     tainting: Tainting::Cors,
///     same_origin: false,
///     failed_before: false,
/// };
/// let pairs: [(&[u8], &[u8]); 1] = [(b"timing-allow-origin", b"https://app.example, https://b.example")];
/// assert!(check_timing_allow(&request, &HeaderList::new(&pairs)));
/// assert!(!check_timing_allow(&request, &HeaderList::new(&[])));
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
#[must_use]
pub fn check_timing_allow(request: &TimingRequest<'_>, headers: &HeaderList<'_>) -> bool {
    if request.failed_before {
        return false;
    }
    let null = request.redirect_tainted || request.origin.tuple().is_none();
    // The parser takes nothing but what serialises to the same bytes.
    let is_listed = |value: &[u8]| match Origin::parse(value) {
        Ok(Origin::Opaque) => null,
        Ok(listed) => !null && listed.is_same_origin(&request.origin),
        Err(_) => value == b"*",
    };
    if Split::lines(headers.values(b"timing-allow-origin")).any(is_listed) {
        return true;
    }
    if request.mode == Mode::Navigate && !request.same_origin {
        return false;
    }
    request.tainting == Tainting::Basic
}
