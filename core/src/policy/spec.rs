//! What an owner writes down: the fields of a policy, not checked yet.

/// The fields of a policy as its owner writes them. [`policy!`](crate::policy!) checks and compiles them into a
/// [`Policy`](super::Policy); [`problems`](Self::problems) tells everything that is wrong or doubtful with them.
///
/// [`EMPTY`](Self::EMPTY) grants nothing; name only the fields that differ from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicySpec<'a> {
    /// Who may read answers: exact origins (`https://app.example.com`), any subdomain (`https://*.example.com`: one or
    /// more labels, the base itself not included), any port (`http://localhost:*`: none included), both, or everybody
    /// (`*`, only without credentials).
    pub origins: &'a [&'a str],
    /// Methods beyond `GET`, `HEAD` and `POST`, which need no grant. `*` stands for every method.
    pub methods: &'a [&'a str],
    /// Request headers that pages may set beyond the safelisted ones. `*` stands for every header but
    /// `authorization`, which is to be listed.
    pub request_headers: &'a [&'a str],
    /// Response headers that pages may read beyond the safelisted ones. `*` stands for all, only without credentials.
    pub expose: &'a [&'a str],
    /// Whether requests with cookies, HTTP authentication or client certificates may be read.
    pub credentials: bool,
    /// How long a browser may remember a granted preflight, in seconds, 0 to 86,400. `None` sends no
    /// `access-control-max-age`, which browsers take as 5 seconds.
    pub max_age_secs: Option<u32>,
    /// The status of a granted preflight, 200 to 299.
    pub success_status: u16,
    /// The status of a denied preflight, 400 to 599.
    pub denial_status: u16,
    /// One single exact origin, sent to everybody: answers do not depend on the request's origin, so that any cache
    /// may keep them without `vary`.
    pub static_origin: bool,
    /// Adds `vary` to answers to OPTIONS as well, for intermediaries that cache them against RFC 9110 9.3.7.
    pub options_cached_by_intermediary: bool,
    /// Answers `access-control-request-private-network` of old Chromium versions. Today's Local Network Access asks the
    /// user instead and reads no header.
    pub private_network: bool,
    /// Answers a preflight only with the method and the headers that it asked for. Costs browsers that remember one
    /// preflight per URL a preflight whenever a page changes its method.
    pub disclose_least: bool,
    /// Grants the `null` origin too: that is every sandboxed frame and `data:` document of the web. Only without
    /// credentials.
    pub dangerously_allow_null: bool,
    /// Lets origins of plain http (loopback is always let) read credentialed answers: whoever sits on their network
    /// path then can.
    pub dangerously_allow_http_with_credentials: bool,
    /// Lets patterns such as `https://*.com` or `https://*.github.io` read credentialed answers: anybody can have a name
    /// under a public suffix.
    pub dangerously_allow_public_suffixes: bool,
}

impl PolicySpec<'_> {
    /// Grants nothing: no origins, no credentials, no lists, statuses 204 and 403.
    pub const EMPTY: Self = PolicySpec {
        origins: &[],
        methods: &[],
        request_headers: &[],
        expose: &[],
        credentials: false,
        max_age_secs: None,
        success_status: 204,
        denial_status: 403,
        static_origin: false,
        options_cached_by_intermediary: false,
        private_network: false,
        disclose_least: false,
        dangerously_allow_null: false,
        dangerously_allow_http_with_credentials: false,
        dangerously_allow_public_suffixes: false,
    };
}

impl Default for PolicySpec<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}

/// Whether a list holds the wildcard `*`.
pub(super) const fn has_wildcard(list: &[&str]) -> bool {
    let mut rest = list;
    while let [entry, tail @ ..] = rest {
        if let b"*" = entry.as_bytes() {
            return true;
        }
        rest = tail;
    }
    false
}

/// The one header that `*` does not cover (Fetch `#cors-non-wildcard-request-header-name`).
pub(super) const AUTHORIZATION: &[u8] = b"authorization";

pub(super) const fn lists_authorization(names: &[&str]) -> bool {
    let mut rest = names;
    while let [name, tail @ ..] = rest {
        if name.as_bytes().eq_ignore_ascii_case(AUTHORIZATION) {
            return true;
        }
        rest = tail;
    }
    false
}
