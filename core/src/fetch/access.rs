//! What kind of access it is when a page reaches out to another origin, and what the same-origin policy says of it.
//!
//! The policy in three words: a page may *write* to other origins (links, forms, beacons), may *embed* what they hold
//! (images, scripts, frames), and may not *read* it, unless the server grants that by CORS. Nearly every way to reach
//! out lets something be seen all the same; [`access`] lists it.

use crate::origin::{EnvironmentOrigin, TupleOrigin};

/// A way in which a page reaches out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Way {
    /// A link that is followed, or `location` being assigned.
    Link,
    /// A form that is submitted.
    Form,
    /// `navigator.sendBeacon()`, and a link's `ping`.
    Beacon,
    /// `fetch()` with mode `no-cors`.
    NoCorsFetch,
    /// `postMessage()` to another window.
    PostMessage,
    /// `<script>`, classic.
    Script,
    /// A classic script as a way to fetch data: JSONP.
    Jsonp,
    /// `<link rel=stylesheet>` and `@import`.
    Style,
    /// `<img>`, CSS images, favicons.
    Image,
    /// `<audio>` and `<video>`.
    Media,
    /// `<object>` and `<embed>`.
    Object,
    /// `<iframe>`.
    Frame,
    /// `@font-face`.
    Font,
    /// `<script type=module>` and `import`.
    ModuleScript,
    /// `fetch()` with mode `cors`.
    Fetch,
    /// `XMLHttpRequest`.
    Xhr,
    /// `EventSource`.
    EventSource,
    /// `WebSocket`.
    WebSocket,
    /// `localStorage`, `indexedDB` and what else an origin keeps in the browser.
    Storage,
}

/// The kind of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "the three kinds that the same-origin policy tells apart")]
pub enum AccessKind {
    /// Something is sent; what comes back is not for the page.
    Write,
    /// What comes back is shown or run, not handed to the page.
    Embed,
    /// What comes back is handed to the page.
    Read,
}

/// What the same-origin policy says when the other side is another origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Rule {
    /// It is let through. A server that minds must refuse the request itself: see the crate's guard.
    Allowed,
    /// It fails unless the server grants it by CORS.
    NeedsCors,
    /// It is let through with an `Origin` header; the server must look at it, since CORS is not asked.
    ServerChecksOrigin,
    /// It is delivered if the receiver has the origin that the sender names; the receiver must look at the sender's.
    NamedOrigin,
    /// It does not exist across origins.
    SameOriginOnly,
}

/// Something that a page may or may not learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Fact {
    /// Whether it loaded: a `load` or an `error` event, a promise kept or broken.
    Loaded,
    /// How long it took, to the millisecond. Details need `Timing-Allow-Origin`.
    Timing,
    /// Width and height of an image or a video.
    Dimensions,
    /// The duration of a sound or a video.
    Duration,
    /// Pixels and samples. Drawing them on a canvas taints it, and a tainted canvas cannot be read.
    Pixels,
    /// What a script does: it runs as the page, and the page sees every global and call that it makes.
    Effects,
    /// The text of a script or style sheet.
    Source,
    /// Message, file and line of a script's errors: muted to `Script error.`.
    ErrorDetails,
    /// How a style sheet changes what the page itself shows.
    ComputedStyle,
    /// The rules of a style sheet, through `cssRules`.
    StyleRules,
    /// How many frames a window has, whether it is closed, and that it is there to post messages to.
    WindowSurface,
    /// The document in a window, and its URL.
    Document,
    /// Metrics and shapes of a font's glyphs.
    Glyphs,
    /// A response's status, headers and body; opaque where withheld.
    Response,
    /// Messages of a socket or another window.
    Messages,
    /// What another origin has stored.
    StoredValues,
}

/// One way to reach out, and what comes of it across origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Access {
    /// Writing, embedding or reading.
    pub kind: AccessKind,
    /// What the policy says.
    pub rule: Rule,
    /// What the page learns without being granted anything.
    pub leaks: &'static [Fact],
    /// What it does not learn.
    pub withheld: &'static [Fact],
    /// Whether a CORS grant opens what is withheld, and all errors with it: always where one is needed, with a
    /// `crossorigin` attribute where there is one.
    pub opened_by_cors: bool,
    /// The whole in a sentence.
    pub sentence: &'static str,
}

/// What kind of access a way of reaching out to another origin is, what the same-origin policy says of it, what leaks
/// and what is withheld (HTML and Fetch at large; none of it applies to the page's own origin).
///
/// ```
/// use corselet::fetch::access::{AccessKind, Fact, Rule, Way, access};
///
/// let image = access(Way::Image);
/// assert_eq!((image.kind, image.rule), (AccessKind::Embed, Rule::Allowed));
/// assert!(image.leaks.contains(&Fact::Dimensions));
/// assert!(image.withheld.contains(&Fact::Pixels));
/// assert_eq!(access(Way::Fetch).rule, Rule::NeedsCors);
/// ```
#[must_use]
pub const fn access(way: Way) -> Access {
    use AccessKind::{Embed, Read, Write};
    use Fact::*;
    match way {
        Way::Link => Access {
            kind: Write,
            rule: Rule::Allowed,
            leaks: &[],
            withheld: &[Response, Document],
            opened_by_cors: false,
            sentence: "a page may send its visitor anywhere, and is then gone or has a window that it \
                       cannot look into",
        },
        Way::Form => Access {
            kind: Write,
            rule: Rule::Allowed,
            leaks: &[],
            withheld: &[Response, Document],
            opened_by_cors: false,
            sentence: "a form may be posted anywhere, with cookies as SameSite allows, so a server must \
                       refuse what it did not ask for",
        },
        Way::Beacon => Access {
            kind: Write,
            rule: Rule::Allowed,
            leaks: &[],
            withheld: &[Response],
            opened_by_cors: false,
            sentence: "a beacon is a POST whose answer nobody sees; only its content type may cause a \
                       preflight",
        },
        Way::NoCorsFetch => Access {
            kind: Write,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing],
            withheld: &[Response],
            opened_by_cors: false,
            sentence: "the request is made as a form could make it, and the response is opaque: status 0, \
                       no headers, no body",
        },
        Way::PostMessage => Access {
            kind: Write,
            rule: Rule::NamedOrigin,
            leaks: &[WindowSurface],
            withheld: &[Document],
            opened_by_cors: false,
            sentence: "a message is delivered if the receiving document has the named origin, and tells the \
                       receiver the sender's",
        },
        Way::Script => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing, Effects],
            withheld: &[Source, ErrorDetails],
            opened_by_cors: true,
            sentence: "a script runs with the page's own origin, wherever it comes from; its text and its \
                       errors stay hidden",
        },
        Way::Jsonp => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing, Effects],
            withheld: &[Source, ErrorDetails],
            opened_by_cors: false,
            sentence: "data wrapped in a call is handed to every page that embeds it, and the page runs \
                       whatever the server sends; CORS lets the server name its readers and keeps data from \
                       being code",
        },
        Way::Style => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing, ComputedStyle],
            withheld: &[Source, StyleRules],
            opened_by_cors: true,
            sentence: "a style sheet is applied, and its rules cannot be listed",
        },
        Way::Image => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing, Dimensions],
            withheld: &[Pixels, Response],
            opened_by_cors: true,
            sentence: "an image is shown and its size known; a canvas that it is drawn on is tainted and \
                       cannot be read",
        },
        Way::Media => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing, Dimensions, Duration],
            withheld: &[Pixels, Response],
            opened_by_cors: true,
            sentence: "sound and video are played and their size and length known; samples and frames are \
                       not",
        },
        Way::Object => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Loaded, Timing, Dimensions, WindowSurface],
            withheld: &[Document, Pixels, Response],
            opened_by_cors: false,
            sentence: "an object is a frame or an image, and may be seen as one",
        },
        Way::Frame => Access {
            kind: Embed,
            rule: Rule::Allowed,
            leaks: &[Timing, WindowSurface],
            withheld: &[Document, Response],
            opened_by_cors: false,
            sentence: "another site's page is shown unless it forbids framing; it cannot be looked into, \
                       only counted and talked to",
        },
        Way::Font => Access {
            kind: Embed,
            rule: Rule::NeedsCors,
            leaks: &[Loaded, Timing],
            withheld: &[Glyphs, Response],
            opened_by_cors: true,
            sentence: "a font is always fetched with CORS: to use it is to read it",
        },
        Way::ModuleScript => Access {
            kind: Embed,
            rule: Rule::NeedsCors,
            leaks: &[Loaded, Timing],
            withheld: &[Effects, Source, ErrorDetails],
            opened_by_cors: true,
            sentence: "a module is always fetched with CORS: the mistake made with classic scripts is not \
                       repeated",
        },
        Way::Fetch => Access {
            kind: Read,
            rule: Rule::NeedsCors,
            leaks: &[Loaded, Timing],
            withheld: &[Response],
            opened_by_cors: true,
            sentence: "the response is read if the server grants it; a request that a form could have made \
                       is sent all the same",
        },
        Way::Xhr => Access {
            kind: Read,
            rule: Rule::NeedsCors,
            leaks: &[Loaded, Timing],
            withheld: &[Response],
            opened_by_cors: true,
            sentence: "as with fetch; listening to uploads makes every request ask first",
        },
        Way::EventSource => Access {
            kind: Read,
            rule: Rule::NeedsCors,
            leaks: &[Loaded, Timing],
            withheld: &[Response, Messages],
            opened_by_cors: true,
            sentence: "a stream of events is a response that is read, and needs the server's grant like any \
                       other",
        },
        Way::WebSocket => Access {
            kind: Read,
            rule: Rule::ServerChecksOrigin,
            leaks: &[Loaded, Timing, Messages],
            withheld: &[Response],
            opened_by_cors: false,
            sentence: "a socket opens to any server that accepts it, with cookies; a server that does not \
                       check Origin talks to every page",
        },
        Way::Storage => Access {
            kind: Read,
            rule: Rule::SameOriginOnly,
            leaks: &[],
            withheld: &[StoredValues],
            opened_by_cors: false,
            sentence: "what an origin stores, it alone finds again; an opaque origin has no storage",
        },
    }
}

impl Way {
    /// Every way there is, writes first, then embeddings, then reads.
    pub const ALL: [Self; 19] = [
        Self::Link,
        Self::Form,
        Self::Beacon,
        Self::NoCorsFetch,
        Self::PostMessage,
        Self::Script,
        Self::Jsonp,
        Self::Style,
        Self::Image,
        Self::Media,
        Self::Object,
        Self::Frame,
        Self::Font,
        Self::ModuleScript,
        Self::Fetch,
        Self::Xhr,
        Self::EventSource,
        Self::WebSocket,
        Self::Storage,
    ];
}

/// The origin that an environment's storage is keyed by (Storage `#obtain-a-storage-key`); `None` for an opaque one,
/// which has none: a script that asks gets a `SecurityError`. (User agents key by the top-level site too.)
///
/// ```
/// use corselet::fetch::access::storage_origin;
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let page = Origin::parse(b"https://a.test:8443").unwrap();
/// assert_eq!(storage_origin(&EnvironmentOrigin::new(page, OpaqueId(1))).as_ref(), page.tuple());
/// assert_eq!(storage_origin(&EnvironmentOrigin::Opaque(OpaqueId(1))), None);
/// ```
#[must_use]
pub const fn storage_origin<'a>(environment: &EnvironmentOrigin<'a>) -> Option<TupleOrigin<'a>> {
    match environment {
        EnvironmentOrigin::Opaque(_) => None,
        EnvironmentOrigin::Tuple(tuple, _) => Some(*tuple),
    }
}
