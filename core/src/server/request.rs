//! What a decision needs of a request, picked from its header lines.

use crate::header::{Field, Head, same, same_name};
use crate::policy::Asked;

const ORIGIN_LEN: usize = Field::Origin.name().len();
const SHORTEST_OF_PREFLIGHTS: usize = Field::RequestMethod.name().len();

/// What a decision needs of a request: fixed slots that borrow the bytes of its header lines.
///
/// Hand in every header line: the few that matter are kept, a repeated or over-long one is noticed, all others cost one
/// look at their length.
///
/// ```
/// use corselet::Request;
///
/// let mut request = Request::new(b"GET");
/// request.observe(b"Host", b"gateway.local");
/// request.observe(b"Origin", b"https://app.example.com");
/// assert_eq!(request.origin(), Some(&b"https://app.example.com"[..]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    method: &'r [u8],
    asked: Asked<'r>,
}

impl<'r> Request<'r> {
    /// A request with this method, as it stands in the request line: methods are case-sensitive.
    #[must_use]
    pub fn new(method: &'r [u8]) -> Self {
        Self { method, asked: Asked::nothing(same(method, b"OPTIONS")) }
    }

    /// A request from a parsed head.
    #[must_use]
    pub fn from_head(head: &Head<'r>) -> Self {
        let mut request = Self::new(head.method());
        for (name, value) in head.lines() {
            request.observe(name, value);
        }
        request
    }

    /// Looks at one header line. The name may have any case; blanks at the ends of the value do not matter.
    #[inline]
    pub fn observe(&mut self, name: &[u8], value: &'r [u8]) {
        // Nearly all lines end here.
        if matches!(name.len(), ORIGIN_LEN | SHORTEST_OF_PREFLIGHTS..) {
            self.observe_named(name, value);
        }
    }

    #[inline(never)]
    fn observe_named(&mut self, name: &[u8], value: &'r [u8]) {
        // Names are constants here: a table of all fields' names is more than this firmware may need.
        const ORIGIN: &[u8] = Field::Origin.name().as_bytes();
        const METHOD: &[u8] = Field::RequestMethod.name().as_bytes();
        const HEADERS: &[u8] = Field::RequestHeaders.name().as_bytes();
        const PRIVATE_NETWORK: &[u8] = Field::RequestPrivateNetwork.name().as_bytes();
        match Field::by_request_len(name.len()) {
            Some(Field::Origin) if same_name(name, ORIGIN) => self.asked.observe_origin(value),
            Some(Field::RequestMethod) if same_name(name, METHOD) => self.asked.observe_method(value),
            Some(Field::RequestHeaders) if same_name(name, HEADERS) => self.asked.observe_names(value),
            Some(Field::RequestPrivateNetwork) if same_name(name, PRIVATE_NETWORK) => {
                self.asked.observe_private_network(value);
            }
            _ => {}
        }
    }

    /// As [`observe`](Self::observe), for a stack that has recognised the name itself, as those have whose header maps know
    /// the standard's names. A field that the CORS protocol does not read changes nothing.
    ///
    /// ```
    /// use corselet::Request;
    /// use corselet::header::Field;
    ///
    /// let mut request = Request::new(b"OPTIONS");
    /// request.observe_field(Field::Origin, b"https://app.example.com");
    /// request.observe_field(Field::RequestMethod, b"PUT");
    /// assert!(request.is_preflight());
    /// ```
    #[inline]
    pub fn observe_field(&mut self, field: Field, value: &'r [u8]) {
        match field {
            Field::Origin => self.asked.observe_origin(value),
            Field::RequestMethod => self.asked.observe_method(value),
            Field::RequestHeaders => self.asked.observe_names(value),
            Field::RequestPrivateNetwork => self.asked.observe_private_network(value),
            _ => {}
        }
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> &'r [u8] {
        self.method
    }

    /// The value of `origin`, not validated: escape it before it is shown. The last one, if there are several.
    #[must_use]
    pub const fn origin(&self) -> Option<&'r [u8]> {
        self.asked.origin()
    }

    /// The value of `access-control-request-method`, not validated. The last one, if there are several.
    #[must_use]
    pub const fn requested_method(&self) -> Option<&'r [u8]> {
        self.asked.method()
    }

    /// Whether this is a CORS-preflight request (Fetch `#cors-preflight-request`): `OPTIONS` with `origin` and
    /// `access-control-request-method`, whatever their values.
    #[must_use]
    pub const fn is_preflight(&self) -> bool {
        self.asked.is_preflight()
    }

    pub(super) const fn is_options(&self) -> bool {
        self.asked.is_options()
    }

    pub(crate) const fn origin_repeated(&self) -> bool {
        self.asked.origin_repeated()
    }

    pub(super) const fn asked(&self) -> &Asked<'r> {
        &self.asked
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::borrow::ToOwned;
    use std::format;

    /// A field is observed alike by its name, in any case, and as itself.
    #[test]
    fn names_are_recognised() {
        let fields = [
            (Field::Origin, "https://a.example"),
            (Field::RequestMethod, "PUT"),
            (Field::RequestHeaders, " x-a,x-b "),
            (Field::RequestPrivateNetwork, "true"),
        ];
        let nothing = format!("{:?}", Request::new(b"OPTIONS"));
        for (field, value) in fields {
            let mut known = Request::new(b"OPTIONS");
            known.observe_field(field, value.as_bytes());
            let known = format!("{known:?}");
            assert_ne!(known, nothing);
            for name in [field.name().to_owned(), field.name().to_uppercase()] {
                let mut named = Request::new(b"OPTIONS");
                named.observe(name.as_bytes(), value.as_bytes());
                assert_eq!(format!("{named:?}"), known, "{name}");
                let mut other = Request::new(b"OPTIONS");
                other.observe(name.replace(['o', 'O'], "0").as_bytes(), value.as_bytes());
                other.observe_field(Field::Vary, value.as_bytes());
                assert_eq!(format!("{other:?}"), nothing);
            }
        }
    }
}
