//! What a decision needs of a request, picked from its header lines.

use crate::header::{Field, Head, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES, same, trim};
use crate::origin::MAX_ORIGIN_LEN;
use crate::policy::Asked;

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
    origin: Option<&'r [u8]>,
    requested_method: Option<&'r [u8]>,
    lines: [&'r [u8]; MAX_REQUEST_HEADERS_LINES],
    // Sums saturate: beyond the limits only that they are exceeded matters.
    lines_len: u16,
    line_count: u8,
    blank_count: u8,
    options: bool,
    origin_repeated: bool,
    method_repeated: bool,
    private_network: bool,
}

impl<'r> Request<'r> {
    /// A request with this method, as it stands in the request line: methods are case-sensitive.
    #[must_use]
    pub fn new(method: &'r [u8]) -> Self {
        Self {
            method,
            origin: None,
            requested_method: None,
            lines: [&[]; MAX_REQUEST_HEADERS_LINES],
            lines_len: 0,
            line_count: 0,
            blank_count: 0,
            options: same(method, b"OPTIONS"),
            origin_repeated: false,
            method_repeated: false,
            private_network: false,
        }
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
    pub fn observe(&mut self, name: &[u8], value: &'r [u8]) {
        match Field::of_request(name) {
            Some(Field::Origin) => {
                self.origin_repeated |= self.origin.is_some();
                self.origin = Some(trim_within(value, MAX_ORIGIN_LEN));
            }
            Some(Field::RequestMethod) => {
                self.method_repeated |= self.requested_method.is_some();
                self.requested_method = Some(trim_within(value, MAX_REQUEST_HEADERS_LEN));
            }
            Some(Field::RequestHeaders) => self.observe_names(value),
            Some(Field::RequestPrivateNetwork) => self.private_network |= same(trim(value), b"true"),
            _ => {}
        }
    }

    fn observe_names(&mut self, value: &'r [u8]) {
        let value = trim_within(value, MAX_REQUEST_HEADERS_LEN);
        if value.is_empty() {
            self.blank_count = self.blank_count.saturating_add(1);
            return;
        }
        if let Some(slot) = self.lines.get_mut(usize::from(self.line_count)) {
            *slot = value;
        }
        self.line_count = self.line_count.saturating_add(1);
        self.lines_len = self.lines_len.saturating_add(u16::try_from(value.len()).unwrap_or(u16::MAX));
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> &'r [u8] {
        self.method
    }

    /// The value of `origin`, not validated: escape it before it is shown. The last one, if there are several.
    #[must_use]
    pub const fn origin(&self) -> Option<&'r [u8]> {
        self.origin
    }

    /// The value of `access-control-request-method`, not validated. The last one, if there are several.
    #[must_use]
    pub const fn requested_method(&self) -> Option<&'r [u8]> {
        self.requested_method
    }

    /// Whether this is a CORS-preflight request (Fetch `#cors-preflight-request`): `OPTIONS` with `origin` and
    /// `access-control-request-method`, whatever their values.
    #[must_use]
    pub const fn is_preflight(&self) -> bool {
        self.options && self.requested_method.is_some() && self.origin.is_some()
    }

    pub(super) const fn is_options(&self) -> bool {
        self.options
    }

    pub(crate) const fn origin_repeated(&self) -> bool {
        self.origin_repeated
    }

    pub(super) const fn method_repeated(&self) -> bool {
        self.method_repeated
    }

    pub(super) const fn asks_private_network(&self) -> bool {
        self.private_network
    }

    /// The lines of `access-control-request-headers` that are not blank, as far as there are slots.
    pub(super) fn lines(&self) -> &[&'r [u8]] {
        self.lines.get(..usize::from(self.line_count)).unwrap_or(&self.lines)
    }

    /// What a granted preflight asked for.
    pub(super) fn asked(&self, private_network: bool) -> Asked<'r> {
        Asked { method: self.requested_method.unwrap_or_default(), lines: self.lines, private_network }
    }

    pub(super) const fn line_count(&self) -> usize {
        self.line_count as usize
    }

    pub(super) const fn blank_count(&self) -> usize {
        self.blank_count as usize
    }

    pub(super) const fn lines_len(&self) -> usize {
        self.lines_len as usize
    }
}

/// The value without blanks at its ends, unless it is over-long: then it is refused by its length, and scanning it would
/// be work for whoever sent it.
pub(crate) fn trim_within(value: &[u8], limit: usize) -> &[u8] {
    if value.len() > limit { value } else { trim(value) }
}
