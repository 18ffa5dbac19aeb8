//! What the guard has to do with: what other pages try, and what the gateway's own page may.

use super::Step;
use super::steps::{DASHBOARD, HOST, NOTHING, ONLY_VARY, PLANT, STRANGER, granted, request, with_body};

/// What the attacker's name is, where it was made to point at the gateway.
const REBOUND: &str = "evil.example.net";
/// What the answer to a load depends on, where the guard looks at all loads.
const ISOLATED: &str = "vary: sec-fetch-site, sec-fetch-mode, sec-fetch-dest, origin";

/// What a page does that a user happens to look at.
pub(super) fn attacks() -> Vec<Step> {
    let form = ["content-type: application/x-www-form-urlencoded", "content-length: 2"];
    let drive_by = [&request("POST /api/relay", &[&[STRANGER], &form[..]].concat())[..], b"on"].concat();
    let rebound = |start: &str, origin| request_at(REBOUND, start, &[origin]);
    let upgrade = ["connection: Upgrade", "upgrade: websocket", STRANGER];
    vec![
        Step::send("a drive-by form: CORS would let it happen, the guard does not", drive_by)
            .answers(403, NOTHING)
            .logs(&["POST /api/relay 403", "refused other-origin-write", "https://evil.example.net"])
            .led(true),
        Step::send("a browser that tells: the same form to a loopback address", {
            let told = ["sec-fetch-site: cross-site", "sec-fetch-mode: navigate", STRANGER];
            request("POST /api/relay", &told)
        })
        .answers(403, NOTHING)
        .logs(&["refused cross-site-write"]),
        Step::send(
            "a sandboxed frame: `null` is nobody",
            with_body("PUT /api/relay", &["origin: null"], "on"),
        )
        .answers(403, NOTHING)
        .logs(&["refused null-origin-write"]),
        Step::send("who may read may not write", with_body("PUT /api/relay", &[PLANT], "on"))
            .answers(403, NOTHING)
            .logs(&["refused other-origin-write", "https://press-4.plant.example.com"]),
        Step::send("a WebSocket writes too", request("GET /api/relay", &upgrade))
            .answers(403, NOTHING)
            .logs(&["refused other-origin-upgrade"]),
        Step::send(
            "DNS rebinding: the attacker's name points here, so its page is of the same origin",
            rebound("GET /api/relay", "origin: http://evil.example.net"),
        )
        .answers(421, NOTHING)
        .browser("the page is of the same origin and may read the answer")
        .logs(&["GET /api/relay 421", "refused host-unknown"]),
        Step::send(
            "... not even a preflight",
            request_at(REBOUND, "OPTIONS /api/relay", &[DASHBOARD, "access-control-request-method: PUT"]),
        )
        .answers(421, NOTHING)
        .logs(&["refused host-unknown"]),
        Step::send("the status page under another page's clicks", {
            let told = ["sec-fetch-site: cross-site", "sec-fetch-mode: navigate", "sec-fetch-dest: iframe"];
            request("GET /", &[&told[..], &["referer: https://evil.example.net/"]].concat())
        })
        .answers(200, ONLY_VARY)
        .has(&["x-frame-options", "content-security-policy"])
        .browser("refuses to show it in the frame: frame-ancestors")
        .logs(&["GET / 200"]),
        Step::send("the settings as another page's script", {
            request("GET /api/settings", &["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors"])
        })
        .answers(403, &[ISOLATED])
        .logs(&["refused cross-site-load"]),
    ]
}

/// What the gateway's own page may do, by whatever name it was asked for.
pub(super) fn own_page() -> Vec<Step> {
    let own = "origin: http://gateway.local";
    let (by_address, at_address) = ("127.0.0.1:8080", "origin: http://127.0.0.1:8080");
    vec![
        Step::send("the gateway's own page switches the relay", with_body("PUT /api/relay", &[own], "on"))
            .answers(204, granted!("http://gateway.local"))
            .logs(&["PUT /api/relay 204 actual-allowed", "http://gateway.local"]),
        Step::send("a dashboard that may write", with_body("PUT /api/relay", &[DASHBOARD], "off"))
            .answers(204, granted!("https://dashboard.example.com"))
            .logs(&["PUT /api/relay 204 actual-allowed"]),
        Step::send("the settings are the same host's alone", request("GET /api/settings", &[own]))
            .answers(200, &["access-control-allow-origin: http://gateway.local", "vary: origin", ISOLATED])
            .logs(&["GET /api/settings 200 actual-allowed"]),
        Step::send(
            "... by whatever name of its own it was asked for",
            request_at(by_address, "GET /api/settings", &[at_address]),
        )
        .answers(200, &["access-control-allow-origin: http://127.0.0.1:8080", "vary: origin", ISOLATED])
        .logs(&["GET /api/settings 200 actual-allowed"]),
        Step::send("... and one of its names is not another", request("GET /api/settings", &[at_address]))
            .answers(403, &[ISOLATED])
            .logs(&["refused other-origin-load"]),
    ]
}

fn request_at(host: &str, start: &str, lines: &[&str]) -> Vec<u8> {
    let request = String::from_utf8_lossy(&request(start, lines)).into_owned();
    request.replacen(HOST, host, 1).into_bytes()
}
