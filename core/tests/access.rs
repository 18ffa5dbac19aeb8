//! The kinds of access, a sentence each, and what must hold of all of them.

use corselet::fetch::access::{AccessKind, Fact, Rule, Way, access, storage_origin};
use corselet::fetch::message::is_delivered;
use corselet::origin::url::{NoIdna, Scratch, UrlError};
use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};

#[test]
fn writes_and_embeddings_are_let_through_and_reads_are_not() {
    use AccessKind::{Embed, Read, Write};
    use Rule::{Allowed, NamedOrigin, NeedsCors, SameOriginOnly, ServerChecksOrigin};
    for (way, kind, rule, why) in [
        (Way::Link, Write, Allowed, "the web is made of links"),
        (Way::Form, Write, Allowed, "forms are older than the policy, hence CSRF"),
        (Way::Beacon, Write, Allowed, "a beacon is a form without a page"),
        (Way::NoCorsFetch, Write, Allowed, "it sends no more than a form and reads no more"),
        (Way::PostMessage, Write, NamedOrigin, "both sides say whom they mean"),
        (Way::Script, Embed, Allowed, "scripts from elsewhere run as the page's own"),
        (Way::Jsonp, Embed, Allowed, "so does data that is dressed up as a script"),
        (Way::Style, Embed, Allowed, "style sheets apply wherever they come from"),
        (Way::Image, Embed, Allowed, "images show"),
        (Way::Media, Embed, Allowed, "sound and video play"),
        (Way::Object, Embed, Allowed, "objects are images or frames"),
        (Way::Frame, Embed, Allowed, "frames show what does not forbid it"),
        (Way::Font, Embed, NeedsCors, "fonts came late enough to be protected"),
        (Way::ModuleScript, Embed, NeedsCors, "and so did modules"),
        (Way::Fetch, Read, NeedsCors, "reading is what the policy forbids and CORS grants"),
        (Way::Xhr, Read, NeedsCors, "with the older interface too"),
        (Way::EventSource, Read, NeedsCors, "and as a stream"),
        (Way::WebSocket, Read, ServerChecksOrigin, "sockets never asked CORS"),
        (Way::Storage, Read, SameOriginOnly, "nobody can grant it"),
    ] {
        let access = access(way);
        assert_eq!((access.kind, access.rule), (kind, rule), "{why}: {way:?}");
    }
}

#[test]
fn the_list_of_ways_is_whole_and_sorted_by_kind() {
    for (index, way) in Way::ALL.iter().enumerate() {
        assert_eq!(Way::ALL.iter().position(|other| other == way), Some(index), "once each");
    }
    let kinds = Way::ALL.map(|way| access(way).kind as u8);
    assert!(kinds.is_sorted());
}

#[test]
fn what_leaks_is_not_withheld_and_what_needs_cors_does_not_leak() {
    for way in Way::ALL {
        let access = access(way);
        assert!(!access.leaks.iter().any(|fact| access.withheld.contains(fact)), "{way:?}");
        assert!(!access.withheld.is_empty(), "the policy protects something: {way:?}");
        if access.rule == Rule::NeedsCors {
            assert!(access.opened_by_cors, "what CORS must grant, it opens: {way:?}");
            assert!(access.leaks.iter().all(|fact| matches!(fact, Fact::Loaded | Fact::Timing)), "{way:?}");
        }
        assert!(access.sentence.len() > 20 && !access.sentence.ends_with('.'), "{way:?}");
    }
    for way in [Way::Script, Way::Style, Way::Image, Way::Media] {
        assert!(access(way).opened_by_cors, "elements with a crossorigin attribute: {way:?}");
    }
}

#[test]
fn the_known_leaks_are_listed() {
    for (way, leak, withheld, why) in [
        (Way::Image, Fact::Dimensions, Fact::Pixels, "the size of an image, not its pixels"),
        (Way::Media, Fact::Duration, Fact::Pixels, "the length of a video, not its frames"),
        (Way::Script, Fact::Effects, Fact::ErrorDetails, "what a script does, not what went wrong in it"),
        (Way::Style, Fact::ComputedStyle, Fact::StyleRules, "what a style sheet does, not what it says"),
        (
            Way::Frame,
            Fact::WindowSurface,
            Fact::Document,
            "how many frames are in a frame, not what they show",
        ),
        (Way::NoCorsFetch, Fact::Loaded, Fact::Response, "that there is an answer, not what it is"),
        (Way::WebSocket, Fact::Messages, Fact::Response, "what a socket says, not how it was opened"),
    ] {
        let access = access(way);
        assert!(access.leaks.contains(&leak), "{why}");
        assert!(access.withheld.contains(&withheld), "{why}");
    }
}

fn page(text: &'static str) -> EnvironmentOrigin<'static> {
    Origin::parse(text.as_bytes())
        .map_or(EnvironmentOrigin::Opaque(OpaqueId(0)), |origin| EnvironmentOrigin::new(origin, OpaqueId(1)))
}

#[test]
fn messages_go_to_whom_they_are_for() {
    let (a, b, opaque) = (page("https://a.test"), page("https://b.test:81"), page("null"));
    let other_opaque = EnvironmentOrigin::Opaque(OpaqueId(2));
    for (named, script, target, expected, why) in [
        ("*", a, b, Ok(true), "to anybody"),
        ("*", a, opaque, Ok(true), "even to nobody in particular"),
        ("/", a, a, Ok(true), "to its own"),
        ("/", a, b, Ok(false), "to its own only"),
        ("/", opaque, opaque, Ok(true), "an opaque origin is its own"),
        ("/", opaque, other_opaque, Ok(false), "and no other one"),
        ("https://b.test:81", a, b, Ok(true), "to the named origin"),
        ("HTTPS://B.test:81/x?y#z", a, b, Ok(true), "named by any of its URLs"),
        ("https://b.test", a, b, Ok(false), "the port matters"),
        ("http://b.test:81", a, b, Ok(false), "and the scheme"),
        ("null", a, opaque, Err(UrlError::Relative), "null is not a URL"),
        ("data:,x", a, opaque, Ok(false), "a URL with an opaque origin names nobody"),
        ("", a, a, Err(UrlError::Relative), "nor does nothing"),
    ] {
        let mut buffer = [0; 16];
        let found = is_delivered(named.as_bytes(), &script, &target, &NoIdna, &mut Scratch::new(&mut buffer));
        assert_eq!(found, expected, "{why}: {named:?}");
    }
}

#[test]
fn storage_belongs_to_an_origin() {
    assert!(storage_origin(&page("https://a.test")).is_some());
    assert_ne!(storage_origin(&page("https://a.test")), storage_origin(&page("http://a.test")), "scheme");
    assert_ne!(
        storage_origin(&page("https://a.test")),
        storage_origin(&page("https://a.test:81")),
        "and port"
    );
    assert_eq!(storage_origin(&page("null")), None, "a sandboxed page has none");
}
