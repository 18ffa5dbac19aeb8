//! How a request arrived: what a guard needs beside what the CORS protocol does.

use crate::header::{Field, split_run, trim_within};
use crate::server::Scheme;

/// The longest host with its port that is looked at, in bytes: a name of 253, its dot, a colon, five digits.
pub const MAX_AUTHORITY_LEN: usize = 260;

/// How a request arrived: under which host, by which scheme, and what its browser says of who set it off. Fixed slots
/// that borrow the bytes of the header lines.
///
/// Hand in every header line, as for [`Request`](crate::Request): the few that matter are kept, a repeated one is
/// noticed, all others cost one look at their length. Of HTTP/2 and HTTP/3 hand in `:authority` as a line too.
///
/// ```
/// use corselet::guard::Arrival;
/// use corselet::server::Scheme;
///
/// let mut arrival = Arrival::new(Scheme::Http);
/// arrival.observe(b"Host", b"gateway.local:8080");
/// arrival.observe(b"Sec-Fetch-Site", b"same-origin");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'r> {
    host: Option<&'r [u8]>,
    authority: Option<&'r [u8]>,
    scheme: Scheme,
    initiator: Option<Initiator>,
    mode: Option<Mode>,
    embeds: Option<bool>,
    host_repeated: bool,
    upgrades: bool,
}

/// `Sec-Fetch-Site`: how the page that set the request off is related to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Initiator {
    SameOrigin,
    SameSite,
    /// Not a page: the user.
    User,
    /// Another site, or a value that is none of the standard's.
    Other,
}

/// `Sec-Fetch-Mode`, as far as rules look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Navigate,
    WebSocket,
    Other,
}

impl<'r> Arrival<'r> {
    /// A request that came by this scheme, before any line of it.
    #[must_use]
    pub const fn new(scheme: Scheme) -> Self {
        Self {
            host: None,
            authority: None,
            scheme,
            initiator: None,
            mode: None,
            embeds: None,
            host_repeated: false,
            upgrades: false,
        }
    }

    /// Looks at one header line. The name may have any case; blanks at the ends of the value do not matter. A `Sec-Fetch-`
    /// field that comes twice, or with a value that is none of the standard's, counts as the worst that it could say.
    pub fn observe(&mut self, name: &[u8], value: &'r [u8]) {
        let Some(field) = Field::of_arrival(name) else { return };
        let value = trim_within(value, MAX_AUTHORITY_LEN);
        match field {
            Field::Host => {
                self.host_repeated |= self.host.is_some();
                self.host = Some(value);
            }
            Field::Authority => self.note_authority(value),
            Field::Upgrade => self.upgrades = true,
            Field::SecFetchSite => {
                self.initiator = Some(match (self.initiator, value) {
                    (None, b"same-origin") => Initiator::SameOrigin,
                    (None, b"same-site") => Initiator::SameSite,
                    (None, b"none") => Initiator::User,
                    _ => Initiator::Other,
                });
            }
            Field::SecFetchMode => {
                self.mode = Some(match (self.mode, value) {
                    (None, b"navigate") => Mode::Navigate,
                    (None | Some(Mode::WebSocket), b"websocket") => Mode::WebSocket,
                    _ => Mode::Other,
                });
            }
            Field::SecFetchDest => {
                self.embeds = Some(self.embeds.is_some() || matches!(value, b"object" | b"embed"));
            }
            _ => {}
        }
    }

    /// Looks at the request target: the absolute form (RFC 9112 3.2.2) names a host too, every other form does not.
    /// Linear in the target.
    pub fn observe_target(&mut self, target: &'r [u8]) {
        let (_scheme, rest) = split_run(target, |byte| byte.is_ascii_alphabetic());
        if let [b':', b'/', b'/', rest @ ..] = rest {
            let (authority, _path) = split_run(rest, |byte| !matches!(byte, b'/' | b'?' | b'#'));
            self.note_authority(authority);
        }
    }

    fn note_authority(&mut self, value: &'r [u8]) {
        self.host_repeated |= self.authority.is_some();
        self.authority = Some(value);
    }

    /// The value of `host`, not validated: escape it before it is shown. The last one, if there are several; the one of
    /// `:authority` or of an absolute target, if there is none.
    #[must_use]
    pub fn host(&self) -> Option<&'r [u8]> {
        self.host.or(self.authority)
    }

    pub(super) const fn authority(&self) -> Option<&'r [u8]> {
        self.authority
    }

    pub(super) const fn host_repeated(&self) -> bool {
        self.host_repeated
    }

    pub(super) const fn scheme(&self) -> Scheme {
        self.scheme
    }

    pub(super) const fn initiator(&self) -> Option<Initiator> {
        self.initiator
    }

    /// A connection that goes on as a WebSocket, or as whatever else the field asks for, writes as it pleases.
    pub(super) fn upgrades(&self) -> bool {
        self.upgrades || self.mode == Some(Mode::WebSocket)
    }

    /// Whether the whole window, or a frame, goes to the resource; not an `object` or `embed` of another page.
    pub(super) fn navigates(&self) -> bool {
        self.mode == Some(Mode::Navigate) && self.embeds != Some(true)
    }
}
