//! A request's way, where the replayed cases do not go.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on may stop"
)]

use corselet::fetch::{
    Body, Credentials, Hop, Mode, NetworkError, Next, Profile, Redirect, RedirectMode, RedirectTaint,
    ReferrerPolicy, Request, RequestOrigin, ResponseType, Tainting,
};
use corselet::header::HeaderList;
use corselet::origin::site::LastLabel;
use corselet::origin::url::{self, NoIdna, Scratch, Url};

const STANDARD: &Profile = &Profile::STANDARD;
const CHROMIUM: &Profile = &Profile::CHROMIUM;

const OWN: &str = "https://app.example.com/";

fn parse(input: &'static str) -> Url<'static> {
    url::parse(input.as_bytes(), None, &NoIdna, &mut Scratch::new(&mut [])).unwrap()
}

fn request() -> Request<'static> {
    Request::new(RequestOrigin::parse(b"https://app.example.com").unwrap())
}

/// Plays redirects over these URLs without looking at the responses.
fn along(
    request: Request<'static>,
    urls: &[&'static str],
    profile: &Profile,
) -> Result<Hop<'static>, NetworkError> {
    redirected(request, urls, Redirecting { status: 307, referrer_policy: None }, profile)
}

struct Redirecting {
    status: u16,
    referrer_policy: Option<&'static [u8]>,
}

fn redirected(
    request: Request<'static>,
    urls: &[&'static str],
    by: Redirecting,
    profile: &Profile,
) -> Result<Hop<'static>, NetworkError> {
    let mut from = parse(urls[0]);
    let mut hop = Hop::start(request, &from, profile)?;
    for next in &urls[1..] {
        let mut headers: Vec<(&[u8], &[u8])> = vec![
            (b"location", next.as_bytes()),
            (b"access-control-allow-origin", hop.preflight(profile).origin()),
            (b"access-control-allow-credentials", b"true"),
        ];
        headers.extend(by.referrer_policy.map(|policy| (&b"referrer-policy"[..], policy)));
        let Next::Redirect(redirect) = hop.respond(by.status, &HeaderList::new(&headers), profile)? else {
            panic!("no redirect");
        };
        let to = parse(next);
        hop = hop.follow(&redirect, &from, &to, &LastLabel, profile)?;
        from = to;
    }
    Ok(hop)
}

#[test]
fn the_taint_tells_origins_from_sites() {
    let taint = |urls: &[&'static str]| along(request(), urls, STANDARD).unwrap().taint();
    assert_eq!(taint(&[OWN, "https://other.test/"]), RedirectTaint::SameOrigin);
    assert_eq!(taint(&["https://other.test/", "https://other.test/b"]), RedirectTaint::SameOrigin);
    assert_eq!(taint(&["https://api.example.com/", "https://other.test/"]), RedirectTaint::SameSite);
    assert_eq!(taint(&["https://a.other.test/", "https://b.other.test/"]), RedirectTaint::SameSite);
    assert_eq!(taint(&["https://other.test/", OWN]), RedirectTaint::CrossSite);
    let healed = [OWN, "https://other.test/", "https://third.test/", "https://third.test/b"];
    assert_eq!(taint(&healed), RedirectTaint::CrossSite);
}

#[test]
fn chromium_taints_a_form_that_leaves_its_own_origin() {
    let mut form = request();
    (form.mode, form.method, form.unsafe_request) = (Mode::Navigate, b"POST", false);
    let urls = [OWN, "https://other.test/"];
    let sent = |profile: &Profile| {
        along(form, &urls, profile).unwrap().origin_header(&parse(urls[1]), profile).unwrap()
    };
    assert_eq!(sent(STANDARD), b"https://app.example.com");
    assert_eq!(sent(CHROMIUM), b"null");
    let at_home = [OWN, "https://app.example.com/b"];
    assert_eq!(along(form, &at_home, CHROMIUM).unwrap().taint(), RedirectTaint::SameOrigin);
}

#[test]
fn a_redirect_sets_the_referrer_policy_for_the_rest_of_the_way() {
    let mut form = request();
    (form.mode, form.method) = (Mode::Navigate, b"POST");
    let urls = [OWN, "https://app.example.com/b"];
    let sent = |referrer_policy| {
        let by = Redirecting { status: 307, referrer_policy };
        redirected(form, &urls, by, STANDARD).unwrap().origin_header(&parse(urls[1]), STANDARD)
    };
    assert_eq!(sent(None), Some(&b"https://app.example.com"[..]));
    assert_eq!(sent(Some(b"no-referrer")), Some(&b"null"[..]));
    assert_eq!(sent(Some(b"no-referrer, origin")), Some(&b"https://app.example.com"[..]));
    assert_eq!(sent(Some(b"no-referrer, a b")), Some(&b"https://app.example.com"[..]), "no list of tokens");
    let policy = |value| ReferrerPolicy::of_response(&HeaderList::new(&[(b"referrer-policy", value)]));
    assert_eq!(policy(b"Strict-Origin, x"), Some(ReferrerPolicy::StrictOrigin));
    assert_eq!(policy(b""), None);
}

#[test]
fn modes_and_schemes_bound_where_a_request_goes() {
    let start = |request, url| Hop::start(request, &parse(url), STANDARD).map(|hop| hop.tainting());
    let with = |mode| {
        let mut request = request();
        request.mode = mode;
        request
    };
    assert_eq!(start(request(), "data:,x"), Ok(Tainting::Basic));
    assert_eq!(start(request(), "about:blank"), Err(NetworkError::Scheme));
    assert_eq!(start(with(Mode::NoCors), "https://other.test/"), Ok(Tainting::Opaque));
    assert_eq!(start(with(Mode::WebSocket), "wss://other.test/"), Ok(Tainting::Basic));
    assert_eq!(start(with(Mode::WebTransport), "https://other.test/"), Ok(Tainting::Basic));
    let elsewhere = start(with(Mode::SameOrigin), "https://other.test/");
    assert_eq!(elsewhere, Err(NetworkError::SameOriginMode { redirected: false }));
    let led = along(with(Mode::SameOrigin), &[OWN, "https://other.test/"], STANDARD).unwrap_err();
    assert_eq!(led, NetworkError::SameOriginMode { redirected: true });
}

#[test]
fn a_way_home_is_still_cors() {
    let hop = along(request(), &["https://other.test/", OWN], STANDARD).unwrap();
    assert_eq!(hop.tainting(), Tainting::Cors);
    assert!(hop.respond(200, &HeaderList::new(&[]), STANDARD).is_err());
    let mut include = request();
    include.credentials = Credentials::Include;
    assert!(along(include, &["https://other.test/", OWN], STANDARD).unwrap().includes_credentials());
    assert!(!hop.includes_credentials());
}

#[test]
fn a_redirect_without_location_is_one_by_the_standard_only() {
    let respond = |mode, profile| {
        let mut request = request();
        request.redirect = mode;
        Hop::start(request, &parse(OWN), profile).unwrap().respond(301, &HeaderList::new(&[]), profile)
    };
    let shared = Ok(Next::Response(ResponseType::Basic));
    assert_eq!(respond(RedirectMode::Follow, STANDARD), shared);
    assert_eq!(respond(RedirectMode::Error, STANDARD), Err(NetworkError::RedirectMode));
    assert_eq!(respond(RedirectMode::Manual, STANDARD), Ok(Next::Response(ResponseType::OpaqueRedirect)));
    for mode in [RedirectMode::Follow, RedirectMode::Error, RedirectMode::Manual] {
        assert_eq!(respond(mode, CHROMIUM), shared);
    }
}

#[test]
fn empty_and_repeated_locations_differ() {
    let respond = |locations: &[&'static [u8]], profile| {
        let pairs: Vec<_> = locations.iter().map(|location| (&b"Location"[..], *location)).collect();
        let next = Hop::start(request(), &parse(OWN), profile).unwrap();
        next.respond(302, &HeaderList::new(&pairs), profile).map(|next| matches!(next, Next::Redirect(_)))
    };
    assert_eq!(respond(&[b""], STANDARD), Ok(true));
    assert_eq!(respond(&[b""], CHROMIUM), Ok(false));
    assert_eq!(respond(&[b"/b", b"/b"], STANDARD), Err(NetworkError::SeveralLocations));
    assert_eq!(respond(&[b"/b", b"/b"], CHROMIUM), Ok(true));
    assert_eq!(respond(&[b"/b", b"/c"], CHROMIUM), Err(NetworkError::SeveralLocations));
}

#[test]
fn a_stream_is_not_sent_twice_but_may_be_dropped() {
    let mut upload = request();
    (upload.method, upload.body) = (b"POST", Body::Stream);
    let urls = [OWN, "https://app.example.com/b"];
    let by = |status| redirected(upload, &urls, Redirecting { status, referrer_policy: None }, STANDARD);
    assert_eq!(by(302).unwrap_err(), NetworkError::UnreplayableBody);
    let hop = by(303).unwrap();
    assert_eq!((hop.request().method, hop.request().body), (&b"GET"[..], Body::None));
}

#[test]
fn twenty_redirects_and_no_more() {
    assert!(along(request(), &[OWN; 21], STANDARD).is_ok());
    assert_eq!(along(request(), &[OWN; 22], STANDARD).unwrap_err(), NetworkError::TooManyRedirects);
}

#[test]
fn a_user_name_in_a_location_is_minded_across_origins_or_always() {
    let lead = |mode, from, to: &'static str, profile| {
        let mut request = request();
        request.mode = mode;
        let redirect = Redirect { status: 302, location: to.as_bytes(), referrer_policy: None };
        let from = parse(from);
        let hop = Hop::start(request, &from, profile)?;
        hop.follow(&redirect, &from, &parse(to), &LastLabel, profile).map(|hop| hop.tainting())
    };
    let (home, away) = ("https://u@app.example.com/", "https://u@other.test/");
    assert_eq!(lead(Mode::Cors, OWN, home, STANDARD), Ok(Tainting::Basic));
    assert_eq!(lead(Mode::Cors, OWN, away, STANDARD), Err(NetworkError::RedirectCredentials));
    assert_eq!(
        lead(Mode::Cors, "https://other.test/", home, STANDARD),
        Err(NetworkError::RedirectCredentials)
    );
    assert_eq!(lead(Mode::NoCors, OWN, away, STANDARD), Ok(Tainting::Opaque));
    assert_eq!(lead(Mode::Cors, OWN, home, CHROMIUM), Err(NetworkError::BlockedCredentials));
    assert_eq!(lead(Mode::NoCors, OWN, away, CHROMIUM), Err(NetworkError::BlockedCredentials));
}

#[test]
fn a_redirect_to_another_scheme_fails_early_or_late() {
    let lead = |to: &'static str, profile| {
        let from = parse(OWN);
        let hop = Hop::start(request(), &from, profile).unwrap();
        hop.follow(
            &Redirect { status: 302, location: to.as_bytes(), referrer_policy: None },
            &from,
            &parse(to),
            &LastLabel,
            profile,
        )
        .unwrap_err()
    };
    for to in ["data:,x", "FILE:///x", "about:blank", "filesystem:http://a.test/x", "chrome://version"] {
        assert_eq!(lead(to, STANDARD), NetworkError::RedirectScheme);
        assert_eq!(lead(to, CHROMIUM), NetworkError::UnsafeRedirect);
    }
    assert_eq!(lead("ftp://a.test/", CHROMIUM), NetworkError::RedirectScheme);
}

#[test]
fn chromium_refuses_a_header_that_it_keeps_to_itself() {
    let mut asking = request();
    let headers: &'static [(&[u8], &[u8])] = &[(b"Available-Dictionary", b":YQ==:")];
    asking.headers = HeaderList::new(headers);
    assert!(Hop::start(asking, &parse(OWN), STANDARD).is_ok());
    assert_eq!(Hop::start(asking, &parse(OWN), CHROMIUM).unwrap_err(), NetworkError::RefusedHeader);
}
