//! The loop closed around the guard: what its header lines mean to their owner equals what the browser half makes of them,
//! and it lets exactly those requests pass that the browser half sends for pages that may set them off.
//!
//! What an owner means is written down here a second time, naively.

use corselet::Action;
use corselet::fetch::embed::{
    CorpRequest, CorpVerdict, Destination, EmbedderPolicy, FrameAncestors, SecFetchSite, TimingRequest,
    XFrameOptions, check_corp, check_frame_ancestors, check_timing_allow, check_x_frame_options,
    determine_nosniff, is_blocked_by_nosniff,
};
use corselet::fetch::{self, Mode, Profile, RequestOrigin, Tainting, origin_header};
use corselet::gate::{Gate, Request};
use corselet::guard::{Framing, Guard, GuardSpec, OpenerPolicy, ResourcePolicy, Rule};
use corselet::header::HeaderList;
use corselet::origin::Origin;
use corselet::origin::url::{self, NoIdna, Scratch};
use corselet::policy::NOBODY;
use corselet::server::Scheme;
use host_tests::psl::Psl;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const HOSTS: &[&str] = &["device.example.com", "192.0.2.7"];
const TRUSTED: &[&str] = &["https://app.example.net", "http://panel.example.com"];

/// Pages: of the devices themselves, of their site, trusted, foreign.
const PAGES: [&str; 11] = [
    "https://device.example.com",
    "http://device.example.com",
    "http://device.example.com:8080",
    "http://192.0.2.7",
    "https://other.example.com",
    "http://panel.example.com",
    "https://app.example.net",
    "https://evil.example.org",
    "http://evil.example.org",
    "http://192.0.2.8",
    "null",
];

/// Where the device answers; the last two names were given to it by somebody else.
const TARGETS: [&str; 6] = [
    "https://device.example.com",
    "http://device.example.com",
    "http://device.example.com:8080",
    "http://192.0.2.7",
    "http://evil.example.org",
    "https://evil.example.org",
];

fn origin(text: &str) -> Origin<'_> {
    Origin::parse(text.as_bytes()).unwrap()
}

fn scheme_and_host(target: &str) -> (Scheme, &str) {
    match target.split_once("://").unwrap() {
        ("https", host) => (Scheme::Https, host),
        (_, host) => (Scheme::Http, host),
    }
}

fn site(page: &str) -> &str {
    if page.contains("example.com") { "example.com" } else { page }
}

fn host_of(page: &str) -> &str {
    page.split_once("://").map_or("", |(_, host)| host)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn the_lines_mean_to_a_browser_what_they_mean_to_their_owner(
        framing in select(&[Framing::Nobody, Framing::SameOrigin, Framing::Everybody][..]),
        resource_policy in select(
            &[ResourcePolicy::SameOrigin, ResourcePolicy::SameSite, ResourcePolicy::CrossOrigin][..],
        ),
        opener_policy in select(
            &[OpenerPolicy::SameOrigin, OpenerPolicy::SameOriginAllowPopups, OpenerPolicy::UnsafeNone][..],
        ),
        rule in select(&[Rule::CROSS_ORIGIN_WRITES, Rule::RESOURCE_ISOLATION][..]),
        timing in subsequence(&["https://app.example.net", "http://evil.example.org"][..], 0..=2),
        page in select(&PAGES[..]),
        target in select(&TARGETS[..4]),
    ) {
        let spec = GuardSpec {
            hosts: HOSTS,
            framing,
            resource_policy,
            opener_policy,
            timing_origins: &timing,
            rule,
            ..GuardSpec::EMPTY
        };
        let mut lines = [0; 512];
        let guard = Guard::try_build(&spec, &mut lines).unwrap();
        let (scheme, host) = scheme_and_host(target);
        let mut request = Request::new(b"GET", scheme);
        request.observe(b"host", host.as_bytes());
        let gate = Gate::new(&guard, &NOBODY);
        let decision = gate.decide(&request);
        let mut buffer = [0; 1024];
        let block = decision.write_to(&request, &mut buffer).unwrap();

        // The block and the fields say the same.
        let fields: Vec<_> = decision
            .fields(&request)
            .map(|(name, value)| (name.as_bytes(), value.as_bytes().unwrap()))
            .collect();
        let as_block: Vec<u8> =
            fields.iter().flat_map(|(name, value)| [*name, b": ", *value, b"\r\n"].concat()).collect();
        prop_assert_eq!(block, &as_block[..]);

        let headers = [&fields[..], &[(&b"content-type"[..], &b"application/json"[..])]].concat();
        let headers = HeaderList::new(&headers);
        let (document, ancestors) = (origin(target), [origin(page)]);
        let same_origin = page == target;

        // Framing, by either line.
        let by_xfo = check_x_frame_options(
            &headers, FrameAncestors::Unspecified, &document, &ancestors, &Profile::STANDARD,
        );
        let framed = match framing {
            Framing::Nobody => false,
            Framing::SameOrigin => same_origin,
            _ => true,
        };
        prop_assert_eq!(by_xfo == XFrameOptions::Allowed, framed);
        // CSP takes the same host over https for the same, too.
        let upgraded = page.starts_with("https:") && host_of(page) == host;
        let by_csp = check_frame_ancestors(&headers, &document, &ancestors);
        prop_assert_eq!(by_csp, match framing {
            Framing::Nobody => FrameAncestors::Blocked,
            Framing::SameOrigin if same_origin || upgraded => FrameAncestors::Allowed,
            Framing::SameOrigin => FrameAncestors::Blocked,
            _ => FrameAncestors::Unspecified,
        });

        // Loads without CORS.
        let load = CorpRequest {
            origin: origin(page),
            embedder_policy: EmbedderPolicy::UnsafeNone,
            for_navigation: false,
            includes_credentials: true,
        };
        let name = |origin| host_of(origin).split(':').next();
        let same_site = page != "null"
            && (name(page) == name(target) || site(page) == site(target))
            && (page.starts_with("https:") || target.starts_with("http:"));
        let loaded = match resource_policy {
            ResourcePolicy::SameOrigin => same_origin,
            ResourcePolicy::SameSite => same_site,
            _ => true,
        };
        prop_assert_eq!(check_corp(&load, &document, &headers, &Psl) == CorpVerdict::Allowed, loaded);
        prop_assert!(determine_nosniff(&headers));
        prop_assert!(is_blocked_by_nosniff(Destination::Script, &headers));

        // Timing.
        let timed = TimingRequest {
            origin: origin(page),
            redirect_tainted: false,
            mode: Mode::NoCors,
            tainting: Tainting::Opaque,
            same_origin,
            failed_before: false,
        };
        prop_assert_eq!(check_timing_allow(&timed, &headers), timing.contains(&page));
    }

    #[test]
    fn what_a_browser_sends_passes_if_its_page_may_set_it_off(
        page in select(&PAGES[..]),
        target in select(&TARGETS[..]),
        method in select(&["GET", "HEAD", "POST", "PUT", "DELETE"][..]),
        mode in select(&[Mode::Cors, Mode::NoCors, Mode::Navigate, Mode::WebSocket][..]),
        isolates in any::<bool>(),
    ) {
        let method = if mode == Mode::WebSocket { "GET" } else { method };
        let same_origin = page == target;
        let tainting = match mode {
            _ if same_origin => Tainting::Basic,
            Mode::Cors => Tainting::Cors,
            Mode::Navigate => Tainting::Basic,
            _ => Tainting::Opaque,
        };
        let mut sent = fetch::Request::new(RequestOrigin::parse(page.as_bytes()).unwrap());
        sent.method = method.as_bytes();
        sent.mode = mode;
        let mut scratch = [0; 256];
        let url = url::parse(target.as_bytes(), None, &NoIdna, &mut Scratch::new(&mut scratch)).unwrap();
        let named = origin_header(&sent, tainting, false, &url, &Profile::STANDARD);
        let told = SecFetchSite::of(&origin(page), &[origin(target)], false, &Psl);

        let (scheme, host) = scheme_and_host(target);
        let mut request = Request::new(method.as_bytes(), scheme);
        request.observe(b"Host", host.as_bytes());
        if let Some(origin) = named {
            request.observe(b"Origin", origin);
        }
        if let Some(site) = told {
            request.observe(b"Sec-Fetch-Site", site.name());
            request.observe(b"Sec-Fetch-Mode", mode.name());
        }
        if mode == Mode::WebSocket {
            request.observe(b"Upgrade", b"websocket");
        }

        let rule = if isolates { Rule::RESOURCE_ISOLATION } else { Rule::CROSS_ORIGIN_WRITES };
        let spec = GuardSpec { hosts: HOSTS, trusted_writers: TRUSTED, rule, ..GuardSpec::EMPTY };
        let mut lines = [0; 512];
        let guard = Guard::try_build(&spec, &mut lines).unwrap();
        let action = Gate::new(&guard, &NOBODY).decide(&request).action();

        let is_own_name = !target.contains("evil");
        let writes = mode == Mode::WebSocket || !matches!(method, "GET" | "HEAD");
        // A trusted page must be told by name; only forms and loads from https to http are not.
        let trusted = TRUSTED.contains(&page) && named == Some(page.as_bytes());
        let tells = target.starts_with("https:");
        let same_site = page != "null"
            && page.starts_with("https:") == target.starts_with("https:")
            && site(page) == site(target);
        let may = if isolates {
            let navigates = mode == Mode::Navigate && method == "GET";
            let unnamed = named.is_none() && !tells;
            same_origin || trusted || unnamed || (tells && (same_site || navigates))
        } else {
            !writes || same_origin || trusted
        };
        prop_assert_eq!(action == Action::Forward, is_own_name && may, "{:?} {:?}", named, told);
    }
}
