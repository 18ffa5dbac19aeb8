//! Sites and `document.domain`, a case a line, each with the reason it is there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use corselet::origin::domain::{DomainRefusal, DomainSetter, registrable_suffix_or_equal};
use corselet::origin::site::{LastLabel, PublicSuffix};
use corselet::origin::url::{self, NoIdna, Scratch, UrlError};
use corselet::origin::{EnvironmentOrigin, Host, OpaqueId, Origin};

/// A list of one rule more than [`LastLabel`]: `co.uk`.
struct CoUk;

impl PublicSuffix for CoUk {
    fn public_suffix_len(&self, domain: &[u8]) -> usize {
        let listed = domain == b"co.uk" || domain.ends_with(b".co.uk");
        if listed { b"co.uk".len() } else { LastLabel.public_suffix_len(domain) }
    }
}

fn origin(text: &str) -> Origin<'_> {
    Origin::parse(text.as_bytes()).unwrap()
}

#[test]
fn a_registrable_domain_is_a_suffix_and_one_label() {
    for (host, suffix, domain) in [
        ("example.com", Some("com"), Some("example.com")),
        ("a.b.example.com", Some("com"), Some("example.com")),
        ("example.co.uk", Some("co.uk"), Some("example.co.uk")),
        ("www.example.co.uk", Some("co.uk"), Some("example.co.uk")),
        ("co.uk", Some("co.uk"), None),
        ("uk", Some("uk"), None),
        ("example.com.", Some("com."), Some("example.com.")),
        ("localhost", Some("localhost"), None),
        ("sub.localhost", Some("localhost"), Some("sub.localhost")),
        (".com", Some("com"), None),
        (".", None, None),
        ("a..", None, None),
        ("a..b", Some("b"), None),
    ] {
        let text = |bytes: &'static [u8]| std::str::from_utf8(bytes).unwrap();
        let host = Host::Name(host.as_bytes());
        assert_eq!(host.public_suffix(&CoUk).map(text), suffix, "{host}");
        assert_eq!(host.registrable_domain(&CoUk).map(text), domain, "{host}");
    }
    for address in [Host::Ipv4([10, 0, 0, 1].into()), Host::Ipv6(1.into())] {
        assert_eq!(address.registrable_domain(&CoUk), None, "addresses have none");
    }
}

#[test]
fn a_list_that_answers_too_much_is_no_harm() {
    struct Wrong(usize);
    impl PublicSuffix for Wrong {
        fn public_suffix_len(&self, _: &[u8]) -> usize {
            self.0
        }
    }
    for len in [0, 3, 11, 12, usize::MAX] {
        assert_eq!(Host::Name(b"example.com").registrable_domain(&Wrong(len)).is_some(), len == 3, "{len}");
    }
}

#[test]
fn sites_are_scheme_and_registrable_domain() {
    for (a, b, same, schemeless, why) in [
        ("https://a.example.com", "https://b.example.com:81", true, true, "the port does not matter"),
        ("http://example.com", "https://example.com", false, true, "the scheme does"),
        ("https://a.co.uk", "https://b.co.uk", false, false, "a public suffix is nobody's site"),
        ("https://co.uk", "https://co.uk:81", true, true, "but a host is its own"),
        ("https://127.0.0.1", "https://127.0.0.1:81", true, true, "so is an address"),
        ("https://127.0.0.1", "https://127.0.0.2", false, false, "and nothing else"),
        ("https://example.com", "https://example.com.", false, false, "a trailing dot is part of the name"),
        ("null", "null", false, false, "two opaque origins are not known to be one"),
    ] {
        assert_eq!(origin(a).is_same_site(&origin(b), &CoUk), same, "{why}: {a} {b}");
        assert_eq!(origin(b).is_schemelessly_same_site(&origin(a), &CoUk), schemeless, "{why}: {a} {b}");
    }
}

#[test]
fn only_a_registrable_suffix_may_be_claimed() {
    for (suffix, original, expected, why) in [
        ("example.co.uk", "www.example.co.uk", true, "the site"),
        ("b.example.co.uk", "a.b.example.co.uk", true, "anything in between"),
        ("WWW.example.co.uk", "www.example.co.uk", true, "the host itself, parsed as a host"),
        ("0x7f.1", "127.0.0.1", true, "also an address"),
        ("0.0.1", "127.0.0.1", false, "an address has no suffix"),
        ("co.uk", "www.example.co.uk", false, "a public suffix"),
        ("uk", "www.example.co.uk", false, "less than a public suffix"),
        ("uk", "co.uk", false, "less than the public suffix that the host is"),
        ("co.uk", "co.uk", true, "a host that is a public suffix is equal to itself"),
        ("ample.co.uk", "example.co.uk", false, "no part of a label"),
        ("www.example.co.uk", "example.co.uk", false, "not down"),
        ("example.co.uk.", "www.example.co.uk", false, "no dot more"),
        (".example.co.uk", "www.example.co.uk", false, "no dot in front"),
        ("", "www.example.co.uk", false, "not nothing"),
        ("exam ple", "www.example.co.uk", false, "not what is no host"),
        ("example.co.uk\n", "www.example.co.uk", false, "a newline is not removed from a host"),
    ] {
        let mut buffer = [0; 64];
        let mut scratch = Scratch::new(&mut buffer);
        let original = url::parse_host(original.as_bytes(), &NoIdna, &mut scratch).unwrap();
        let found = registrable_suffix_or_equal(suffix.as_bytes(), original, &CoUk, &NoIdna, &mut scratch);
        assert_eq!(found.map(|host| host.is_some()), Ok(expected), "{why}: {suffix:?} {original}");
    }
}

#[test]
fn document_domain_is_refused_in_the_standards_order() {
    let page = EnvironmentOrigin::new(origin("https://www.example.com:81"), OpaqueId(1));
    let opaque = EnvironmentOrigin::Opaque(OpaqueId(2));
    let setter = DomainSetter { has_browsing_context: true, sandboxed: false, origin_keyed: false };
    let set = |page: EnvironmentOrigin<'static>, value: &'static str, setter| {
        page.with_domain(value.as_bytes(), setter, &CoUk, &NoIdna, &mut Scratch::new(&mut []))
    };
    let detached = DomainSetter { has_browsing_context: false, sandboxed: true, ..setter };
    assert_eq!(set(opaque, "", detached), Err(DomainRefusal::NoBrowsingContext));
    let sandboxed = DomainSetter { sandboxed: true, ..setter };
    assert_eq!(set(opaque, "", sandboxed), Err(DomainRefusal::Sandboxed));
    assert_eq!(set(opaque, "", setter), Err(DomainRefusal::Opaque));
    assert_eq!(set(page, "", setter), Err(DomainRefusal::NotASuffix));
    assert_eq!(set(page, "\u{e9}.com", setter), Err(DomainRefusal::Unread(UrlError::NoSpace)));

    let keyed = DomainSetter { origin_keyed: true, ..setter };
    assert_eq!(set(page, "example.com", keyed), Ok(page), "without effect, and without an error");
    assert_eq!(set(page, "com", keyed), Err(DomainRefusal::NotASuffix), "but not unchecked");

    let relaxed = set(page, "example.com", setter).unwrap();
    assert_eq!(relaxed.effective_domain(), Some(Host::Name(b"example.com")));
    assert!(relaxed.is_same_origin(&page), "the domain is no part of same origin");
    assert!(!relaxed.is_same_origin_domain(&page), "one that has set it and one that has not are strangers");
    assert_eq!(
        set(relaxed, "www.example.com", setter),
        Err(DomainRefusal::NotASuffix),
        "there is no way back"
    );
    assert_eq!(relaxed.origin(), page.origin(), "it is never serialised");
}
