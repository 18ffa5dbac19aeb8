//! URLs by the URL Standard, and their origins.
//!
//! [`parse`] does everything that the basic URL parser does up to the end of the authority, which is all that can
//! fail: white space, case, backslashes, missing and surplus slashes, user information, percent-decoding, every form
//! of IPv4 and IPv6 address, ports, and URLs relative to a base. It borrows from its input; what must be rewritten
//! goes into the caller's [`Scratch`]. [`Url::serialize`] does the rest, for whoever compares or follows URLs.

mod authority;
mod basic;
mod error;
mod host;
mod idna;
mod ipv4;
mod ipv6;
mod path;
mod percent;
mod scheme;
mod scratch;
mod serialize;
mod text;

pub use error::UrlError;
pub use idna::{DomainToAscii, NoIdna};
pub use scheme::Scheme;
pub use scratch::Scratch;

use super::{Host, Origin, Port, default_port};
use core::fmt;
use host::UrlHost;
use percent::Set;
use text::Text;

/// A URL (URL `#concept-url`), read as far as its origin needs; the path, query and fragment are as written.
#[derive(Clone, Copy)]
pub struct Url<'a> {
    scheme: Scheme,
    scheme_text: Text<'a>,
    userinfo: Text<'a>,
    host: UrlHost<'a>,
    port: Port,
    origin: Origin<'a>,
    opaque_path: bool,
    inherited: Inherited,
    /// The rest of the base, where anything is inherited.
    base: Text<'a>,
    rest: Text<'a>,
}

/// What a relative URL takes from its base besides the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inherited {
    Nothing,
    /// User information, host and port.
    Authority,
    /// These, and the path that the rest is resolved against.
    Path,
}

/// Reads a URL (URL `#concept-url-parser`), relative to `base` if there is one.
///
/// Linear in the input and its base, no recursion, no copies but into `scratch`. The input is taken as UTF-8. A base
/// that itself took its path from a base is written out into `scratch`, if its path is needed.
///
/// ```
/// use corselet::origin::url::{self, NoIdna, Scratch};
///
/// let mut buffer = [0; 64];
/// let mut scratch = Scratch::new(&mut buffer);
///
/// let page = url::parse(b"HTTPS:\\\\user@Shop.Example:0443/cart?id=1", None, &NoIdna, &mut scratch)?;
/// assert_eq!(page.origin().to_string(), "https://shop.example");
/// assert!(page.has_credentials());
///
/// let image = url::parse(b"//127.1:8080/logo.png", Some(&page), &NoIdna, &mut scratch)?;
/// assert_eq!(image.origin().to_string(), "https://127.0.0.1:8080");
/// assert!(!image.origin().is_same_origin(&page.origin()));
/// # Ok::<(), url::UrlError>(())
/// ```
///
/// # Errors
/// [`UrlError`]: the standard's failure, or a limit of this reader, told apart by [`UrlError::is_failure`].
pub fn parse<'a>(
    input: &'a [u8],
    base: Option<&Url<'a>>,
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Url<'a>, UrlError> {
    let text = Text::trimmed(input);
    let url = basic::parse(text, base, idna, scratch)?;
    if url.scheme != Scheme::Blob || url.inherited != Inherited::Nothing || !url.opaque_path {
        return Ok(url);
    }
    match basic::parse(url.blob_path(), None, idna, scratch) {
        Ok(inner) if inner.scheme.is_http() => Ok(Url { origin: inner.origin, ..url }),
        Err(error) if !error.is_failure() => Err(error),
        _ => Ok(url),
    }
}

/// Parses a host on its own (URL `#concept-host-parser`, of a special scheme): nothing is stripped, tabs and newlines
/// are as forbidden as blanks.
///
/// ```
/// use corselet::origin::{Host, url::{self, NoIdna, Scratch}};
///
/// let mut scratch = Scratch::new(&mut []);
/// assert_eq!(url::parse_host(b"127.1", &NoIdna, &mut scratch), Ok(Host::Ipv4([127, 0, 0, 1].into())));
/// assert!(url::parse_host(b" a.test", &NoIdna, &mut scratch).is_err());
/// ```
///
/// # Errors
/// As for [`parse`]; nothing at all is [`UrlError::HostMissing`].
pub fn parse_host<'a>(
    input: &'a [u8],
    idna: &impl DomainToAscii,
    scratch: &mut Scratch<'a>,
) -> Result<Host<'a>, UrlError> {
    match host::special(Text::whole(input).ok_or(UrlError::HostByte)?, idna, scratch)? {
        UrlHost::Host(host, _) => Ok(host),
        _ => Err(UrlError::HostMissing),
    }
}

impl<'a> Url<'a> {
    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The origin (URL `#concept-url-origin`).
    ///
    /// A tuple for `http`, `https`, `ws`, `wss` and `ftp`, and for a `blob:` URL whose path is an `http` or `https`
    /// URL. Opaque for every other scheme: a new one on each call by the standard, so that a URL with an opaque origin
    /// is never the same origin with anything. `file` is implementation-defined there and opaque here.
    #[must_use]
    pub const fn origin(&self) -> Origin<'a> {
        self.origin
    }

    /// The host, where it is a domain or an IP address.
    #[must_use]
    pub const fn host(&self) -> Option<Host<'a>> {
        match self.host {
            UrlHost::Host(host, _) => Some(host),
            _ => None,
        }
    }

    /// The port; [`Port::Default`] where the standard says null.
    #[must_use]
    pub const fn port(&self) -> Port {
        self.port
    }

    /// The port that a connection would use: the given one, else the scheme's default, else none is known.
    #[must_use]
    pub fn effective_port(&self) -> Option<u16> {
        match self.port {
            Port::Number(number) => Some(number),
            Port::Default => default_port(self.scheme.name()),
        }
    }

    /// Includes credentials (URL `#include-credentials`): a user name or a password that is not empty. `http://@host`
    /// and `http://:@host` have none.
    #[must_use]
    pub fn has_credentials(&self) -> bool {
        !self.userinfo.is_empty() && !self.userinfo.is(b":")
    }

    /// Whether user name and password are the same ones.
    #[must_use]
    pub fn has_same_credentials(&self, other: &Url<'_>) -> bool {
        let ((username, password), (other_username, other_password)) =
            (self.credentials(), other.credentials());
        let encoded = |text| percent::encoded(text, Set::Userinfo);
        encoded(username).eq(encoded(other_username)) && encoded(password).eq(encoded(other_password))
    }

    /// User name and password, as written.
    fn credentials(&self) -> (Text<'a>, Text<'a>) {
        let (username, rest) = self.userinfo.split_run(|byte| byte != b':');
        (username, rest.split_first().map_or(Text::default(), |(_, password)| password))
    }

    /// Matches `about:blank` (HTML `#matches-about:blank`); a query and a fragment do not matter.
    #[must_use]
    pub fn matches_about_blank(&self) -> bool {
        self.is_about(b"blank")
    }

    /// Matches `about:srcdoc` (HTML `#matches-about:srcdoc`); a fragment does not matter, a query does.
    #[must_use]
    pub fn matches_about_srcdoc(&self) -> bool {
        self.is_about(b"srcdoc") && serialize::query(self.path_source()).is_empty()
    }

    fn is_about(&self, path: &[u8]) -> bool {
        let (own_path, _) = serialize::split_path(self.path_source());
        self.scheme == Scheme::About && self.opaque_path && own_path.bytes().eq(path.iter().copied())
    }

    /// The text that an opaque path and its query stand in: a fragment may come from elsewhere.
    fn path_source(&self) -> Text<'a> {
        if self.inherited == Inherited::Path { self.base } else { self.rest }
    }

    /// Whether the path is opaque (URL `#url-opaque-path`), as in `data:` and `mailto:` URLs, which can be no base.
    #[must_use]
    pub const fn has_opaque_path(&self) -> bool {
        self.opaque_path
    }

    /// The path as written: not normalised, tabs and newlines still in it; relative if the URL was. The path of a URL
    /// that only gives a query or a fragment is empty here.
    #[must_use]
    pub fn path(&self) -> &'a [u8] {
        serialize::split_path(self.rest).0.raw()
    }

    /// What follows the path, as written: nothing, or a query with its `?`, or a fragment with its `#`, or both.
    #[must_use]
    pub fn query_and_fragment(&self) -> &'a [u8] {
        serialize::split_path(self.rest).1.raw()
    }

    /// What a `blob:` URL's origin is read from. The standard percent-encodes controls in it, and a space before `?`
    /// or `#`; so neither is stripped, as it would be from a URL on its own.
    fn blob_path(&self) -> Text<'a> {
        serialize::split_path(self.rest).0.split_run(|byte| byte == b' ').1
    }
}

impl fmt::Debug for Url<'_> {
    /// Shows what is decided by: the origin and the rest.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Url")
            .field("scheme", &self.scheme)
            .field("origin", &self.origin)
            .field("inherited", &self.inherited)
            .field("rest", &format_args!("\"{}\"", self.rest.raw().escape_ascii()))
            .finish_non_exhaustive()
    }
}
