//! Profiles: where a user agent leaves the standards, as data.

/// What a user agent does where user agents differ. Every field is one named deviation; the standards' own choice is
/// in [`Profile::STANDARD`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// An `Access-Control-Allow-Origin` that does not match is called invalid when it is no URL, else when it is not
    /// what the grammar of `Origin` allows. A reason only. Chromium 156: yes (`a.test:8101` is a mismatch, being a URL
    /// with the scheme `a.test`; `a.test` is invalid).
    pub allow_origin_is_url: bool,
    /// A redirect to a URL with a user name or password is refused in every mode, where Fetch
    /// (`#concept-http-redirect-fetch`) minds it across origins by CORS only. Chromium 156: yes.
    pub blocks_redirect_credentials: bool,
    /// A request's cache mode rules the preflight cache too: no-store neither uses nor remembers answers, reload and
    /// no-cache do not use them. Fetch (`#concept-cache`) has no such rule. Chromium 156: yes.
    pub cache_mode_rules_preflights: bool,
    /// Client hints with a valid value are CORS-safelisted request-headers, as an older Fetch had it. Chromium 156:
    /// yes (`save-data`, `dpr`, `device-memory`, `downlink`, `width`, `viewport-width`, `rtt`, `ect`).
    pub client_hints_are_safelisted: bool,
    /// Repeated request headers are combined before they are checked against the safelist, where Fetch
    /// (`#cors-unsafe-request-header-names`) checks each entry. Chromium 156: yes (`text/plain;a=b` followed by
    /// `application/json` is one safelisted `text/plain`).
    pub combines_request_headers: bool,
    /// Images, scripts and style sheets with a `crossorigin` attribute, module scripts and fonts send `Origin` to
    /// their own origin as well, where Fetch (`#append-a-request-origin-header`) sends none with a `GET`. Chromium
    /// 156: yes; audio and video do not.
    pub cors_elements_send_origin: bool,
    /// Request headers that scripts may set by the standard (Fetch `#forbidden-header-name`) and that are dropped all
    /// the same. Chromium 156: `User-Agent`.
    pub dropped_request_headers: &'static [&'static [u8]],
    /// A redirect with an empty `Location` is no redirect, where Fetch (`#concept-response-location-url`) redirects to
    /// the same URL. Chromium 156: yes.
    pub empty_location_is_none: bool,
    /// Several equal `Location` lines count as one, where Fetch (`#extract-header-list-values`) fails. Chromium 156:
    /// yes.
    pub equal_locations_are_one: bool,
    /// Response headers that no page sees, besides `Set-Cookie` (Fetch `#forbidden-response-header-name`). Chromium
    /// 156: `Clear-Site-Data`.
    pub hidden_response_headers: &'static [&'static [u8]],
    /// The longest time that a preflight's answer is remembered, in seconds. Fetch leaves it to the user agent. Chromium
    /// 156: 7,200.
    pub max_age_cap: u64,
    /// `Access-Control-Max-Age` may have a sign, and a negative number is 0, where Fetch (`#http-new-header-syntax`)
    /// takes digits only and else the default of 5. A number beyond `i64` is no number. Chromium 156: yes (`+600` is
    /// 600, `-1` is not remembered).
    pub max_age_is_signed: bool,
    /// Only navigations hide their origin from a URL that the referrer policy keeps it from; Fetch
    /// (`#append-a-request-origin-header`) does so in every mode but cors. Chromium 156: yes (`fetch()` in mode no-cors
    /// and `sendBeacon()` tell their origin under `no-referrer`).
    pub only_navigations_hide_origin: bool,
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
    /// A preflight that is answered with a redirect fails as such, before its headers are looked at. A reason only.
    /// Chromium 156: yes.
    pub preflight_redirects_fail_first: bool,
    /// A `Range` with a number from this on is not safelisted; Fetch (`#simple-range-header-value`) knows no bound.
    /// Chromium 156: 2^63 - 1.
    pub range_bound: Option<u64>,
    /// A redirect status without `Location` is no redirect in any redirect mode, where Fetch (`#concept-http-fetch`)
    /// asks for the mode first: error fails, manual hides the response. Chromium 156: yes.
    pub redirects_need_location: bool,
    /// Request headers that a script may set and with which the request then fails, before any preflight. Fetch knows
    /// none. Chromium 156: `Available-Dictionary`, which its network stack keeps to itself.
    pub refused_request_headers: &'static [&'static [u8]],
    /// Without CORS every redirect to another origin makes the request's origin serialise to `null`; by Fetch
    /// (`#concept-request-tainted-origin`) leaving the own origin is free. Chromium 156: yes (a form's `POST` from A
    /// by way of A to B with 307).
    pub taints_uncors_redirects: bool,
    /// Ports that Fetch lists as bad and that are let through (Fetch `#port-blocking`). Chromium 156: 4190 and 6679.
    pub unblocked_ports: &'static [u16],
    /// Schemes to which a redirect fails before CORS is asked. A reason only: Fetch (`#concept-http-redirect-fetch`)
    /// refuses every scheme that is not HTTP. Chromium 156: `about`, `chrome`, `data`, `file`, `filesystem`
    /// and `view-source`.
    pub unsafe_redirect_schemes: &'static [&'static [u8]],
    /// A style sheet without a MIME type that parses, or with `application/x-unknown-content-type`, applies (HTML
    /// `#link-type-stylesheet` wants `text/css`). Chromium 156: yes, in standards mode and from other sites too.
    pub untyped_style_sheets_apply: bool,
    /// `Access-Control-Allow-Headers: *` covers `Authorization`, which Fetch
    /// (`#cors-non-wildcard-request-header-name`) wants listed. Chromium 156: yes, but what it remembers of such an
    /// answer does not, so that a request with `Authorization` is preflighted every time.
    pub wildcard_covers_authorization: bool,
    /// `X-Frame-Options` values are stripped of vertical tabs and form feeds too. Chromium 156: yes (a vertical tab
    /// before `DENY` still blocks).
    pub x_frame_options_strips_controls: bool,
}

impl Profile {
    /// The standards to the letter; for opaque-response blocking, its proposal.
    pub const STANDARD: Self = Self {
        allow_origin_is_url: false,
        blocks_redirect_credentials: false,
        cache_mode_rules_preflights: false,
        client_hints_are_safelisted: false,
        combines_request_headers: false,
        cors_elements_send_origin: false,
        dropped_request_headers: &[],
        empty_location_is_none: false,
        equal_locations_are_one: false,
        hidden_response_headers: &[],
        max_age_cap: u64::MAX,
        max_age_is_signed: false,
        only_navigations_hide_origin: false,
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
        preflight_redirects_fail_first: false,
        range_bound: None,
        redirects_need_location: false,
        refused_request_headers: &[],
        taints_uncors_redirects: false,
        unblocked_ports: &[],
        unsafe_redirect_schemes: &[],
        untyped_style_sheets_apply: false,
        wildcard_covers_authorization: false,
        x_frame_options_strips_controls: false,
    };

    /// Chromium 156, as observed.
    pub const CHROMIUM: Self = Self {
        allow_origin_is_url: true,
        blocks_redirect_credentials: true,
        cache_mode_rules_preflights: true,
        client_hints_are_safelisted: true,
        combines_request_headers: true,
        cors_elements_send_origin: true,
        dropped_request_headers: &[b"user-agent"],
        empty_location_is_none: true,
        equal_locations_are_one: true,
        hidden_response_headers: &[b"clear-site-data"],
        max_age_cap: 7200,
        max_age_is_signed: true,
        only_navigations_hide_origin: true,
        orb_allows_media_labels: true,
        orb_allows_media_to_all: true,
        orb_allows_partial_documents: true,
        orb_never_sniffed: &[b"text/pdf"],
        orb_sniffs_text: true,
        orb_spares_fetch: true,
        preflight_redirects_fail_first: true,
        range_bound: Some(i64::MAX as u64),
        redirects_need_location: true,
        refused_request_headers: &[b"available-dictionary"],
        taints_uncors_redirects: true,
        unblocked_ports: &[4190, 6679],
        unsafe_redirect_schemes: &[b"about", b"chrome", b"data", b"file", b"filesystem", b"view-source"],
        untyped_style_sheets_apply: true,
        wildcard_covers_authorization: true,
        x_frame_options_strips_controls: true,
    };
}
