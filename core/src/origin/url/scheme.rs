//! Schemes of URLs (URL `#concept-url-scheme`).

use super::text::Text;

/// The scheme of a URL, as far as anything is decided by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Scheme {
    /// `http`.
    Http,
    /// `https`.
    Https,
    /// `ws`.
    Ws,
    /// `wss`.
    Wss,
    /// `ftp`.
    Ftp,
    /// `file`.
    File,
    /// `about`.
    About,
    /// `blob`.
    Blob,
    /// `data`.
    Data,
    /// `javascript`.
    JavaScript,
    /// Any other.
    Other,
}

const KNOWN: [(Scheme, &[u8]); 10] = [
    (Scheme::Http, b"http"),
    (Scheme::Https, b"https"),
    (Scheme::Ws, b"ws"),
    (Scheme::Wss, b"wss"),
    (Scheme::Ftp, b"ftp"),
    (Scheme::File, b"file"),
    (Scheme::About, b"about"),
    (Scheme::Blob, b"blob"),
    (Scheme::Data, b"data"),
    (Scheme::JavaScript, b"javascript"),
];

impl Scheme {
    pub(super) fn of(name: Text<'_>) -> Self {
        KNOWN.iter().find(|(_, known)| name.is(known)).map_or(Self::Other, |(scheme, _)| *scheme)
    }

    /// The scheme in lower case; empty for [`Scheme::Other`].
    #[must_use]
    pub fn name(self) -> &'static [u8] {
        KNOWN.iter().find(|(scheme, _)| *scheme == self).map_or(b"", |(_, name)| name)
    }

    /// Special scheme (URL `#special-scheme`): `http`, `https`, `ws`, `wss`, `ftp`, `file`.
    #[must_use]
    pub const fn is_special(self) -> bool {
        matches!(self, Self::Http | Self::Https | Self::Ws | Self::Wss | Self::Ftp | Self::File)
    }

    /// HTTP(S) scheme (Fetch `#http-scheme`).
    #[must_use]
    pub const fn is_http(self) -> bool {
        matches!(self, Self::Http | Self::Https)
    }

    /// Local scheme (Fetch `#local-scheme`): `about`, `blob`, `data`.
    #[must_use]
    pub const fn is_local(self) -> bool {
        matches!(self, Self::About | Self::Blob | Self::Data)
    }

    /// Fetch scheme (Fetch `#fetch-scheme`): what `fetch()` can load.
    #[must_use]
    pub const fn is_fetch(self) -> bool {
        self.is_local() || self.is_http() || matches!(self, Self::File)
    }
}

/// A scheme and its colon, and what follows (URL `#scheme-start-state`, `#scheme-state`).
pub(super) fn split(text: Text<'_>) -> Option<(Text<'_>, Text<'_>)> {
    let (name, rest) =
        text.split_run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let (first, _) = name.split_first()?;
    match rest.split_first() {
        Some((b':', after)) if first.is_ascii_alphabetic() => Some((name, after)),
        _ => None,
    }
}
