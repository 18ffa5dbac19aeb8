//! Whether an attack came out as it must.

use std::io::{self, Write};

use super::attack::Attack;
use super::predict::is_kept;
use crate::browser::exchange::Exchange;
use crate::browser::scene::Way;

/// Lines of a kind that are shown: a framed page goes on asking.
const SHOWN: usize = 4;

/// Where attacks are performed.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) way: Way,
    pub(super) guarded: bool,
    /// The origin of the attacker's page.
    pub(super) page: &'static str,
    /// The origin of the device, as the page addresses it.
    pub(super) device: String,
}

/// What came of an attack.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) page: String,
    pub(super) exchanges: Vec<Exchange>,
    pub(super) log: Vec<String>,
    pub(super) switched: bool,
}

impl Found {
    pub(super) fn show(&self, out: &mut dyn Write) -> io::Result<()> {
        for exchange in self.exchanges.iter().take(SHOWN) {
            let origin = exchange.values("origin").join(", ");
            let site = exchange.values("sec-fetch-site").join(", ");
            let told = [("origin", origin), ("sec-fetch-site", site)];
            let told = told.iter().filter(|(_, value)| !value.is_empty());
            let told: String = told.map(|(name, value)| format!(", {name}: {value}")).collect();
            writeln!(out, "  > {}{told}", exchange.asks())?;
            writeln!(out, "  < {}", exchange.response.status)?;
        }
        self.log.iter().take(SHOWN).try_for_each(|line| writeln!(out, "  device: {line}"))?;
        writeln!(out, "  page: {}", self.page.escape_debug())?;
        writeln!(out, "  relay: {}", if self.switched { "on" } else { "off" })
    }
}

/// What differs from what must come of `attack`: nothing, or a line for each difference.
pub(super) fn differences(attack: &Attack, stage: &Stage, found: &Found) -> Vec<String> {
    let Attack { by, method, path, .. } = attack;
    let expected = attack.expected(stage.guarded);
    let mut differences = Vec::new();
    if !found.page.starts_with(expected.page) {
        differences.push(format!("expected the page to see `{}`", expected.page));
    }
    match found.exchanges.first() {
        None => differences.push(format!("expected {method} {path}")),
        Some(first) => {
            if first.asks() != format!("{method} {path}") || first.response.status != expected.status {
                differences.push(format!("expected {method} {path}, answered {}", expected.status));
            }
            let site: &[&str] = if attack.tells_site(stage.way) { &["cross-site"] } else { &[] };
            if first.values("sec-fetch-site") != site {
                differences.push(format!("expected of sec-fetch-site {site:?}"));
            }
            let origin = first.values("origin").pop().unwrap_or_else(|| "-".to_owned());
            let line = format!("{method} {path} {} {} origin={origin}", expected.status, expected.verdict);
            if !found.log.iter().any(|told| told.starts_with(&line)) {
                differences.push(format!("expected the device to log `{line}`"));
            }
            // A frame that is not shown cannot be clicked; all else that is kept fails.
            let kept = if attack.clicks {
                !found.switched
            } else {
                ["TypeError", "an error"].contains(&&*found.page)
            };
            match is_kept(by, stage.page, &stage.device, &first.response) {
                Ok(None) => {}
                Ok(Some(predicted)) if predicted == kept => {}
                Ok(Some(predicted)) => {
                    differences.push(format!("predicted: kept from the page, {predicted}"))
                }
                Err(error) => differences.push(format!("nothing can be predicted: {error:#}")),
            }
        }
    }
    // A framed page that is shown goes on asking; Chromium asks once more on a new connection where 421 is answered.
    let same = |exchange: &&Exchange| {
        exchange.asks() == format!("{method} {path}") && exchange.response.status == expected.status
    };
    if stage.guarded
        && let Some(other) = found.exchanges.iter().find(|exchange| !same(exchange))
    {
        differences.push(format!("expected no request but {method} {path}, got {}", other.asks()));
    }
    if found.switched != expected.switched {
        let word = if expected.switched { "on" } else { "off" };
        differences.push(format!("expected the relay to be {word}"));
    }
    differences
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::attacks::attacks;
    use super::*;
    use crate::http::Response;

    fn found(page: &str, status: u16, line: &str, switched: bool) -> Found {
        let request = b"POST /api/relay HTTP/1.1\r\nhost: a\r\norigin: http://a.test\r\n\r\n".to_vec();
        let response = Response { status, fields: Vec::new(), body: Vec::new() };
        let exchanges = vec![Exchange { request, response, begun: Instant::now() }];
        Found { page: page.to_owned(), exchanges, log: vec![line.to_owned()], switched }
    }

    fn stage(way: Way, guarded: bool) -> Stage {
        Stage { way, guarded, page: "http://a.test", device: "http://b.test".to_owned() }
    }

    #[test]
    fn what_succeeds_unguarded_fails_guarded_and_the_other_way_round() {
        let form = &attacks(Way::Name)[0];
        let line = "POST /api/relay 204 actual-denied origin-not-allowed origin=http://a.test";
        let success = found("the frame stays", 204, line, true);
        assert_eq!(differences(form, &stage(Way::Name, false), &success), [""; 0]);
        assert_eq!(differences(form, &stage(Way::Name, true), &success).len(), 5);
        let line = "POST /api/relay 403 refused other-origin-write origin=http://a.test";
        let failure = found("the frame is elsewhere", 403, line, false);
        assert_eq!(differences(form, &stage(Way::Name, true), &failure), [""; 0]);
        assert_eq!(differences(form, &stage(Way::Name, false), &failure).len(), 4);
        assert_eq!(differences(form, &stage(Way::Loopback, true), &failure).len(), 1);
        assert_eq!(differences(form, &stage(Way::Name, true), &Found::default()).len(), 2);
    }
}
