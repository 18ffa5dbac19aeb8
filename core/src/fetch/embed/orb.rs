//! Opaque-response blocking (ORB, <https://github.com/annevk/orb>): what a page may not embed, since it is surely
//! neither script nor style sheet nor media.

use super::{Destination, determine_nosniff, signature, text};
use crate::fetch::Profile;
use crate::header::{Essence, HeaderList};

/// How many bytes of a body are looked at.
pub const SNIFF_LEN: usize = 1024;

/// What the rules look at in a response to a no-CORS request for another origin.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OpaqueResponse<'a> {
    /// The status.
    pub status: u16,
    /// The MIME type of the header list, if there is one (Fetch `#concept-header-extract-mime-type`).
    pub essence: Option<Essence<'a>>,
    /// Whether the server forbids sniffing (Fetch `#determine-nosniff`).
    pub nosniff: bool,
    /// Whether an audio or video element asks, and how often it has asked before.
    pub media: MediaRequest,
    /// Whether this is a 206 whose `Content-Range` does not begin at the body's first byte.
    pub mid_body: bool,
}

/// A request's no-cors media request state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "ORB defines exactly these three states")]
pub enum MediaRequest {
    /// Not from an audio or video element.
    #[default]
    No,
    /// The first request of a media element for this resource.
    Initial,
    /// A later one, for a resource whose beginning was found to be media.
    Subsequent,
}

/// What opaque-response blocking says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use]
#[non_exhaustive]
pub enum OrbVerdict {
    /// The response may be embedded.
    Allow,
    /// It may not.
    Block(OrbReason),
    /// It may if its whole body parses as JavaScript and does not parse as JSON: the caller has to find out.
    ParseScript,
}

/// Why an opaque response is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum OrbReason {
    /// The label alone: a type that no element embeds, such as `text/csv` or `application/zip`.
    NeverSniffed,
    /// A part (206) of what is labelled HTML, JSON or XML.
    PartOfDocument,
    /// Labelled HTML, JSON, XML or plain text, and the server forbids to think otherwise.
    NosniffDocument,
    /// A part (206) that does not begin at the body's first byte, and nothing is known of its beginning.
    MidBody,
    /// Audio or video, but no media element asked.
    MediaNotAskedFor,
    /// Audio or video with a status other than 200 and 206.
    MediaStatus,
    /// A media element asked, and this is neither audio nor video.
    NotMedia,
    /// Not an image, and the server forbids to look for a script.
    Nosniff,
    /// Not an image, and the status is not 200 to 299.
    Status,
    /// Labelled audio, image or video without a known signature.
    UnknownMedia,
    /// The body begins like HTML, XML or JSON, or breaks scripts on purpose.
    SurelyNoScript,
}

/// What becomes of a blocked response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a load fails, or it does not")]
pub enum OrbEffect {
    /// The load fails.
    NetworkError,
    /// The load succeeds with an empty body.
    EmptyBody,
}

impl<'a> OpaqueResponse<'a> {
    /// Reads the header list. [`mid_body`](Self::mid_body) is false.
    #[must_use]
    pub fn new(status: u16, headers: &HeaderList<'a>, media: MediaRequest) -> Self {
        let essence = Essence::extract(headers.values(b"content-type"));
        Self { status, essence, nosniff: determine_nosniff(headers), media, mid_body: false }
    }

    /// Decides from status and header list alone; `None` when the body's beginning is needed. Constant time.
    #[must_use]
    pub fn decide_head(&self, profile: &Profile) -> Option<OrbVerdict> {
        if let Some(essence) = &self.essence {
            if is_safelisted(essence, profile) {
                return Some(OrbVerdict::Allow);
            }
            if is_never_sniffed(essence, profile) {
                return Some(OrbVerdict::Block(OrbReason::NeverSniffed));
            }
            let document = essence.is_html() || essence.is_json() || essence.is_xml();
            if self.status == 206 && document && !profile.orb_allows_partial_documents {
                return Some(OrbVerdict::Block(OrbReason::PartOfDocument));
            }
            if self.nosniff && (document || essence.is(b"text/plain")) {
                return Some(OrbVerdict::Block(OrbReason::NosniffDocument));
            }
        }
        if self.media == MediaRequest::Subsequent {
            return Some(OrbVerdict::Allow);
        }
        self.mid_body.then_some(OrbVerdict::Block(OrbReason::MidBody))
    }

    /// Decides, given the first [`SNIFF_LEN`] bytes of the body, or the whole of a shorter one; what follows them is
    /// not looked at. Linear in those bytes.
    ///
    /// ```
    /// use corselet::fetch::Profile;
    /// use corselet::fetch::embed::{MediaRequest, OpaqueResponse, OrbReason, OrbVerdict};
    /// use corselet::header::HeaderList;
    ///
    /// let pairs: [(&[u8], &[u8]); 1] = [(b"content-type", b"text/csv")];
    /// let response = OpaqueResponse::new(200, &HeaderList::new(&pairs), MediaRequest::No);
    /// let verdict = response.decide(b"name,balance\n", &Profile::STANDARD);
    /// assert_eq!(verdict, OrbVerdict::Block(OrbReason::NeverSniffed));
    /// ```
    pub fn decide(&self, body: &[u8], profile: &Profile) -> OrbVerdict {
        use OrbVerdict::{Allow, Block, ParseScript};
        if let Some(verdict) = self.decide_head(profile) {
            return verdict;
        }
        let bytes = body.get(..SNIFF_LEN).unwrap_or(body);
        let asked_for_media = self.media != MediaRequest::No;
        if signature::is_audio_or_video(bytes) {
            return match self.status {
                _ if profile.orb_allows_media_to_all => Allow,
                _ if !asked_for_media => Block(OrbReason::MediaNotAskedFor),
                200 | 206 => Allow,
                _ => Block(OrbReason::MediaStatus),
            };
        }
        if asked_for_media && !profile.orb_allows_media_to_all {
            return Block(OrbReason::NotMedia);
        }
        if signature::is_image(bytes) {
            return Allow;
        }
        let Some(essence) = &self.essence else {
            return match self.status {
                _ if profile.orb_sniffs_text => Allow,
                _ if self.nosniff => Block(OrbReason::Nosniff),
                200..=299 => Allow,
                _ => Block(OrbReason::Status),
            };
        };
        if profile.orb_sniffs_text {
            return if text::is_surely_no_script(bytes) { Block(OrbReason::SurelyNoScript) } else { Allow };
        }
        if self.nosniff {
            Block(OrbReason::Nosniff)
        } else if !matches!(self.status, 200..=299) {
            Block(OrbReason::Status)
        } else if is_media_kind(essence) {
            Block(OrbReason::UnknownMedia)
        } else {
            ParseScript
        }
    }
}

impl OrbEffect {
    /// What becomes of a blocked response to a request with this destination.
    #[must_use]
    pub const fn of(destination: Destination, profile: &Profile) -> Self {
        match destination {
            Destination::Empty if profile.orb_spares_fetch => Self::EmptyBody,
            _ => Self::NetworkError,
        }
    }
}

/// Opaque-safelisted: allowed by the label.
fn is_safelisted(essence: &Essence<'_>, profile: &Profile) -> bool {
    const STREAMS: [&[u8]; 3] = [b"application/dash+xml", b"application/vnd.apple.mpegurl", b"text/vtt"];
    essence.is_any(&[b"text/css", b"image/svg+xml"])
        || (essence.is_javascript() && !profile.orb_sniffs_text)
        || (profile.orb_allows_media_labels && (essence.is_audio_or_video() || essence.is_any(&STREAMS)))
}

/// Opaque-blocklisted-never-sniffed: blocked by the label.
fn is_never_sniffed(essence: &Essence<'_>, profile: &Profile) -> bool {
    essence.is_any(&NEVER_SNIFFED) || essence.is_any(profile.orb_never_sniffed)
}

fn is_media_kind(essence: &Essence<'_>) -> bool {
    let kinds: [&[u8]; 3] = [b"audio", b"image", b"video"];
    kinds.iter().any(|kind| essence.kind().eq_ignore_ascii_case(kind))
}

/// The types that every profile blocks by their label.
const NEVER_SNIFFED: [&[u8]; 34] = [
    b"application/gzip",
    b"application/msexcel",
    b"application/mspowerpoint",
    b"application/msword",
    b"application/msword-template",
    b"application/pdf",
    b"application/vnd.ces-quickpoint",
    b"application/vnd.ces-quicksheet",
    b"application/vnd.ces-quickword",
    b"application/vnd.ms-excel",
    b"application/vnd.ms-excel.sheet.macroenabled.12",
    b"application/vnd.ms-powerpoint",
    b"application/vnd.ms-powerpoint.presentation.macroenabled.12",
    b"application/vnd.ms-word",
    b"application/vnd.ms-word.document.12",
    b"application/vnd.ms-word.document.macroenabled.12",
    b"application/vnd.msword",
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation",
    b"application/vnd.openxmlformats-officedocument.presentationml.template",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    b"application/vnd.presentation-openxml",
    b"application/vnd.presentation-openxmlm",
    b"application/vnd.spreadsheet-openxml",
    b"application/vnd.wordprocessing-openxml",
    b"application/x-gzip",
    b"application/x-protobuf",
    b"application/zip",
    b"multipart/byteranges",
    b"multipart/signed",
    b"text/csv",
    b"text/event-stream",
];
