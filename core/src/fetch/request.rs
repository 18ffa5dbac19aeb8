//! What a request is: its mode, its credentials mode and its response tainting.

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$name_doc:meta])* $name:ident = $value:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$name_doc])* $name,)+
        }

        impl $type {
            /// The value of that name; `None` for a name that Fetch does not have. Case-sensitive.
            #[must_use]
            pub const fn parse(name: &[u8]) -> Option<Self> {
                match name {
                    $($value => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// The name, as Fetch writes it.
            #[must_use]
            pub const fn name(self) -> &'static [u8] {
                match self {
                    $(Self::$name => $value,)+
                }
            }
        }
    };
}

names! {
    /// The mode of a request (Fetch `#concept-request-mode`).
    Mode {
        /// Only to the page's own origin.
        SameOrigin = b"same-origin",
        /// To any origin that lets the page read the answer.
        Cors = b"cors",
        /// To any origin, for an answer that the page cannot read.
        NoCors = b"no-cors",
        /// A navigation.
        Navigate = b"navigate",
        /// The handshake of a WebSocket.
        WebSocket = b"websocket",
        /// A WebTransport session.
        WebTransport = b"webtransport",
    }
}

names! {
    /// The credentials mode of a request (Fetch `#concept-request-credentials-mode`).
    Credentials {
        /// Never send or store credentials.
        Omit = b"omit",
        /// Only to the page's own origin.
        SameOrigin = b"same-origin",
        /// To every origin.
        Include = b"include",
    }
}

names! {
    /// The response tainting of a request (Fetch `#concept-request-response-tainting`).
    Tainting {
        /// The answer is the page's own.
        Basic = b"basic",
        /// The answer's owner has to share it.
        Cors = b"cors",
        /// The page gets the answer, but cannot look into it.
        Opaque = b"opaque",
    }
}
