//! One attack, as data.

use crate::browser::scene::Way;

/// What is tried, and what must come of it.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(super) struct Attack {
    /// A sentence for the reader.
    pub(super) title: &'static str,
    /// The function of the page that does it.
    pub(super) by: &'static str,
    /// The method of the request that it leads to, the first if there are several.
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    /// Whether the page's visitor then clicks where the device's own page has its button.
    pub(super) clicks: bool,
    /// What comes of it without the guard.
    pub(super) unguarded: Outcome,
    /// What must come of it with the guard.
    pub(super) guarded: Outcome,
}

/// What must come of an attack, seen from both ends.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(super) struct Outcome {
    /// What the page sees, or how that begins.
    pub(super) page: &'static str,
    /// What the device answers.
    pub(super) status: u16,
    /// What the device logs of its decision.
    pub(super) verdict: &'static str,
    /// Whether the relay, which is off before, is on.
    pub(super) switched: bool,
}

impl Attack {
    pub(super) const fn expected(&self, guarded: bool) -> &Outcome {
        if guarded { &self.guarded } else { &self.unguarded }
    }

    /// Whether its request tells where it comes from in `Sec-Fetch-` fields: never to a URL that is not potentially
    /// trustworthy (Fetch Metadata 2). Chromium adds none to a WebSocket's handshake, wherever that goes.
    pub(super) fn tells_site(&self, way: Way) -> bool {
        way == Way::Loopback && self.by != "socket"
    }
}
