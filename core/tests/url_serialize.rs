//! Whole URLs, as they are compared and followed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use corselet::origin::url::{self, NoIdna, Scratch};

fn href(input: &str, bases: &[&str]) -> String {
    let mut buffer = [0; 256];
    let mut scratch = Scratch::new(&mut buffer);
    let mut base = None;
    for text in bases {
        base = Some(url::parse(text.as_bytes(), base.as_ref(), &NoIdna, &mut scratch).unwrap());
    }
    let url = url::parse(input.as_bytes(), base.as_ref(), &NoIdna, &mut scratch).unwrap();
    let mut buffer = [0; 256];
    String::from_utf8(url.serialize(&mut buffer).unwrap().to_vec()).unwrap()
}

#[test]
fn one_url_has_one_form() {
    for (input, expected, why) in [
        ("HTTP://u:@A.test:80", "http://u@a.test/", "an empty password, the default port and an empty path"),
        ("http://a.test/x/./y/../z", "http://a.test/x/z", "dots"),
        ("http://a.test/x/%2E%2e/%2e", "http://a.test/", "dots in disguise"),
        ("http://a.test/../..", "http://a.test/", "no way up from the root"),
        ("http://a.test\\x\\y", "http://a.test/x/y", "backslashes"),
        ("http://a.test/a b\u{e9}%zz", "http://a.test/a%20b%C3%A9%zz", "percent-encoding, nothing decoded"),
        ("http://a.test/%78", "http://a.test/%78", "what is encoded stays encoded"),
        ("http://a.test?'#\"", "http://a.test/?%27#%22", "sets of their own for query and fragment"),
        ("http://u p:a:b@a.test/", "http://u%20p:a%3Ab@a.test/", "and for user information"),
        ("http://a.test/a//b/", "http://a.test/a//b/", "empty segments are segments"),
        ("APP://Host\u{e9}/x", "app://Host%C3%A9/x", "an opaque host keeps its case"),
        ("app://h", "app://h", "and its URL may have no path"),
        ("app:/.//x", "app:/.//x", "a path that would read as an authority"),
        ("data: a b ?q", "data: a b%20?q", "an opaque path keeps its blanks"),
        ("file:c|\\x/..", "file:///c:/", "drive letters are not climbed over"),
        ("file://localhost/x", "file:///x", "localhost is no host for files"),
        ("ht\ttp://a.te\nst/x\ry", "http://a.test/xy", "tabs and newlines"),
    ] {
        assert_eq!(href(input, &[]), expected, "{why}: {input:?}");
        assert_eq!(href(expected, &[]), expected, "the form is final");
    }
}

#[test]
fn relative_urls_are_resolved() {
    const BASE: &str = "http://u:p@a.test/dir/page?q#f";
    for (input, bases, expected, why) in [
        ("", &[BASE][..], "http://u:p@a.test/dir/page?q", "nothing but the fragment is lost"),
        ("#g", &[BASE], "http://u:p@a.test/dir/page?q#g", "a fragment"),
        ("?r", &[BASE], "http://u:p@a.test/dir/page?r", "a query"),
        ("other", &[BASE], "http://u:p@a.test/dir/other", "the last segment is replaced"),
        ("/other", &[BASE], "http://u:p@a.test/other", "the whole path is"),
        ("..", &[BASE], "http://u:p@a.test/", "one up"),
        ("//b.test", &[BASE], "http://b.test/", "credentials belong to the authority"),
        ("b", &[BASE, "sub/a?x"], "http://u:p@a.test/dir/sub/b", "a base that was relative itself"),
        ("#g", &[BASE, "?r", "#f"], "http://u:p@a.test/dir/page?r#g", "and another one"),
        ("b", &[BASE, "/x/y"], "http://u:p@a.test/x/b", "a base with a path of its own"),
        ("/b", &["file:///c:/x"], "file:///c:/b", "a drive is kept"),
        ("/d|/b", &["file:///c:/x"], "file:///d:/b", "unless another one is named"),
        ("b", &["app://h/x/y"], "app://h/x/b", "other schemes have hierarchies too"),
        ("#f", &["data:x ?q"], "data:x%20?q#f", "or take a fragment at least"),
    ] {
        assert_eq!(href(input, bases), expected, "{why}: {input:?} on {bases:?}");
    }
}

#[test]
fn nothing_is_written_by_halves() {
    let url = url::parse(b"http://a.test/x", None, &NoIdna, &mut Scratch::new(&mut [])).unwrap();
    for room in 0..15 {
        let mut buffer = vec![0; room];
        assert_eq!(url.serialize(&mut buffer), None);
    }
    assert_eq!(url.serialize(&mut [0; 15]), Some(&b"http://a.test/x"[..]));
}
