//! Destinations of requests (Fetch `#concept-request-destination`).

macro_rules! destinations {
    ($($(#[$doc:meta])* $name:ident = $value:literal,)+) => {
        /// What a response will be used for (Fetch `#concept-request-destination`).
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Destination {
            /// The empty string: `fetch()`, `XMLHttpRequest`, beacons, `EventSource`, `WebSocket`.
            #[default]
            Empty,
            $($(#[$doc])* $name,)+
        }

        impl Destination {
            /// The destination of that name; `None` for a name that Fetch does not have. Case-sensitive.
            #[must_use]
            pub const fn parse(name: &[u8]) -> Option<Self> {
                match name {
                    b"" => Some(Self::Empty),
                    $($value => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// The name; empty for [`Destination::Empty`].
            #[must_use]
            pub const fn name(self) -> &'static [u8] {
                match self {
                    Self::Empty => b"",
                    $(Self::$name => $value,)+
                }
            }
        }
    };
}

destinations! {
    /// `<audio>`.
    Audio = b"audio",
    /// `audioWorklet.addModule()`.
    AudioWorklet = b"audioworklet",
    /// A top-level navigation.
    Document = b"document",
    /// `<embed>`.
    Embed = b"embed",
    /// A font of a style sheet.
    Font = b"font",
    /// `<frame>`.
    Frame = b"frame",
    /// `<iframe>`.
    Iframe = b"iframe",
    /// `<img>`, an image of a style sheet, a favicon.
    Image = b"image",
    /// A JSON module.
    Json = b"json",
    /// A web app's manifest.
    Manifest = b"manifest",
    /// `<object>`.
    Object = b"object",
    /// `CSS.paintWorklet.addModule()`.
    PaintWorklet = b"paintworklet",
    /// A report of a violation.
    Report = b"report",
    /// `<script>`, a module, `importScripts()`.
    Script = b"script",
    /// A service worker's script.
    ServiceWorker = b"serviceworker",
    /// A shared worker's script.
    SharedWorker = b"sharedworker",
    /// `<link rel=stylesheet>`, `@import`, a CSS module.
    Style = b"style",
    /// A text module.
    Text = b"text",
    /// `<track>`.
    Track = b"track",
    /// `<video>`.
    Video = b"video",
    /// A federated identity request.
    WebIdentity = b"webidentity",
    /// A worker's script.
    Worker = b"worker",
    /// `<?xml-stylesheet?>` with XSLT.
    Xslt = b"xslt",
}

impl Destination {
    /// Script-like (Fetch `#request-destination-script-like`): what runs as script; XSLT is not counted there.
    #[must_use]
    pub const fn is_script_like(self) -> bool {
        matches!(
            self,
            Self::AudioWorklet
                | Self::PaintWorklet
                | Self::Script
                | Self::ServiceWorker
                | Self::SharedWorker
                | Self::Worker
        )
    }
}
