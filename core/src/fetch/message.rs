//! Messages between windows (HTML `#web-messaging`).

use crate::origin::EnvironmentOrigin;
use crate::origin::url::{self, DomainToAscii, Scratch, UrlError};

/// Whether `postMessage(message, targetOrigin)` delivers its message to a window (HTML `#window-post-message-steps`):
/// `*` always, `/` if the target is the script's own origin, else if it has the origin of the URL that is given. A path
/// in the URL does not matter. An opaque origin can only be met by `*`, or by `/` from itself.
///
/// ```
/// use corselet::fetch::message::is_delivered;
/// use corselet::origin::url::{NoIdna, Scratch, UrlError};
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let page = |text: &'static str| EnvironmentOrigin::new(Origin::parse(text.as_bytes()).unwrap(), OpaqueId(1));
/// let (script, frame) = (page("https://a.test"), page("https://b.test"));
/// let sends = |target| is_delivered(target, &script, &frame, &NoIdna, &mut Scratch::new(&mut []));
///
/// assert_eq!(sends(b"https://b.test/any/path"), Ok(true));
/// assert_eq!(sends(b"https://c.test"), Ok(false));
/// assert_eq!(sends(b"/"), Ok(false));
/// assert_eq!(sends(b"b.test"), Err(UrlError::Relative));
/// ```
///
/// # Errors
/// [`UrlError`]: the script gets a `SyntaxError`, or the target could not be read (see [`UrlError::is_failure`]).
pub fn is_delivered(
    target_origin: &[u8],
    script: &EnvironmentOrigin<'_>,
    target: &EnvironmentOrigin<'_>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'_>,
) -> Result<bool, UrlError> {
    match target_origin {
        b"*" => Ok(true),
        b"/" => Ok(script.is_same_origin(target)),
        url => Ok(url::parse(url, None, idna, &mut scratch.reborrow())?
            .origin()
            .is_same_origin(&target.origin())),
    }
}
