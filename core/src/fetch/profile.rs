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
    /// Opaque-response blocking lets audio and video pass by their label alone, and so DASH, HLS and WebVTT, which are
    /// no audio or video by their bytes. Chromium 156: yes (a script labelled `audio/wav` or `text/vtt` is not blocked
    /// by it).
    pub orb_allows_media_labels: bool,
    /// Opaque-response blocking lets bytes that begin like audio or video pass, whoever asked and with any status, and
    /// treats a media element's request like any other. Chromium 156: yes.
    pub orb_allows_media_to_all: bool,
    /// Opaque-response blocking does not block a part (206) of what is labelled HTML, JSON or XML. Chromium 156: it
    /// does not.
    pub orb_allows_partial_documents: bool,
    /// What opaque-response blocking blocks by its label, besides the types that all agree on.
    pub orb_never_sniffed: &'static [&'static [u8]],
    /// Opaque-response blocking does not parse JavaScript: it blocks what begins like HTML, XML or JSON, JavaScript
    /// types included, and lets all else pass that no label blocks, whatever its status and with nosniff. Chromium
    /// 156: yes (a script labelled `image/png` is not blocked by it, HTML labelled so is).
    pub orb_sniffs_text: bool,
    /// What opaque-response blocking blocks reaches `fetch()` as an empty body, not as a network error. Chromium 156:
    /// yes (`fetch()` in mode no-cors resolves for every type).
    pub orb_spares_fetch: bool,
    /// A `Range` with a number from this on is not safelisted; Fetch (`#simple-range-header-value`) knows no bound.
    /// Chromium 156: 2^63 - 1.
    pub range_bound: Option<u64>,
    /// Ports that Fetch lists as bad and that are let through (Fetch `#port-blocking`). Chromium 156: 4190 and 6679.
    pub unblocked_ports: &'static [u16],
    /// A style sheet without a MIME type that parses, or with `application/x-unknown-content-type`, applies (HTML
    /// `#link-type-stylesheet` wants `text/css`). Chromium 156: yes, in standards mode and from other sites too.
    pub untyped_style_sheets_apply: bool,
    /// `X-Frame-Options` values are stripped of vertical tabs and form feeds too. Chromium 156: yes (a vertical tab
    /// before `DENY` still blocks).
    pub x_frame_options_strips_controls: bool,
}

impl Profile {
    /// The standards to the letter; for opaque-response blocking, its proposal.
    pub const STANDARD: Self = Self {
        client_hints_are_safelisted: false,
        combines_request_headers: false,
        dropped_request_headers: &[],
        orb_allows_media_labels: false,
        orb_allows_media_to_all: false,
        orb_allows_partial_documents: false,
        orb_never_sniffed: &[
            b"application/dash+xml",
            b"application/vnd.apple.mpegurl",
            b"application/x-protobuffer",
            b"audio/mpegurl",
            b"text/vtt",
        ],
        orb_sniffs_text: false,
        orb_spares_fetch: false,
        range_bound: None,
        unblocked_ports: &[],
        untyped_style_sheets_apply: false,
        x_frame_options_strips_controls: false,
    };

    /// Chromium 156, as observed.
    pub const CHROMIUM: Self = Self {
        client_hints_are_safelisted: true,
        combines_request_headers: true,
        dropped_request_headers: &[b"user-agent"],
        orb_allows_media_labels: true,
        orb_allows_media_to_all: true,
        orb_allows_partial_documents: true,
        orb_never_sniffed: &[b"text/pdf"],
        orb_sniffs_text: true,
        orb_spares_fetch: true,
        range_bound: Some(i64::MAX as u64),
        unblocked_ports: &[4190, 6679],
        untyped_style_sheets_apply: true,
        x_frame_options_strips_controls: true,
    };
}
