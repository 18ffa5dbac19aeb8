//! What elements ask for, and what they make of the answer (HTML, at each element).

use anyhow::{Result, bail};
use corselet::fetch::embed::{
    CrossOrigin, Destination, MediaRequest, is_blocked_by_mime_type, is_blocked_by_nosniff, is_style_sheet,
};
use corselet::fetch::{Credentials, Mode, Profile, Request, RequestOrigin};
use corselet::header::{Essence, HeaderList};

/// The ways of loading that are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Script,
    Module,
    Img,
    Stylesheet,
    Audio,
    Video,
    Iframe,
    Object,
    Embed,
    Fetch,
    FetchCors,
}

/// A response as an element gets it.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    pub(super) headers: HeaderList<'a>,
    pub(super) status: u16,
    /// What the body is: `js`, `css`, `png`, `wav`, `html`, `json` or `text`, always a valid one.
    pub(super) body_kind: &'a str,
    pub(super) same_origin: bool,
    pub(super) quirks_mode: bool,
}

/// What an element shows of a load.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) loaded: bool,
    pub(super) event: &'static str,
    pub(super) net_error: Option<&'static str>,
}

impl Shown {
    const FAILED: Self = Self { loaded: false, event: "error", net_error: None };
    const ABORTED: Self = Self { loaded: false, event: "error", net_error: Some("net::ERR_ABORTED") };

    const fn loaded(loaded: bool) -> Self {
        Self { loaded, event: "load", net_error: None }
    }
}

impl Element {
    pub(super) fn parse(name: &str) -> Result<Self> {
        Ok(match name {
            "script" => Self::Script,
            "module" => Self::Module,
            "img" => Self::Img,
            "stylesheet" => Self::Stylesheet,
            "audio" => Self::Audio,
            "video" => Self::Video,
            "iframe" => Self::Iframe,
            "object" => Self::Object,
            "embed" => Self::Embed,
            "fetch" => Self::Fetch,
            "fetch-cors" => Self::FetchCors,
            _ => bail!("unknown element {name}"),
        })
    }

    /// The request that the element makes.
    pub(super) fn request<'a>(self, page: RequestOrigin<'a>, crossorigin: CrossOrigin) -> Request<'a> {
        let mut request = Request::new(page);
        (request.mode, request.credentials) = match self {
            Self::Iframe | Self::Object | Self::Embed => (Mode::Navigate, Credentials::Include),
            Self::Module => (Mode::Cors, crossorigin.module_credentials()),
            Self::Fetch => (Mode::NoCors, Credentials::SameOrigin),
            Self::FetchCors => (Mode::Cors, Credentials::SameOrigin),
            _ => (crossorigin.mode(false), crossorigin.credentials()),
        };
        request.by_element = matches!(self, Self::Script | Self::Module | Self::Img | Self::Stylesheet);
        request.unsafe_request = self.is_fetch();
        request
    }

    pub(super) fn destination(self) -> Destination {
        match self {
            Self::Script | Self::Module => Destination::Script,
            Self::Img => Destination::Image,
            Self::Stylesheet => Destination::Style,
            Self::Audio => Destination::Audio,
            Self::Video => Destination::Video,
            Self::Iframe => Destination::Iframe,
            Self::Object => Destination::Object,
            Self::Embed => Destination::Embed,
            Self::Fetch | Self::FetchCors => Destination::Empty,
        }
    }

    pub(super) fn media(self) -> MediaRequest {
        match self {
            Self::Audio | Self::Video => MediaRequest::Initial,
            _ => MediaRequest::No,
        }
    }

    pub(super) fn is_fetch(self) -> bool {
        matches!(self, Self::Fetch | Self::FetchCors)
    }

    /// Whether the page hears of a frame that may not be shown: only `<object>` says so.
    pub(super) fn refused_frame_event(self) -> &'static str {
        if self == Self::Object { "error" } else { "load" }
    }

    /// What comes of a response that nothing has blocked on its way to the element.
    pub(super) fn receive(self, answer: &Answer<'_>, profile: &Profile) -> Shown {
        let blocked = is_blocked_by_nosniff(self.destination(), &answer.headers)
            || is_blocked_by_mime_type(self.destination(), &answer.headers);
        let ok = (200..=299).contains(&answer.status);
        match self {
            // HTML #fetch-a-classic-script, #fetch-a-single-module-script.
            Self::Script | Self::Module if !ok => Shown::ABORTED,
            Self::Script | Self::Module if blocked => Shown::FAILED,
            Self::Script => Shown::loaded(answer.body_kind == "js"),
            Self::Module => {
                let essence = Essence::extract(answer.headers.values(b"content-type"));
                match essence.is_some_and(|essence| essence.is_javascript()) {
                    true => Shown::loaded(answer.body_kind == "js"),
                    false => Shown::FAILED,
                }
            }
            // HTML #link-type-stylesheet.
            Self::Stylesheet if !ok || blocked => Shown::ABORTED,
            Self::Stylesheet => {
                let quirks = answer.quirks_mode && answer.same_origin;
                let applies = is_style_sheet(&answer.headers, quirks, profile);
                Shown::loaded(applies && answer.body_kind == "css")
            }
            // HTML #the-img-element: the label only tells SVG from the rest.
            Self::Img => {
                let essence = Essence::extract(answer.headers.values(b"content-type"));
                let svg = essence.is_some_and(|essence| essence.is(b"image/svg+xml"));
                if answer.body_kind == "png" && !svg { Shown::loaded(true) } else { Shown::FAILED }
            }
            // HTML #media-elements.
            Self::Audio | Self::Video => match answer.body_kind {
                "wav" => Shown { loaded: true, event: "loadedmetadata", net_error: None },
                _ => Shown::FAILED,
            },
            Self::Iframe | Self::Object | Self::Embed => Shown::loaded(answer.body_kind == "html"),
            Self::Fetch | Self::FetchCors => Shown::loaded(true),
        }
    }
}
