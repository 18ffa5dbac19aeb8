//! The attacks. Every expectation about them stands in this file and nowhere else.

use super::attack::{Attack, Outcome};
use crate::browser::scene::Way;

const RELAY: &str = "/api/relay";
const SETTINGS: &str = "/api/settings";

const UNKNOWN: &str = "actual-denied origin-not-allowed";
/// To CORS: the request has no `Origin`.
const NOT_CORS: &str = "not-cors -";

/// What is tried in one way, in order.
pub(super) fn attacks(way: Way) -> Vec<Attack> {
    match way {
        Way::Loopback => [writes("refused cross-site-write", "refused cross-site-write"), reads()].concat(),
        Way::Name => [writes("refused other-origin-write", "refused null-origin-write"), reads()].concat(),
        Way::Rebound => return rebound(),
    }
    .into_iter()
    .chain(loads(way))
    .chain(others())
    .collect()
}

/// With no preflight before them, or none that is granted. The guard refuses them by what is told of the page.
fn writes(refused: &'static str, refused_null: &'static str) -> Vec<Attack> {
    let denied = outcome("TypeError", 403, "preflight-denied origin-not-allowed");
    vec![
        attack("a form's POST, into a frame", "form", "POST", RELAY)
            .unguarded(outcome("the frame stays", 204, UNKNOWN).switching())
            .guarded(outcome("the frame is elsewhere", 403, refused)),
        attack("a form's POST out of a sandbox, which has no origin", "sandbox", "POST", RELAY)
            .unguarded(outcome("nothing", 204, "actual-denied origin-null").switching())
            .guarded(outcome("nothing", 403, refused_null)),
        attack("fetch() with mode no-cors, a POST", "post", "POST", RELAY)
            .unguarded(outcome("opaque 0", 204, UNKNOWN).switching())
            .guarded(outcome("TypeError", 403, refused)),
        attack("fetch(), a PUT: the preflight is denied", "put", "OPTIONS", RELAY)
            .unguarded(denied)
            .guarded(denied),
    ]
}

/// What CORS is for. The guard adds nothing, but that an answer does not enter the page's process.
fn reads() -> Vec<Attack> {
    let not_granted = outcome("TypeError", 200, UNKNOWN);
    let granted = outcome("cors 200 {\"celsius\":", 200, "actual-allowed -");
    vec![
        attack("fetch(), to read", "read", "GET", RELAY).unguarded(not_granted).guarded(not_granted),
        attack("fetch(), to read what every page may read", "read_openly", "GET", "/api/reading")
            .unguarded(granted)
            .guarded(granted),
        attack("fetch() with mode no-cors, to have the answer in its process", "take", "GET", RELAY)
            .unguarded(outcome("opaque 0", 200, NOT_CORS))
            .guarded(outcome("TypeError", 200, NOT_CORS)),
    ]
}

/// A load without `Origin` is refused where `Sec-Fetch-Site` tells of it; where nothing does, it cannot be told from what
/// a device's own page loads, and what keeps its answer from other pages are the answer's own fields.
fn loads(way: Way) -> Vec<Attack> {
    let answered = outcome("an error", 200, NOT_CORS);
    let guarded =
        if way == Way::Loopback { outcome("an error", 403, "refused cross-site-load") } else { answered };
    let element = |title, by| attack(title, by, "GET", SETTINGS).unguarded(answered).guarded(guarded);
    vec![element("JSON as an image", "image"), element("JSON as a script", "script")]
}

fn others() -> Vec<Attack> {
    let shown = outcome("it loads", 200, NOT_CORS);
    vec![
        attack("a WebSocket", "socket", "GET", RELAY)
            .unguarded(outcome("closed 1006", 200, UNKNOWN))
            .guarded(outcome("closed 1006", 403, "refused other-origin-upgrade")),
        // To the page a frame that shows nothing looks like any other.
        attack("the status page in a frame, and a click", "frame", "GET", "/")
            .with_clicks()
            .unguarded(shown.switching())
            .guarded(shown),
    ]
}

/// The page's own name leads to the device: to the browser the two are of the same origin.
fn rebound() -> Vec<Attack> {
    let refused = outcome("basic 421", 421, "refused host-unknown");
    vec![
        attack("a rebound name: the page reads", "read", "GET", RELAY)
            .unguarded(outcome("basic 200 {\"on\":false}", 200, NOT_CORS))
            .guarded(refused),
        attack("a rebound name: the page writes", "put", "PUT", RELAY)
            .unguarded(outcome("basic 204", 204, UNKNOWN).switching())
            .guarded(refused),
    ]
}

const fn outcome(page: &'static str, status: u16, verdict: &'static str) -> Outcome {
    Outcome { page, status, verdict, switched: false }
}

const fn attack(title: &'static str, by: &'static str, method: &'static str, path: &'static str) -> Attack {
    let none = outcome("", 0, "");
    Attack { title, by, method, path, clicks: false, unguarded: none, guarded: none }
}

impl Attack {
    const fn with_clicks(self) -> Self {
        Self { clicks: true, ..self }
    }

    const fn unguarded(self, unguarded: Outcome) -> Self {
        Self { unguarded, ..self }
    }

    const fn guarded(self, guarded: Outcome) -> Self {
        Self { guarded, ..self }
    }
}

impl Outcome {
    const fn switching(self) -> Self {
        Self { switched: true, ..self }
    }
}
