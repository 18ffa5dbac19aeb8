//! The tour itself. Every expectation about the gateway stands in this file, or in the one about the guard, and nowhere
//! else.

use super::steps_guard::{attacks, own_page};
use super::{First, Step};

/// The name of its own that the gateway is asked for.
pub(super) const HOST: &str = "gateway.local";

pub(super) const DASHBOARD: &str = "origin: https://dashboard.example.com";
const OPS: &str = "origin: https://ops.example.com";
pub(super) const PLANT: &str = "origin: https://press-4.plant.example.com";
const CONFIG: &str = "origin: https://config.example.com";
pub(super) const STRANGER: &str = "origin: https://evil.example.net";
const TABLET: &str = "origin: https://tablet.example.org";

/// No CORS field at all.
pub(super) const NOTHING: &[&str] = &[];
/// A denied or absent origin gets no grant, but the answer still depends on it.
pub(super) const ONLY_VARY: &[&str] = &["vary: origin"];
/// The public route says the same to everybody.
const ANYBODY: &[&str] = &["access-control-allow-origin: *"];

/// The relay's grant to an origin.
macro_rules! granted {
    ($origin:literal) => {
        &[
            concat!("access-control-allow-origin: ", $origin),
            "access-control-allow-credentials: true",
            "vary: origin",
        ]
    };
}

pub(super) use granted;

/// The relay's answer to a preflight.
macro_rules! preflight_granted {
    ($origin:literal) => {
        &[
            concat!("access-control-allow-origin: ", $origin),
            "access-control-allow-credentials: true",
            "access-control-allow-methods: PUT,DELETE",
            "access-control-allow-headers: content-type,x-api-key",
            "access-control-max-age: 600",
        ]
    };
}

/// The gateway takes heads of well under this many bytes.
const TOO_LARGE: usize = 6 * 1024;
/// One byte more than the configuration route takes is enough; this is a few.
const BODY_TOO_LARGE: usize = 600;

/// All steps, in order: the last ones pair an origin, which the first ones must not find paired.
#[must_use]
pub fn steps() -> Vec<Step> {
    [
        actual_requests(),
        preflights(),
        other_routes(),
        errors(),
        spellings(),
        attacks(),
        own_page(),
        pairing(),
        memory(),
        pages(),
    ]
    .concat()
}

fn actual_requests() -> Vec<Step> {
    vec![
        Step::send("no Origin: not a browser's cross-origin request", relay(&[]))
            .answers(200, ONLY_VARY)
            .logs(&["GET /api/relay 200"]),
        Step::send("a listed origin is allowed, with credentials", relay(&[DASHBOARD]))
            .answers(200, granted!("https://dashboard.example.com"))
            .logs(&["GET /api/relay 200", "https://dashboard.example.com"]),
        Step::send("an origin under the listed domain is allowed", relay(&[PLANT]))
            .answers(200, granted!("https://press-4.plant.example.com"))
            .logs(&["GET /api/relay 200", "https://press-4.plant.example.com"]),
        Step::send("an unknown origin gets no grant, and the LED says so", relay(&[STRANGER]))
            .answers(200, ONLY_VARY)
            .logs(&["GET /api/relay 200", "origin-not-allowed", "https://evil.example.net"])
            .led(true),
        Step::send("the domain itself is not under itself", relay(&["origin: https://plant.example.com"]))
            .answers(200, ONLY_VARY)
            .logs(&["origin-not-allowed"]),
        Step::send("`null` is an origin that nobody listed", relay(&["origin: null"]))
            .answers(200, ONLY_VARY)
            .logs(&["origin-null"]),
        Step::send("two Origin lines: neither counts", relay(&[DASHBOARD, OPS]))
            .answers(200, ONLY_VARY)
            .logs(&["origin-multiple"]),
        Step::send(
            "a near miss: no browser sends the trailing slash",
            relay(&["origin: https://dashboard.example.com/"]),
        )
        .answers(200, ONLY_VARY)
        .logs(&["origin-malformed", "the policy has this origin without the trailing slash"]),
        Step::send(
            "a name that only begins like a listed one",
            relay(&["origin: https://dashboard.example.com.evil.net"]),
        )
        .answers(200, ONLY_VARY)
        .logs(&["origin-not-allowed"]),
    ]
}

fn preflights() -> Vec<Step> {
    let asks = |origin, method: &str, headers: &str| {
        let method = format!("access-control-request-method: {method}");
        let headers = format!("access-control-request-headers: {headers}");
        request("OPTIONS /api/relay", &[origin, &method, &headers])
    };
    vec![
        Step::send("a preflight for what the policy lists", asks(DASHBOARD, "PUT", "content-type,x-api-key"))
            .answers(204, preflight_granted!("https://dashboard.example.com"))
            .logs(&["OPTIONS /api/relay 204"]),
        Step::send("a preflight for a method that it does not list", asks(OPS, "PATCH", "content-type"))
            .answers(403, NOTHING)
            .logs(&["OPTIONS /api/relay 403", "method-not-allowed", "https://ops.example.com"]),
        Step::send(
            "a preflight for a header that it does not list",
            asks(OPS, "PUT", "content-type,x-debug"),
        )
        .answers(403, NOTHING)
        .logs(&["OPTIONS /api/relay 403", "headers-not-allowed"]),
        Step::send("a preflight from an unknown origin", asks(STRANGER, "PUT", "content-type"))
            .answers(403, NOTHING)
            .logs(&["OPTIONS /api/relay 403", "origin-not-allowed"]),
    ]
}

fn other_routes() -> Vec<Step> {
    let fits = "{\"interval_s\":30}";
    vec![
        Step::send("the public route answers any origin alike", request("GET /api/reading", &[STRANGER]))
            .answers(200, ANYBODY)
            .logs(&["GET /api/reading 200"]),
        Step::send("... and those without one", request("GET /api/reading", &[]))
            .answers(200, ANYBODY)
            .logs(&["GET /api/reading 200"]),
        Step::send(
            "the configuration has an origin of its own",
            with_body("PUT /api/config", &[CONFIG], fits),
        )
        .answers(204, &["access-control-allow-origin: https://config.example.com", "vary: origin"])
        .logs(&["PUT /api/config 204"]),
        Step::send(
            "the relay's origin is not the configuration's: the handler never runs",
            with_body("PUT /api/config", &[DASHBOARD], fits),
        )
        .answers(403, NOTHING)
        .logs(&["PUT /api/config 403", "refused other-origin-write"]),
    ]
}

fn errors() -> Vec<Step> {
    let filler = format!("x-filler: {}", "a".repeat(TOO_LARGE));
    let body = "a".repeat(BODY_TOO_LARGE);
    vec![
        Step::send(
            "an unknown path: no secret, so anybody may read that",
            request("GET /nowhere", &[DASHBOARD]),
        )
        .answers(404, ANYBODY)
        .logs(&["404"]),
        Step::send(
            "a method that the route does not offer",
            request("PATCH /api/relay", &[DASHBOARD, "content-length: 0"]),
        )
        .answers(405, granted!("https://dashboard.example.com"))
        .has(&["allow"])
        .logs(&["PATCH /api/relay 405"]),
        Step::send("a body over the route's limit", with_body("PUT /api/config", &[CONFIG], &body))
            .answers(413, &["access-control-allow-origin: https://config.example.com", "vary: origin"])
            .logs(&["PUT /api/config 413"]),
        Step::send("a head that is too large", request("GET /api/relay", &[DASHBOARD, &filler]))
            .answers(431, ANYBODY)
            .logs(&["431"]),
        Step::send(
            "a head that is none: a blank before the colon",
            request("GET /api/relay", &["origin : https://ops.example.com"]),
        )
        .answers(400, ANYBODY)
        .logs(&["400"]),
    ]
}

/// Other spellings of the relay's path meet the relay's policy: `*` for a stranger would be a way around it.
fn spellings() -> Vec<Step> {
    [
        ("a doubled slash", "//api/relay"),
        ("a dot segment", "/api/./relay"),
        ("a percent-encoded letter", "/api/%72elay"),
        ("a detour", "/x/../api/relay"),
        ("a detour through the public route", "/api/reading/../relay"),
    ]
    .into_iter()
    .map(|(title, path)| {
        Step::send(title, request(&format!("GET {path}"), &[STRANGER]))
            .answers(200, ONLY_VARY)
            .logs(&["200", "origin-not-allowed"])
    })
    .collect()
}

fn pairing() -> Vec<Step> {
    vec![
        Step::send("a tablet that nobody paired", relay(&[TABLET]))
            .answers(200, ONLY_VARY)
            .logs(&["origin-not-allowed"]),
        Step::send(
            "the button opens the pairing window: the next unknown origin is the candidate, no more",
            relay(&[TABLET]),
        )
        .after(First::Press)
        .answers(200, ONLY_VARY)
        .logs(&["origin-not-allowed", "https://tablet.example.org"]),
        Step::send("the log page shows the candidate", request("GET /log", &[]))
            .answers(200, ONLY_VARY)
            .says(&["candidate", "https://tablet.example.org"])
            .logs(&["GET /log 200"]),
        Step::send("a second press accepts it: the origin is allowed", relay(&[TABLET]))
            .after(First::Press)
            .answers(200, granted!("https://tablet.example.org"))
            .logs(&["GET /api/relay 200", "https://tablet.example.org"]),
        Step::send("... and no other", relay(&[STRANGER]))
            .answers(200, ONLY_VARY)
            .logs(&["origin-not-allowed"]),
    ]
}

/// Who is paired is on the memory card.
fn memory() -> Vec<Step> {
    let knock = |title| Step::send(title, relay(&[TABLET])).logs(&["GET /api/relay 200"]);
    let (unpaired, paired) = (ONLY_VARY, granted!("https://tablet.example.org"));
    vec![
        knock("the tablet is still paired after a reset")
            .after(First::Reset)
            .answers(200, paired)
            .logs(&["memory: 1 paired"]),
        knock("... and after a cut of power")
            .after(First::PowerCut)
            .answers(200, paired)
            .logs(&["memory: 1 paired"]),
        Step::send(
            "the configuration page unpairs: it sends who stays, one a line",
            with_body("PUT /api/paired", &[CONFIG], "\n"),
        )
        .answers(204, &["access-control-allow-origin: https://config.example.com", "vary: origin"])
        .logs(&["unpaired"]),
        knock("the tablet is unpaired").answers(200, unpaired),
        knock("... and can be paired again").after(First::Press).answers(200, unpaired),
        knock("... by a second press").after(First::Press).answers(200, paired),
        knock("the button held for long unpairs everybody")
            .after(First::Hold)
            .answers(200, unpaired)
            .logs(&["unpaired"]),
        knock("... which a reset does not undo")
            .after(First::Reset)
            .answers(200, unpaired)
            .logs(&["memory: 0 paired"]),
    ]
}

fn pages() -> Vec<Step> {
    vec![
        Step::send("the last decisions, as text", request("GET /log", &[]))
            .answers(200, ONLY_VARY)
            .says(&["/api/relay", "origin-not-allowed"])
            .logs(&["GET /log 200"]),
        Step::send("the status page", request("GET /", &[]))
            .answers(200, ONLY_VARY)
            .has(&["content-type"])
            .says(&["<title>"])
            .logs(&["GET / 200"]),
    ]
}

fn relay(lines: &[&str]) -> Vec<u8> {
    request("GET /api/relay", lines)
}

pub(super) fn request(method_and_target: &str, lines: &[&str]) -> Vec<u8> {
    let mut head = format!("{method_and_target} HTTP/1.1\r\nhost: {HOST}\r\n");
    for line in lines {
        head.push_str(line);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    head.into_bytes()
}

pub(super) fn with_body(method_and_target: &str, lines: &[&str], body: &str) -> Vec<u8> {
    let length = format!("content-length: {}", body.len());
    let lines = [lines, &["content-type: application/json", &length]].concat();
    let mut request = request(method_and_target, &lines);
    request.extend_from_slice(body.as_bytes());
    request
}
