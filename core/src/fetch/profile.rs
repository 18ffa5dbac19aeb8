//! Profiles: where a user agent leaves the standards, as data.

/// What a user agent does where user agents differ. Every field is one named deviation; the standards' own choice is
/// in [`Profile::STANDARD`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// Client hints with a valid value are CORS-safelisted request-headers, as an older Fetch had it. Chromium 156:
    /// yes (`save-data`, `dpr`, `device-memory`, `downlink`, `width`, `viewport-width`, `rtt`, `ect`).
    pub client_hints_are_safelisted: bool,
    /// Repeated request headers are combined before they are checked against the safelist, where Fetch
    /// (`#cors-unsafe-request-header-names`) checks each entry. Chromium 156: yes (`text/plain;a=b` followed by
    /// `application/json` is one safelisted `text/plain`).
    pub combines_request_headers: bool,
    /// Request headers that scripts may set by the standard (Fetch `#forbidden-header-name`) and that are dropped all
    /// the same. Chromium 156: `User-Agent`.
    pub dropped_request_headers: &'static [&'static [u8]],
    /// A `Range` with a number from this on is not safelisted; Fetch (`#simple-range-header-value`) knows no bound.
    /// Chromium 156: 2^63 - 1.
    pub range_bound: Option<u64>,
}

impl Profile {
    /// The standards to the letter.
    pub const STANDARD: Self = Self {
        client_hints_are_safelisted: false,
        combines_request_headers: false,
        dropped_request_headers: &[],
        range_bound: None,
    };

    /// Chromium 156, as observed.
    pub const CHROMIUM: Self = Self {
        client_hints_are_safelisted: true,
        combines_request_headers: true,
        dropped_request_headers: &[b"user-agent"],
        range_bound: Some(i64::MAX as u64),
    };
}
