//! Origins of documents and access between windows, a case a line, each with the reason it is there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use corselet::fetch::document::{
    NewDocument, Sandbox, document_origin, is_credentialed_frame, javascript_origin, worker_origin,
};
use corselet::fetch::window::{Attempt, CrossOriginObject, WindowAccess, has_dom_access, window_access};
use corselet::origin::url::{self, NoIdna, Scratch, Url};
use corselet::origin::{EnvironmentOrigin, Host, OpaqueId, Origin};

const FRESH: OpaqueId = OpaqueId(99);
const NEW_OPAQUE: EnvironmentOrigin<'_> = EnvironmentOrigin::Opaque(FRESH);

fn page(text: &'static str) -> EnvironmentOrigin<'static> {
    EnvironmentOrigin::new(Origin::parse(text.as_bytes()).unwrap(), OpaqueId(1))
}

fn url(text: &'static str) -> Url<'static> {
    url::parse(text.as_bytes(), None, &NoIdna, &mut Scratch::new(&mut [])).unwrap()
}

#[test]
fn a_document_has_its_urls_origin_or_inherits() {
    let (a, opaque) = (page("https://a.test"), page("null"));
    for (text, sandboxed, source, expected, why) in [
        ("https://b.test/x", false, Some(a), page("https://b.test"), "the URL's origin"),
        ("https://b.test/x", true, Some(a), NEW_OPAQUE, "a sandbox takes it away"),
        ("about:blank", false, Some(a), a, "whoever navigates to about:blank owns it"),
        ("about:blank?q#f", false, Some(a), a, "whatever query and fragment"),
        ("about:blank", false, None, NEW_OPAQUE, "nobody navigated"),
        ("about:blank", true, Some(a), NEW_OPAQUE, "a sandbox comes first"),
        ("about:blank", false, Some(opaque), opaque, "an opaque origin is inherited with its identity"),
        ("about:srcdoc", false, Some(a), a, "a srcdoc document is its container's"),
        ("about:srcdoc#f", false, Some(a), a, "with a fragment too"),
        ("about:srcdoc?q", false, Some(a), NEW_OPAQUE, "but not with a query"),
        ("about:Blank", false, Some(a), NEW_OPAQUE, "paths have a case"),
        ("about://blank", false, Some(a), NEW_OPAQUE, "a host is not a path"),
        ("about:config", false, Some(a), NEW_OPAQUE, "no other about: page inherits"),
        ("ab\tout:bla\nnk", false, Some(a), a, "tabs and newlines are no part of a URL"),
        ("data:text/html,x", false, Some(a), NEW_OPAQUE, "data: does not inherit"),
        ("file:///x", false, Some(a), NEW_OPAQUE, "file: is opaque"),
        ("blob:https://b.test/1", false, Some(a), page("https://b.test"), "a blob URL tells its origin"),
        ("blob:null/1", false, Some(a), NEW_OPAQUE, "unless it was opaque"),
    ] {
        let url = url(text);
        let document = NewDocument { url: Some(&url), sandboxed, source, blob_entry: None };
        assert_eq!(document_origin(&document, FRESH), expected, "{why}: {text:?}");
    }
    let blob = url("blob:null/1");
    let known = NewDocument { url: Some(&blob), sandboxed: false, source: None, blob_entry: Some(opaque) };
    assert_eq!(document_origin(&known, FRESH), opaque, "the entry knows which opaque origin");
    let nothing = NewDocument { url: None, sandboxed: false, source: Some(a), blob_entry: None };
    assert_eq!(document_origin(&nothing, FRESH), NEW_OPAQUE, "no URL, no origin");
}

#[test]
fn a_fragment_does_not_change_what_a_url_matches() {
    let mut scratch = Scratch::new(&mut []);
    let base = url("about:srcdoc");
    let with_fragment = url::parse(b"#f", Some(&base), &NoIdna, &mut scratch).unwrap();
    assert!(with_fragment.matches_about_srcdoc());
    assert!(!with_fragment.matches_about_blank());
}

#[test]
fn a_sandbox_is_read_as_keywords() {
    for (value, origin, scripts, why) in [
        ("", true, true, "everything is taken away"),
        ("allow-same-origin", false, true, "the origin is kept"),
        ("ALLOW-Scripts\tallow-forms", true, false, "in any case, between any white space"),
        ("allow-scripts allow-same-origin", false, false, "both"),
        ("allow-scripts,allow-same-origin", true, true, "a comma is no white space"),
        ("no-allow-same-origin", true, true, "a keyword is a whole token"),
    ] {
        assert_eq!(Sandbox::parse(value.as_bytes()), Sandbox { origin, scripts }, "{why}: {value:?}");
    }
}

#[test]
fn scripts_run_for_whoever_they_run_in() {
    let (a, b) = (page("https://a.test"), page("https://b.test"));
    assert_eq!(javascript_origin(&a, &a), Some(a));
    assert_eq!(javascript_origin(&a, &b), None, "a javascript: URL does not run in a stranger");
    assert_eq!(worker_origin(&url("https://a.test/w.js"), &a, FRESH), a);
    assert_eq!(worker_origin(&url("blob:https://a.test/1"), &a, FRESH), a);
    assert_eq!(worker_origin(&url("data:,x"), &a, FRESH), NEW_OPAQUE, "a data: worker is alone");
}

#[test]
fn a_frame_with_a_password_in_its_url_is_told() {
    for (frame, parent, expected, why) in [
        ("http://a.test/", "http://a.test/", false, "no credentials"),
        ("http://@a.test/", "http://b.test/", false, "empty credentials are none"),
        ("http://u:p@a.test/", "http://a.test/", true, "credentials that the parent does not have"),
        ("http://u:p@a.test/", "http://u:p@a.test/x", false, "its parent's own"),
        ("http://u:p@a.test/", "http://u:p@b.test/", true, "of another origin"),
        ("http://u:p@a.test/", "http://u@a.test/", true, "half of them"),
        ("http://u%3A:p@a.test/", "http://u::p@a.test/", true, "a colon in a name is not one after it"),
        ("http://%40@a.test/", "http://@@a.test/", false, "encoded or not is the same"),
    ] {
        assert_eq!(is_credentialed_frame(&url(frame), &url(parent)), expected, "{why}: {frame} {parent}");
    }
}

#[test]
fn other_origins_see_little_of_a_window() {
    use Attempt::{Call, Read, Write};
    use CrossOriginObject::{Location, Window};
    use WindowAccess::{CrossOrigin, SecurityError, TypeError, Undefined};
    let (a, b) = (page("https://a.test"), page("https://b.test"));
    for (object, property, attempt, expected, why) in [
        (Window, "document", Read, SecurityError, "the document is what is protected"),
        (Window, "name", Read, SecurityError, "the name too"),
        (Window, "name", Write, SecurityError, "in both directions"),
        (Window, "length", Read, CrossOrigin, "frames can be counted: a known leak"),
        (Window, "length", Write, SecurityError, "and no more"),
        (Window, "closed", Read, CrossOrigin, "whether it is still there"),
        (Window, "closed", Call, TypeError, "which is no function"),
        (Window, "postMessage", Call, CrossOrigin, "the way to talk"),
        (Window, "postMessage", Read, CrossOrigin, "a method can be read"),
        (Window, "postMessage", Write, SecurityError, "but not replaced"),
        (Window, "focus", Call, CrossOrigin, "it can be focused"),
        (Window, "alert", Call, SecurityError, "but not made to speak"),
        (Window, "location", Write, CrossOrigin, "it can be sent elsewhere"),
        (Window, "location", Read, CrossOrigin, "its location object is had"),
        (Location, "href", Read, SecurityError, "where it is stays hidden"),
        (Location, "href", Write, CrossOrigin, "where it goes does not"),
        (Location, "replace", Call, CrossOrigin, "also without a history entry"),
        (Location, "reload", Call, SecurityError, "reloading is for its own"),
        (Location, "hash", Write, SecurityError, "so is the fragment"),
        (Window, "then", Read, Undefined, "it can be awaited"),
        (Window, "then", Call, TypeError, "and has no then"),
        (Window, "then", Write, SecurityError, "nor can it be given one"),
        (Location, "Symbol.toStringTag", Read, Undefined, "it can be printed"),
    ] {
        assert_eq!(
            window_access(&a, &b, object, property, attempt),
            expected,
            "{why}: {property} {attempt:?}"
        );
        assert_eq!(window_access(&a, &a, object, property, attempt), WindowAccess::Full, "its own");
    }
}

#[test]
fn documents_are_reached_within_the_same_origin_domain() {
    let (a, b) = (page("https://x.a.test"), page("https://y.a.test:81"));
    let relaxed = |page: EnvironmentOrigin<'static>| match page {
        EnvironmentOrigin::Tuple(tuple, _) => EnvironmentOrigin::Tuple(tuple, Some(Host::Name(b"a.test"))),
        opaque => opaque,
    };
    assert!(!has_dom_access(&a, &b));
    assert!(has_dom_access(&relaxed(a), &relaxed(b)), "both have set document.domain");
    assert!(!has_dom_access(&relaxed(a), &a), "one has");
    assert!(has_dom_access(&page("null"), &page("null")), "one opaque origin");
    assert!(!has_dom_access(&page("null"), &NEW_OPAQUE), "two of them");
}
