//! One fetch of a page, as data.

/// Which page makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// The one that is paired with the gateway, and so may do what its policy for the relay grants.
    Paired,
    /// One that nobody knows.
    Stranger,
}

/// What is fetched, and what must come of it.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(super) struct Visit {
    /// A sentence for the reader.
    pub(super) title: &'static str,
    pub(super) page: Page,
    /// What the gateway's log page says once the select button, which is pressed first, has been noticed.
    pub(super) pressed: Option<&'static str>,
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) headers: &'static [(&'static str, &'static str)],
    pub(super) body: &'static str,
    /// With credentials: the page includes them, rather than leaving them to its own origin.
    pub(super) includes: bool,
    pub(super) expected: Expected,
}

/// What must come of a visit. That browser and crate agree on all else is checked too, and needs no words here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    /// The status that the page reads, or why it reads nothing, as Chromium names it.
    pub(super) page: Result<u16, &'static str>,
    /// The methods of the requests that go over the wire, in order.
    pub(super) wire: &'static [&'static str],
    /// Whether the relay is then on.
    pub(super) relay_on: bool,
}
