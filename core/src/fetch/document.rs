//! The origin of a document or worker (HTML `#determining-the-origin`).

use crate::origin::url::{Scheme, Url};
use crate::origin::{EnvironmentOrigin, OpaqueId};

/// What a `sandbox` attribute or a CSP `sandbox` directive takes away, as far as origins are concerned (HTML
/// `#parse-a-sandboxing-directive`). Setting `document.domain` is always taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_structs, reason = "two flags of HTML's set, each named there")]
pub struct Sandbox {
    /// The sandboxed origin browsing context flag: no `allow-same-origin`, so the document gets an opaque origin.
    pub origin: bool,
    /// The sandboxed scripts browsing context flag: no `allow-scripts`.
    pub scripts: bool,
}

impl Sandbox {
    /// Reads the attribute's or directive's value: keywords in any case between white space. Linear.
    ///
    /// ```
    /// use corselet::fetch::document::Sandbox;
    ///
    /// assert_eq!(Sandbox::parse(b"allow-scripts allow-forms"), Sandbox { origin: true, scripts: false });
    /// ```
    #[must_use]
    pub fn parse(value: &[u8]) -> Self {
        let allows = |keyword: &[u8]| {
            value
                .split(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c'))
                .any(|token| token.eq_ignore_ascii_case(keyword))
        };
        Self { origin: !allows(b"allow-same-origin"), scripts: !allows(b"allow-scripts") }
    }
}

/// A document about to be made.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "the inputs of HTML's algorithm")]
pub struct NewDocument<'u, 'a> {
    /// Where it came from; `None` where there is no URL, as for the initial document of a page without opener.
    pub url: Option<&'u Url<'a>>,
    /// Its sandboxed origin browsing context flag is set: see [`Sandbox::origin`].
    pub sandboxed: bool,
    /// The origin that a document without one of its own inherits: of the container's document for `about:srcdoc`, of
    /// whoever navigated for `about:blank`. `None` where nobody did, as when a person typed the address.
    pub source: Option<EnvironmentOrigin<'a>>,
    /// The origin of the environment that made the `blob:` URL, where the user agent still knows it (URL
    /// `#concept-url-blob-entry`). `None` leaves what the URL tells.
    pub blob_entry: Option<EnvironmentOrigin<'a>>,
}

/// Determine the origin of a document (HTML `#determining-the-origin`). `fresh` becomes the identity of a new opaque
/// origin, where one is needed: in a sandbox, for `data:`, for `file:` and for schemes without authority.
///
/// An inherited origin is the very same origin: opaque ones keep their identity. Who sets `document.domain` later
/// sets it for all documents that share the origin.
///
/// ```
/// use corselet::fetch::document::{NewDocument, document_origin};
/// use corselet::origin::url::{self, NoIdna, Scratch};
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let page = EnvironmentOrigin::new(Origin::parse(b"https://a.test").unwrap(), OpaqueId(1));
/// let mut scratch = Scratch::new(&mut []);
/// let mut frame = |url, sandboxed| {
///     let url = url::parse(url, None, &NoIdna, &mut scratch).unwrap();
///     let new = NewDocument { url: Some(&url), sandboxed, source: Some(page), blob_entry: None };
///     document_origin(&new, OpaqueId(2))
/// };
/// assert_eq!(frame(b"about:srcdoc", false), page);
/// assert_eq!(frame(b"about:srcdoc", true), EnvironmentOrigin::Opaque(OpaqueId(2)));
/// assert_eq!(frame(b"data:text/html,hello", false), EnvironmentOrigin::Opaque(OpaqueId(2)));
/// ```
#[must_use]
pub fn document_origin<'a>(document: &NewDocument<'_, 'a>, fresh: OpaqueId) -> EnvironmentOrigin<'a> {
    let NewDocument { url, sandboxed, source, blob_entry } = *document;
    let Some(url) = url.filter(|_| !sandboxed) else { return EnvironmentOrigin::Opaque(fresh) };
    match source {
        Some(source) if url.matches_about_srcdoc() || url.matches_about_blank() => source,
        _ => url_origin(url, blob_entry, fresh),
    }
}

/// The origin of a URL (URL `#concept-url-origin`), with the environment's own for a `blob:` URL that is known.
fn url_origin<'a>(
    url: &Url<'a>,
    blob_entry: Option<EnvironmentOrigin<'a>>,
    fresh: OpaqueId,
) -> EnvironmentOrigin<'a> {
    match blob_entry {
        Some(entry) if url.scheme() == Scheme::Blob => entry,
        _ => EnvironmentOrigin::new(url.origin(), fresh),
    }
}

/// The origin of what a `javascript:` URL makes (HTML `#navigate-to-a-javascript:-url`): the target document's own,
/// whoever navigates. `None` where the navigation is ignored: the initiator must be same origin-domain with the
/// document that it would run in.
///
/// ```
/// use corselet::fetch::document::javascript_origin;
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let page = |text: &'static str| EnvironmentOrigin::new(Origin::parse(text.as_bytes()).unwrap(), OpaqueId(1));
/// let target = page("https://a.test");
/// assert_eq!(javascript_origin(&page("https://a.test"), &target), Some(target));
/// assert_eq!(javascript_origin(&page("https://b.test"), &target), None);
/// ```
#[must_use]
pub fn javascript_origin<'a>(
    initiator: &EnvironmentOrigin<'_>,
    target: &EnvironmentOrigin<'a>,
) -> Option<EnvironmentOrigin<'a>> {
    initiator.is_same_origin_domain(target).then_some(*target)
}

/// The origin of a dedicated or shared worker (HTML `#set-up-a-worker-environment-settings-object`): its owner's, but
/// a new opaque one for `data:`. (A script from another origin does not get so far: workers are fetched in mode
/// `same-origin`.)
///
/// ```
/// use corselet::fetch::document::worker_origin;
/// use corselet::origin::url::{self, NoIdna, Scratch};
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let owner = EnvironmentOrigin::new(Origin::parse(b"https://a.test").unwrap(), OpaqueId(1));
/// let script = url::parse(b"data:,postMessage(1)", None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
/// assert_eq!(worker_origin(&script, &owner, OpaqueId(2)), EnvironmentOrigin::Opaque(OpaqueId(2)));
/// ```
#[must_use]
pub fn worker_origin<'a>(
    script: &Url<'_>,
    owner: &EnvironmentOrigin<'a>,
    fresh: OpaqueId,
) -> EnvironmentOrigin<'a> {
    if script.scheme() == Scheme::Data { EnvironmentOrigin::Opaque(fresh) } else { *owner }
}

/// Whether a frame's URL is left unloaded because of the user name or password in it, so that the frame keeps its
/// initial `about:blank` document and with it its parent's origin.
///
/// No standard asks for it; Chromium 156 does it unless the parent's URL is same origin and has the same user name
/// and password.
///
/// ```
/// use corselet::fetch::document::is_credentialed_frame;
/// use corselet::origin::url::{self, NoIdna, Scratch};
///
/// let url = |text| url::parse(text, None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
/// assert!(is_credentialed_frame(&url(b"http://u:p@a.test/"), &url(b"http://a.test/")));
/// assert!(!is_credentialed_frame(&url(b"http://u:p@a.test/"), &url(b"http://u:p@a.test/x")));
/// ```
#[must_use]
pub fn is_credentialed_frame(frame: &Url<'_>, parent: &Url<'_>) -> bool {
    let like_parent = frame.origin().is_same_origin(&parent.origin()) && frame.has_same_credentials(parent);
    frame.has_credentials() && !like_parent
}
