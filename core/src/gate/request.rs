//! A request as both halves of a gate see it.

use crate::guard::Arrival;
use crate::header::Head;
use crate::server::{self, Scheme};

/// What a gate needs of a request: fixed slots that borrow the bytes of its header lines, for the guard and for the
/// policy. Hand in every header line.
///
/// ```
/// use corselet::gate::Request;
/// use corselet::server::Scheme;
///
/// let mut request = Request::new(b"GET", Scheme::Http);
/// request.observe(b"Host", b"gateway.local");
/// request.observe(b"Origin", b"https://app.example.com");
/// assert_eq!(request.cors().origin(), Some(&b"https://app.example.com"[..]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    cors: server::Request<'r>,
    arrival: Arrival<'r>,
}

impl<'r> Request<'r> {
    /// A request with this method, as it stands in the request line, that came by this scheme.
    #[must_use]
    pub fn new(method: &'r [u8], scheme: Scheme) -> Self {
        Self { cors: server::Request::new(method), arrival: Arrival::new(scheme) }
    }

    /// A request from a parsed head, and the scheme that it came by.
    #[must_use]
    pub fn from_head(head: &Head<'r>, scheme: Scheme) -> Self {
        let mut request = Self::new(head.method(), scheme);
        request.observe_target(head.target());
        for (name, value) in head.lines() {
            request.observe(name, value);
        }
        request
    }

    /// Looks at one header line. The name may have any case; blanks at the ends of the value do not matter.
    pub fn observe(&mut self, name: &[u8], value: &'r [u8]) {
        // No name of this length is of interest to both.
        if matches!(name.len(), 4 | 7 | 10 | 14) {
            self.arrival.observe(name, value);
        } else {
            self.cors.observe(name, value);
        }
    }

    /// Looks at the request target, which may name a host: see [`Arrival::observe_target`].
    pub fn observe_target(&mut self, target: &'r [u8]) {
        self.arrival.observe_target(target);
    }

    /// The policy's view.
    #[must_use]
    pub const fn cors(&self) -> &server::Request<'r> {
        &self.cors
    }

    /// The guard's view.
    #[must_use]
    pub const fn arrival(&self) -> &Arrival<'r> {
        &self.arrival
    }
}
