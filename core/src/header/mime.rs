//! MIME types (MIME Sniffing `#understanding-mime-types`), as far as their essence: no decision here needs parameters.

use super::Split;
use super::token::{is_token, split_run, trim_end, trim_start};

/// The essence of a MIME type (MIME Sniffing `#mime-type-essence`): `type/subtype`, borrowed as it was written and
/// compared without regard to ASCII case. Parameters are skipped, whatever they hold.
///
/// ```
/// use corselet::header::Essence;
///
/// let essence = Essence::parse(b" Text/HTML ;charset=utf-8").unwrap();
/// assert!(essence.is(b"text/html") && essence.is_html());
/// assert!(Essence::parse(b"text").is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Essence<'a> {
    kind: &'a [u8],
    subtype: &'a [u8],
}

impl<'a> Essence<'a> {
    /// Parses one value (MIME Sniffing `#parse-a-mime-type`), or `None` where the standard says failure: type and
    /// subtype must be tokens. Linear in the value.
    #[must_use]
    pub fn parse(value: &'a [u8]) -> Option<Self> {
        let (kind, rest) = split_run(trim_start(value), |byte| byte != b'/');
        let rest = rest.strip_prefix(b"/")?;
        let (subtype, _) = split_run(rest, |byte| byte != b';');
        let subtype = trim_end(subtype);
        (is_token(kind) && is_token(subtype)).then_some(Self { kind, subtype })
    }

    /// Extracts the MIME type from the lines of `Content-Type` (Fetch `#concept-header-extract-mime-type`): the last
    /// value that parses and is not `*/*`. `None` where the standard says failure. Linear in the lines.
    ///
    /// ```
    /// use corselet::header::Essence;
    ///
    /// let lines: [&[u8]; 2] = [b"text/html, image/png", b"*/*"];
    /// assert!(Essence::extract(lines.into_iter()).unwrap().is(b"image/png"));
    /// ```
    #[must_use]
    pub fn extract(lines: impl Iterator<Item = &'a [u8]>) -> Option<Self> {
        Split::lines(lines).filter_map(Self::parse).filter(|essence| !essence.is(b"*/*")).last()
    }

    /// The type, before the slash, as it was written.
    #[must_use]
    pub const fn kind(&self) -> &'a [u8] {
        self.kind
    }

    /// The subtype, after the slash, as it was written.
    #[must_use]
    pub const fn subtype(&self) -> &'a [u8] {
        self.subtype
    }

    /// Whether the essence is this one, such as `text/css`.
    #[must_use]
    pub fn is(&self, essence: &[u8]) -> bool {
        essence.split_at_checked(self.kind.len()).is_some_and(|(kind, rest)| {
            kind.eq_ignore_ascii_case(self.kind)
                && rest.strip_prefix(b"/").is_some_and(|subtype| subtype.eq_ignore_ascii_case(self.subtype))
        })
    }

    /// Whether the essence is one of these.
    #[must_use]
    pub fn is_any(&self, essences: &[&[u8]]) -> bool {
        essences.iter().any(|essence| self.is(essence))
    }

    /// JavaScript MIME type (MIME Sniffing `#javascript-mime-type`).
    #[must_use]
    pub fn is_javascript(&self) -> bool {
        self.is_any(&JAVASCRIPT)
    }

    /// JSON MIME type (MIME Sniffing `#json-mime-type`).
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.has_suffix(b"+json") || self.is_any(&[b"application/json", b"text/json"])
    }

    /// XML MIME type (MIME Sniffing `#xml-mime-type`).
    #[must_use]
    pub fn is_xml(&self) -> bool {
        self.has_suffix(b"+xml") || self.is_any(&[b"text/xml", b"application/xml"])
    }

    /// HTML MIME type (MIME Sniffing `#html-mime-type`).
    #[must_use]
    pub fn is_html(&self) -> bool {
        self.is(b"text/html")
    }

    /// Image MIME type (MIME Sniffing `#image-mime-type`).
    #[must_use]
    pub fn is_image(&self) -> bool {
        self.kind.eq_ignore_ascii_case(b"image")
    }

    /// Audio or video MIME type (MIME Sniffing `#audio-or-video-mime-type`).
    #[must_use]
    pub fn is_audio_or_video(&self) -> bool {
        self.kind.eq_ignore_ascii_case(b"audio")
            || self.kind.eq_ignore_ascii_case(b"video")
            || self.is(b"application/ogg")
    }

    fn has_suffix(&self, suffix: &[u8]) -> bool {
        let start = self.subtype.len().checked_sub(suffix.len());
        start
            .and_then(|start| self.subtype.split_at_checked(start))
            .is_some_and(|(_, end)| end.eq_ignore_ascii_case(suffix))
    }
}

impl PartialEq for Essence<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind.eq_ignore_ascii_case(other.kind) && self.subtype.eq_ignore_ascii_case(other.subtype)
    }
}

impl Eq for Essence<'_> {}

const JAVASCRIPT: [&[u8]; 16] = [
    b"application/ecmascript",
    b"application/javascript",
    b"application/x-ecmascript",
    b"application/x-javascript",
    b"text/ecmascript",
    b"text/javascript",
    b"text/javascript1.0",
    b"text/javascript1.1",
    b"text/javascript1.2",
    b"text/javascript1.3",
    b"text/javascript1.4",
    b"text/javascript1.5",
    b"text/jscript",
    b"text/livescript",
    b"text/x-ecmascript",
    b"text/x-javascript",
];
