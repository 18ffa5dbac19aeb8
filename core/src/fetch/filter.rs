//! What of a response a page may see (Fetch, section "Responses").

use super::{Credentials, Profile};
use crate::header::{
    Field, HeaderList, is_forbidden_response_header_name, is_safelisted_response_header_name,
};

/// A response's type (Fetch `#concept-response-type`): how much of it the page gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ResponseType {
    /// From the page's own origin: everything but cookies.
    Basic,
    /// Shared by CORS: the body, the status and the names that the server exposes.
    Cors,
    /// Not shared: status 0, no headers, no body.
    Opaque,
    /// A redirect that was not followed: no more than that.
    OpaqueRedirect,
}

/// The headers of a response that a page sees (Fetch `#concept-filtered-response`): all but `Set-Cookie` from its own
/// origin, the safelisted and exposed ones by CORS, none of an opaque response.
///
/// `Access-Control-Expose-Headers` is read by Fetch `#concept-main-fetch`: `*` stands for every name unless the
/// credentials mode is include; one line that is not a list of tokens makes the whole header expose nothing. The work
/// is linear in the headers times the length of that list.
///
/// ```
/// use corselet::fetch::{Credentials, Profile, ResponseType, visible_headers};
/// use corselet::header::HeaderList;
///
/// let headers: [(&[u8], &[u8]); 4] = [
///     (b"Content-Type", b"text/plain"), (b"ETag", b"1"), (b"X-Secret", b"2"),
///     (b"Access-Control-Expose-Headers", b"etag"),
/// ];
/// let response = HeaderList::new(&headers);
/// let visible = visible_headers(response, ResponseType::Cors, Credentials::Omit, &Profile::STANDARD);
/// assert!(visible.map(|(name, _)| name).eq([&b"Content-Type"[..], b"ETag"]));
/// ```
pub fn visible_headers<'a, 'p>(
    response: HeaderList<'a>,
    kind: ResponseType,
    credentials: Credentials,
    profile: &'p Profile,
) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone + use<'a, 'p> {
    let exposed = Exposed::of(&response, credentials);
    response.pairs().iter().copied().filter(move |(name, _)| {
        let hidden = is_forbidden_response_header_name(name)
            || profile.hidden_response_headers.iter().any(|known| name.eq_ignore_ascii_case(known));
        !hidden
            && match kind {
                ResponseType::Basic => true,
                ResponseType::Cors => {
                    is_safelisted_response_header_name(name) || exposed.contains(&response, name)
                }
                ResponseType::Opaque | ResponseType::OpaqueRedirect => false,
            }
    })
}

const EXPOSE: &[u8] = Field::ExposeHeaders.name().as_bytes();

/// The CORS-exposed header-name list (Fetch `#concept-response-cors-exposed-header-name-list`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exposed {
    Nothing,
    Listed,
    Everything,
}

impl Exposed {
    fn of(response: &HeaderList<'_>, credentials: Credentials) -> Self {
        let mut names = response.elements(EXPOSE);
        if names.clone().any(|name| name.is_err()) {
            Self::Nothing
        } else if credentials != Credentials::Include && names.any(|name| name == Ok(b"*")) {
            Self::Everything
        } else {
            Self::Listed
        }
    }

    fn contains(self, response: &HeaderList<'_>, name: &[u8]) -> bool {
        let is_name = |known: &[u8]| known.eq_ignore_ascii_case(name);
        match self {
            Self::Nothing => false,
            Self::Listed => response.elements(EXPOSE).any(|known| known.is_ok_and(is_name)),
            Self::Everything => true,
        }
    }
}
