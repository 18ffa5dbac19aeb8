//! Essences of MIME types.

use corselet::header::Essence;

#[test]
fn a_type_and_a_subtype_are_tokens() {
    for (value, essence) in [
        (&b"text/html"[..], Some(&b"text/html"[..])),
        (b"TEXT/Html;a=b", Some(b"text/html")),
        (b"\t\r\n text/html \r\n\t;", Some(b"text/html")),
        (b"text/html;charset=\"a;b", Some(b"text/html")),
        (b"a+b/c.d-e", Some(b"a+b/c.d-e")),
        (b"", None),
        (b"text", None),
        (b"text/", None),
        (b"text/;a=b", None),
        (b"/html", None),
        (b"text /html", None),
        (b"text/ html", None),
        (b"text/html/x", None),
        (b"text/html x", None),
        (b"text/h\x80", None),
        (b"text/html\x0c", None),
        (b"\x0btext/html", None),
        (b"text;/html", None),
    ] {
        let parsed = Essence::parse(value);
        match essence {
            Some(essence) => {
                assert!(parsed.is_some_and(|parsed| parsed.is(essence)), "{}", value.escape_ascii())
            }
            None => assert!(parsed.is_none(), "{}", value.escape_ascii()),
        }
    }
}

#[test]
fn the_last_type_of_the_lines_counts() {
    for (lines, essence) in [
        (&[][..], None),
        (&[&b""[..]][..], None),
        (&[b"*/*"], None),
        (&[b"a/b, c/d"], Some(&b"c/d"[..])),
        (&[b"a/b", b"c/d"], Some(b"c/d")),
        (&[b"a/b", b"*/*;x=y", b"", b"junk"], Some(b"a/b")),
        (&[b"a/b;x=\"", b"c/d"], Some(b"a/b")),
        (&[b"a/b;x=\"", b"\", c/d"], Some(b"c/d")),
        (&[b"a/b;x=\"\\\"", b"\", c/d"], Some(b"c/d")),
    ] {
        let found = Essence::extract(lines.iter().copied());
        match essence {
            Some(essence) => assert!(found.is_some_and(|found| found.is(essence)), "{lines:?}"),
            None => assert!(found.is_none(), "{lines:?}"),
        }
    }
}

#[test]
fn groups() {
    // JavaScript, JSON, XML, HTML, image, audio or video.
    for (value, expected) in [
        (&b"Application/JavaScript"[..], [true, false, false, false, false, false]),
        (b"text/javascript1.5", [true, false, false, false, false, false]),
        (b"text/javascript1.6", [false; 6]),
        (b"text/json", [false, true, false, false, false, false]),
        (b"application/JSON;a=b", [false, true, false, false, false, false]),
        (b"x/y+JSON", [false, true, false, false, false, false]),
        (b"x/json", [false; 6]),
        (b"x+json/y", [false; 6]),
        (b"text/xml", [false, false, true, false, false, false]),
        (b"application/xml", [false, false, true, false, false, false]),
        (b"image/svg+xml", [false, false, true, false, true, false]),
        (b"text/html", [false, false, false, true, false, false]),
        (b"application/xhtml+xml", [false, false, true, false, false, false]),
        (b"AUDIO/x", [false, false, false, false, false, true]),
        (b"video/x", [false, false, false, false, false, true]),
        (b"application/ogg", [false, false, false, false, false, true]),
        (b"audiox/x", [false; 6]),
    ] {
        let essence = Essence::parse(value);
        let got = essence.map(|essence| {
            [
                essence.is_javascript(),
                essence.is_json(),
                essence.is_xml(),
                essence.is_html(),
                essence.is_image(),
                essence.is_audio_or_video(),
            ]
        });
        assert_eq!(got, Some(expected), "{}", value.escape_ascii());
    }
}

#[test]
fn essences_are_equal_whatever_their_case_and_parameters() {
    assert_eq!(Essence::parse(b"text/CSS;a=b"), Essence::parse(b"Text/css"));
    assert_ne!(Essence::parse(b"text/css"), Essence::parse(b"text/cs"));
    assert_ne!(Essence::parse(b"text/css"), Essence::parse(b"tex/css"));
}
