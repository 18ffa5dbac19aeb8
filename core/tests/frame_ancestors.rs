//! Sources of `frame-ancestors` against ancestors.

use corselet::fetch::embed::{FrameAncestors, check_frame_ancestors};
use corselet::header::HeaderList;
use corselet::origin::{Origin, OriginError};

/// Field lines, or origins.
type List<'a> = &'a [&'a [u8]];

fn check(lines: List<'_>, document: &[u8], ancestors: List<'_>) -> Result<FrameAncestors, OriginError> {
    let pairs: Vec<(&[u8], &[u8])> =
        lines.iter().map(|line| (&b"Content-Security-Policy"[..], *line)).collect();
    let ancestors: Vec<Origin<'_>> =
        ancestors.iter().map(|origin| Origin::parse(origin)).collect::<Result<_, _>>()?;
    Ok(check_frame_ancestors(&HeaderList::new(&pairs), &Origin::parse(document)?, &ancestors))
}

#[test]
fn one_source_and_one_ancestor() -> Result<(), OriginError> {
    let document = b"http://doc.example:8080";
    let cases: [(&[u8], &[u8], bool); 45] = [
        // Nothing matches an empty list, `'none'` or what is no source.
        (b"", b"http://a.example", false),
        (b"'none'", b"http://a.example", false),
        (b"'unsafe-inline'", b"http://a.example", false),
        (b"a_b.example", b"http://a_b.example", false),
        (b"a..example", b"http://a.example", false),
        (b"*a.example", b"http://a.example", false),
        (b"http://", b"http://a.example", false),
        (b"http:/a.example", b"http://a.example", false),
        (b"1http://a.example", b"http://a.example", false),
        (b"a.example:", b"http://a.example", false),
        (b"a.example:x", b"http://a.example", false),
        (b"a.example:65536", b"http://a.example", false),
        // Any origin with an HTTP scheme, or the document's own scheme.
        (b"*", b"http://a.example", true),
        (b"*", b"https://a.example:1", true),
        (b"*", b"app://a.example", false),
        (b"*", b"null", false),
        // The own origin, or its secure upgrade.
        (b"'SELF'", b"http://doc.example:8080", true),
        (b"'self'", b"https://doc.example:8080", true),
        (b"'self'", b"http://doc.example", false),
        (b"'self'", b"http://www.doc.example:8080", false),
        (b"'self'", b"null", false),
        // Schemes.
        (b"https:", b"https://a.example:1", true),
        (b"https:", b"http://a.example", false),
        (b"HTTP:", b"https://a.example", true),
        (b"app:", b"app://x", true),
        // Hosts.
        (b"https://a.example", b"https://a.example", true),
        (b"https://A.Example", b"https://a.example", true),
        (b"https://a.example", b"http://a.example", false),
        (b"https://a.example", b"https://b.a.example", false),
        (b"https://*.example", b"https://b.a.example", true),
        (b"https://*.a.example", b"https://a.example", false),
        (b"https://*.a.example", b"https://xa.example", false),
        (b"https://*", b"https://a.example", true),
        (b"https://127.0.0.1", b"https://127.0.0.1", false),
        (b"https://a.example/path?query", b"https://a.example", true),
        // Without a scheme, the document's or its upgrade.
        (b"a.example", b"http://a.example", true),
        (b"a.example", b"https://a.example", true),
        (b"a.example", b"app://a.example", false),
        // Ports.
        (b"a.example:8080", b"http://a.example:8080", true),
        (b"a.example:0080", b"http://a.example", true),
        (b"a.example:443", b"https://a.example", true),
        (b"a.example:80", b"https://a.example", false),
        (b"a.example", b"http://a.example:8080", false),
        (b"a.example:*", b"http://a.example:8080", true),
        (b"*:8080", b"http://a.example:8080", true),
    ];
    for (source, ancestor, allowed) in cases {
        let line = [b"frame-ancestors ", source].concat();
        let expected = if allowed { FrameAncestors::Allowed } else { FrameAncestors::Blocked };
        let got = check(&[&line], document, &[ancestor])?;
        assert_eq!(got, expected, "{} against {}", source.escape_ascii(), ancestor.escape_ascii());
    }
    Ok(())
}

#[test]
fn directives_and_policies() -> Result<(), OriginError> {
    let a: List<'_> = &[b"http://a.example"];
    let both: List<'_> = &[b"http://a.example", b"http://b.example"];
    let cases: [(List<'_>, List<'_>, FrameAncestors); 12] = [
        (&[], a, FrameAncestors::Unspecified),
        (&[b"default-src 'none'"], a, FrameAncestors::Unspecified),
        (&[b"frame-ancestorsx 'none'"], a, FrameAncestors::Unspecified),
        (&[b" default-src *;\tFRAME-Ancestors\ta.example ;"], a, FrameAncestors::Allowed),
        // The first of two directives counts, all of two policies do.
        (&[b"frame-ancestors a.example; frame-ancestors 'none'"], a, FrameAncestors::Allowed),
        (&[b"frame-ancestors 'none'; frame-ancestors a.example"], a, FrameAncestors::Blocked),
        (&[b"frame-ancestors a.example, frame-ancestors 'none'"], a, FrameAncestors::Blocked),
        (&[b"frame-ancestors a.example", b"frame-ancestors *"], a, FrameAncestors::Allowed),
        (&[b"frame-ancestors *", b"frame-ancestors b.example"], a, FrameAncestors::Blocked),
        // Every ancestor must match a source.
        (&[b"frame-ancestors a.example"], both, FrameAncestors::Blocked),
        (&[b"frame-ancestors b.example 'none' a.example"], both, FrameAncestors::Allowed),
        // Nobody frames what is at the top.
        (&[b"frame-ancestors 'none'"], &[], FrameAncestors::Allowed),
    ];
    for (lines, ancestors, expected) in cases {
        assert_eq!(check(lines, b"http://doc.example", ancestors)?, expected, "{lines:?}");
    }
    Ok(())
}

#[test]
fn report_only_policies_do_not_count() -> Result<(), OriginError> {
    let pairs: [(&[u8], &[u8]); 1] = [(b"content-security-policy-report-only", b"frame-ancestors 'none'")];
    let origin = Origin::parse(b"http://a.example")?;
    let verdict = check_frame_ancestors(&HeaderList::new(&pairs), &origin, &[origin]);
    assert_eq!(verdict, FrameAncestors::Unspecified);
    Ok(())
}
