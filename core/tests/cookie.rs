//! Cookies and hosts, a case a line, each with the reason it is there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use corselet::fetch::cookie::{
    Cookie, CookieDomain, CookieRequest, DomainAttributeError, SameSite, Withheld, cookie_path, path_matches,
};
use corselet::origin::Host;
use corselet::origin::site::LastLabel;
use corselet::origin::url::{self, NoIdna, Scratch};

fn host(text: &'static str) -> Host<'static> {
    url::parse_host(text.as_bytes(), &NoIdna, &mut Scratch::new(&mut [])).unwrap()
}

#[test]
fn a_host_may_name_its_own_domains() {
    use CookieDomain::{AndSubdomains, HostOnly};
    use DomainAttributeError::{Foreign, NotAscii, PublicSuffix};
    let here = "www.shop.example";
    let long = "x".repeat(1025);
    for (setter, domain, expected, why) in [
        (here, None, Ok(HostOnly(host(here))), "no attribute"),
        (here, Some(""), Ok(HostOnly(host(here))), "an empty one"),
        (here, Some("."), Ok(HostOnly(host(here))), "a dot and nothing"),
        (here, Some(&long), Ok(HostOnly(host(here))), "one that is too long is ignored"),
        (here, Some("www.shop.example"), Ok(AndSubdomains(b"www.shop.example")), "itself"),
        (here, Some("shop.example"), Ok(AndSubdomains(b"shop.example")), "its parent"),
        (here, Some(".SHOP.example"), Ok(AndSubdomains(b"shop.example")), "with a dot and in any case"),
        (here, Some("..shop.example"), Err(Foreign), "one dot is stripped"),
        (here, Some("shop.example."), Err(Foreign), "a trailing dot makes another name"),
        (here, Some("op.example"), Err(Foreign), "no part of a label"),
        (here, Some("api.shop.example"), Err(Foreign), "not its sibling"),
        (here, Some("a.www.shop.example"), Err(Foreign), "not its child"),
        (here, Some("example"), Err(PublicSuffix), "not everybody's"),
        (here, Some("sh\u{f6}p.example"), Err(NotAscii), "names are written in ASCII"),
        (
            "localhost",
            Some("localhost"),
            Ok(HostOnly(host("localhost"))),
            "a suffix may name itself, for itself",
        ),
        ("127.0.0.1", Some("127.0.0.1"), Ok(HostOnly(host("127.0.0.1"))), "so may an address"),
        ("127.0.0.1", Some("0.0.1"), Err(Foreign), "which has no parent"),
        ("127.0.0.1", Some("127.1"), Err(Foreign), "and one spelling"),
        ("[::1]", Some("[::1]"), Ok(HostOnly(host("[::1]"))), "whatever its length"),
        (
            "shop.example.",
            Some("shop.example."),
            Ok(AndSubdomains(b"shop.example.")),
            "a trailing dot on both",
        ),
    ] {
        let found = CookieDomain::of(host(setter), domain.map(str::as_bytes), &LastLabel);
        assert_eq!(found, expected, "{why}: {setter} {domain:?}");
        if let Ok(domain) = found {
            assert!(domain.contains(host(setter)), "a cookie goes back to where it comes from");
        }
    }
}

#[test]
fn paths_are_matched_by_segments() {
    for (attribute, url_path, expected) in [
        (Some("/x"), "/a/b", "/x"),
        (Some("/"), "/a/b", "/"),
        (Some("x"), "/a/b/c", "/a/b"),
        (Some(""), "/a/b/", "/a/b"),
        (None, "/a", "/"),
        (None, "/", "/"),
        (None, "", "/"),
        (None, "opaque/x", "/"),
    ] {
        let path = cookie_path(attribute.map(str::as_bytes), url_path.as_bytes());
        assert_eq!(path, expected.as_bytes(), "{attribute:?} {url_path:?}");
    }
    for (request, cookie, expected, why) in [
        ("/docs", "/docs", true, "the same"),
        ("/docs/", "/docs", true, "under it"),
        ("/docs/a", "/docs/", true, "a slash at the end is the boundary"),
        ("/docs", "/docs/", false, "and not reached"),
        ("/docs2", "/docs", false, "no part of a segment"),
        ("/DOCS", "/docs", false, "paths have a case"),
        ("/", "/docs", false, "not above"),
    ] {
        assert_eq!(
            path_matches(request.as_bytes(), cookie.as_bytes()),
            expected,
            "{why}: {request} {cookie}"
        );
    }
}

#[test]
fn a_cookie_is_sent_where_it_belongs() {
    let site = Cookie {
        domain: CookieDomain::AndSubdomains(b"a.test"),
        path: b"/",
        secure: false,
        same_site: SameSite::None,
    };
    let only = Cookie { domain: CookieDomain::HostOnly(Host::Name(b"a.test")), ..site };
    for (cookie, url, expected, why) in [
        (site, "http://a.test/", Ok(()), "its domain"),
        (site, "http://x.a.test/", Ok(()), "a name under it"),
        (site, "https://a.test:8443/", Ok(()), "scheme and port do not matter"),
        (site, "http://ba.test/", Err(Withheld::Domain), "another name"),
        (site, "http://test/", Err(Withheld::Domain), "not above"),
        (site, "data:,x", Err(Withheld::Domain), "no host"),
        (only, "http://a.test", Ok(()), "the host alone, an empty path is a slash"),
        (only, "http://x.a.test/", Err(Withheld::Domain), "and nothing under it"),
        (Cookie { path: b"/x", ..site }, "http://a.test/x/y?q", Ok(()), "the query is no part of the path"),
        (Cookie { path: b"/x", ..site }, "http://a.test/?/x", Err(Withheld::Path), "nor can it stand in"),
        (Cookie { secure: true, ..site }, "http://a.test/", Err(Withheld::Secure), "not in the clear"),
        (Cookie { secure: true, ..site }, "wss://a.test/", Ok(()), "wss is secure"),
    ] {
        let url = url::parse(url.as_bytes(), None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
        let request =
            CookieRequest { url: &url, method: b"GET", is_same_site: false, is_top_level_navigation: false };
        assert_eq!(cookie.is_sent(&request), expected, "{why}: {url:?}");
    }
}

#[test]
fn same_site_keeps_cookies_from_foreign_requests() {
    use SameSite::{Default, Lax, None, Strict};
    for (same_site, method, is_same_site, is_top_level_navigation, sent, why) in [
        (Strict, "GET", true, false, true, "its own site"),
        (Strict, "GET", false, true, false, "not even a link from elsewhere"),
        (Lax, "GET", false, true, true, "a link from elsewhere"),
        (Lax, "POST", false, true, false, "not a form from elsewhere"),
        (Lax, "GET", false, false, false, "not an image elsewhere"),
        (Lax, "POST", true, false, true, "its own forms"),
        (Default, "GET", false, true, true, "Lax is the default"),
        (Default, "POST", false, true, false, "in both directions"),
        (None, "POST", false, false, true, "unless it is switched off"),
    ] {
        let url = url::parse(b"https://a.test/", Option::None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
        let cookie =
            Cookie { domain: CookieDomain::AndSubdomains(b"a.test"), path: b"/", secure: true, same_site };
        let method = method.as_bytes();
        let request = CookieRequest { url: &url, method, is_same_site, is_top_level_navigation };
        let expected = if sent { Ok(()) } else { Err(Withheld::SameSite) };
        assert_eq!(cookie.is_sent(&request), expected, "{why}: {same_site:?}");
    }
    for (value, expected) in
        [("Strict", Strict), ("LAX", Lax), ("none", None), ("", Default), ("nonesuch", Default)]
    {
        assert_eq!(SameSite::parse(value.as_bytes()), expected);
    }
}
