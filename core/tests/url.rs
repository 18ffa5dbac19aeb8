//! What the URL reader takes for an origin, a case a line, each with the reason it is there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use corselet::origin::Origin;
use corselet::origin::url::{self, DomainToAscii, NoIdna, Scheme, Scratch, UrlError};

fn origin(input: &str, base: Option<&str>) -> Result<String, UrlError> {
    let mut buffer = [0; 326];
    let mut scratch = Scratch::new(&mut buffer);
    let base = base.map(|base| url::parse(base.as_bytes(), None, &NoIdna, &mut scratch)).transpose()?;
    let url = url::parse(input.as_bytes(), base.as_ref(), &NoIdna, &mut scratch)?;
    Ok(url.origin().to_string())
}

#[test]
fn an_origin_is_read_as_a_browser_reads_it() {
    for (input, expected, why) in [
        ("http://example.com/a?b#c", "http://example.com", "path, query and fragment are no part of it"),
        ("HtTpS://EXAMPLE.com", "https://example.com", "case does not matter in scheme and host"),
        (" \u{1}http://a.test \n", "http://a.test", "controls and spaces at the ends are stripped"),
        ("ht\ntp://a\t.te\rst:8\t0", "http://a.test", "tabs and newlines are removed anywhere"),
        ("http:\\\\a.test\\@b.test", "http://a.test", "a backslash is a slash and ends the authority"),
        ("http:a.test", "http://a.test", "missing slashes are supplied without a base of the same scheme"),
        ("http://////a.test", "http://a.test", "surplus slashes are skipped"),
        ("http://u:p@evil@a.test", "http://a.test", "the last @ ends the user information"),
        ("http://a%2Etest", "http://a.test", "hosts are percent-decoded"),
        ("http://0x7f.1", "http://127.0.0.1", "an address of two numbers, one hexadecimal"),
        ("http://0300.0250.1.", "http://192.168.0.1", "octal numbers and a trailing dot"),
        ("http://4294967295", "http://255.255.255.255", "the largest address as one number"),
        ("http://[::FFFF:1.2.3.4]", "http://[::ffff:102:304]", "a dotted quad in an IPv6 address"),
        ("http://[1:0:0:2:0:0:0:3]", "http://[1:0:0:2::3]", "the longest run of zeros is compressed"),
        ("http://a.test:0000080", "http://a.test", "leading zeros, and the default port is dropped"),
        ("http://a.test:", "http://a.test", "an empty port is the default one"),
        ("https://a.test:80", "https://a.test:80", "another scheme's default port stays"),
        ("http://a.test.", "http://a.test.", "a trailing dot is part of the name"),
        ("https://xn--/", "https://xn--", "an ASCII name is only lower-cased, IDNA is not asked"),
        ("ftp://a.test:21", "ftp://a.test", "ftp has tuple origins"),
        ("wss://a.test", "wss://a.test", "WebSocket URLs keep their scheme"),
        ("file:///etc/hosts", "null", "file URLs have opaque origins here"),
        ("data:text/html,x", "null", "data URLs have opaque origins"),
        ("app://host:80/x", "null", "so have schemes that the standard does not know"),
        ("blob:https://a.test/9f6e", "https://a.test", "a blob URL has its inner URL's origin"),
        ("blob:ftp://a.test/9f6e", "null", "if that is http or https"),
        ("blob:blob:https://a.test/9f6e", "null", "and not a blob URL again"),
        ("blob: http://a.test", "http://a.test", "a space before the inner URL is stripped from it"),
        ("blob:\u{1}http://a.test", "null", "a control is percent-encoded first and stays"),
        ("blob:http://a.test ?x", "null", "so is a space before the query"),
    ] {
        assert_eq!(origin(input, None).as_deref(), Ok(expected), "{why}: {input:?}");
    }
}

#[test]
fn a_relative_url_has_its_bases_origin_unless_it_names_another() {
    const BASE: &str = "https://u:p@base.test:8443/dir/page?q#f";
    for (input, base, expected, why) in [
        ("", BASE, "https://base.test:8443", "nothing is the base itself"),
        ("other", BASE, "https://base.test:8443", "a relative path"),
        ("/other", BASE, "https://base.test:8443", "an absolute path"),
        ("?x", BASE, "https://base.test:8443", "a query"),
        ("//a.test", BASE, "https://a.test", "another authority"),
        ("\\\\a.test", BASE, "https://a.test", "another authority after backslashes"),
        ("///a.test", BASE, "https://a.test", "surplus slashes are skipped here too"),
        (
            "https:other",
            BASE,
            "https://base.test:8443",
            "the same special scheme without slashes is relative",
        ),
        ("http:other", BASE, "http://other", "another special scheme is not"),
        ("1:x", BASE, "https://base.test:8443", "a scheme begins with a letter"),
        ("//a.test/x", "app://host/", "null", "the base's scheme is kept"),
        ("#f", "data:,x", "null", "a fragment may follow an opaque path"),
        ("x", "file:///dir/page", "null", "file URLs are bases too"),
        ("#f", "blob:https://a.test/1", "https://a.test", "and blob URLs keep their origin"),
    ] {
        assert_eq!(origin(input, Some(base)).as_deref(), Ok(expected), "{why}: {input:?}");
    }
}

#[test]
fn what_the_standard_fails_is_not_a_url() {
    for (input, expected, why) in [
        ("", UrlError::Relative, "nothing to be relative to"),
        ("a.test/x", UrlError::Relative, "no scheme"),
        ("http://", UrlError::HostMissing, "no host"),
        ("http://u@/x", UrlError::HostMissing, "a user name without host"),
        ("app://:80", UrlError::HostMissing, "a port without host, whatever the scheme"),
        ("http://a b", UrlError::HostByte, "a blank in a host"),
        ("http://a%00b", UrlError::HostByte, "also when percent-encoded"),
        ("http://a%2Fb", UrlError::HostByte, "a slash that would hide where the host ends"),
        ("http://a%zz", UrlError::HostByte, "a percent sign that encodes nothing"),
        ("app://a<b", UrlError::HostByte, "an opaque host has forbidden bytes too"),
        ("http://1.2.3.4.5", UrlError::Ipv4, "five numbers"),
        ("http://256.0.0.1", UrlError::Ipv4, "a number too large"),
        ("http://a.1", UrlError::Ipv4, "a last label that is a number makes an address of the whole"),
        ("http://09", UrlError::Ipv4, "not octal"),
        ("http://[::1", UrlError::Ipv6, "an open bracket"),
        ("http://[1::2::3]", UrlError::Ipv6, "two gaps"),
        ("http://[1:2:3:4:5:6:7:8::]", UrlError::Ipv6, "a gap that stands for nothing"),
        ("http://[::1%25eth0]", UrlError::Ipv6, "a zone"),
        ("http://[::01.2.3.4]", UrlError::Ipv6, "a dotted quad with a leading zero"),
        ("http://a:65536", UrlError::Port, "a port too large"),
        ("http://a:8x", UrlError::Port, "a port that is not a number"),
        ("http://a:-1", UrlError::Port, "a negative port"),
        ("file://a:80/", UrlError::HostByte, "file URLs have no port"),
    ] {
        assert_eq!(origin(input, None), Err(expected), "{why}: {input:?}");
        assert!(expected.is_failure());
    }
    for base in ["mailto:a@b", "data:,x"] {
        assert_eq!(origin("x", Some(base)), Err(UrlError::Relative), "an opaque path is no base");
    }
}

#[test]
fn limits_are_told_from_failures() {
    let long = "a.".repeat(200);
    for (input, expected, why) in [
        ("http://b\u{fc}cher.example", UrlError::NeedsIdna, "a name beyond ASCII"),
        ("http://b%C3%BCcher.example", UrlError::NeedsIdna, "also when percent-encoded"),
        ("blob:http://b\u{fc}cher.example/1", UrlError::NeedsIdna, "also inside a blob URL"),
        (&format!("http://{long}"), UrlError::TooLong, "a name longer than any origin"),
    ] {
        assert_eq!(origin(input, None), Err(expected), "{why}: {input:?}");
        assert!(!expected.is_failure());
    }
    assert_eq!(origin("app://b\u{fc}cher", None).as_deref(), Ok("null"), "opaque hosts need no IDNA");

    let parse = |input| {
        url::parse(input, None, &NoIdna, &mut Scratch::new(&mut [])).map(|url| url.origin().to_string())
    };
    assert_eq!(
        parse(b"http://a.test/").as_deref(),
        Ok("http://a.test"),
        "what can be borrowed needs no room"
    );
    assert_eq!(parse(b"http://A.test/"), Err(UrlError::NoSpace), "what is rewritten does");
}

#[test]
fn the_idna_implementation_is_trusted_with_nothing_but_the_mapping() {
    struct Maps(&'static [u8]);
    impl DomainToAscii for Maps {
        fn domain_to_ascii(&self, domain: &[u8], out: &mut [u8]) -> Result<usize, UrlError> {
            assert_eq!(domain, "b\u{fc}cher.test".as_bytes(), "percent-decoded");
            out.get_mut(..self.0.len()).ok_or(UrlError::NoSpace)?.copy_from_slice(self.0);
            Ok(self.0.len())
        }
    }
    let parse = |result, room| {
        let mut buffer = vec![0; room];
        url::parse(b"http://b%C3%BCcher.test", None, &Maps(result), &mut Scratch::new(&mut buffer))
            .map(|url| url.origin().to_string())
    };
    assert_eq!(parse(b"xn--bcher-kva.test", 64).as_deref(), Ok("http://xn--bcher-kva.test"));
    assert_eq!(parse(b"1.2.3", 64).as_deref(), Ok("http://1.2.0.3"), "the mapped name may be an address");
    assert_eq!(parse(b"", 64), Err(UrlError::Domain), "an empty result fails");
    assert_eq!(parse(b"a@b", 64), Err(UrlError::HostByte), "forbidden code points fail");
    assert_eq!(parse(b"xn--bcher-kva.test", 20), Err(UrlError::NoSpace));
}

#[test]
fn credentials_are_a_user_name_or_password_that_is_not_empty() {
    for (input, expected) in [
        ("http://a.test", false),
        ("http://@a.test", false),
        ("http://:@a.test", false),
        ("http://u@a.test", true),
        ("http://:p@a.test", true),
        ("http://@@a.test", true),
        ("http://\t@a.test", false),
    ] {
        let url = url::parse(input.as_bytes(), None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
        assert_eq!(url.has_credentials(), expected, "{input:?}");
    }
}

#[test]
fn one_buffer_serves_several_urls() {
    let mut buffer = [0; 12];
    let mut scratch = Scratch::new(&mut buffer);
    let first = url::parse(b"http://A.test", None, &NoIdna, &mut scratch).unwrap();
    let second = url::parse(b"http://B.test", None, &NoIdna, &mut scratch).unwrap();
    assert_eq!(first.origin(), Origin::parse(b"http://a.test").unwrap());
    assert_eq!(second.origin(), Origin::parse(b"http://b.test").unwrap());
    assert_eq!(url::parse(b"http://C.test", None, &NoIdna, &mut scratch).unwrap_err(), UrlError::NoSpace);
}

#[test]
fn the_rest_is_left_as_written() {
    let url = url::parse(b"http://a.test/x/../y?q#f", None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
    assert_eq!(url.path(), b"/x/../y");
    assert_eq!(url.query_and_fragment(), b"?q#f");
    assert_eq!(url.scheme(), Scheme::Http);
    assert_eq!(url.effective_port(), Some(80));
}
