//! The CORS check (Fetch `#concept-cors-check`): may the page have this response?

use super::origin_grammar::is_origin_or_null;
use super::{CorsError, Credentials, Profile};
use crate::header::{Field, HeaderList, Line};
use crate::origin::MAX_ORIGIN_LEN;
use crate::origin::url::{self, NoIdna, Scratch};
use core::fmt;

/// How a response is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Shared {
    /// With everybody: `*`, and no credentials (step 3).
    Anybody,
    /// With the origin, without credentials (step 5).
    Origin,
    /// With the origin, credentials included (step 7).
    OriginWithCredentials,
}

/// Why a response is not shared. The standard knows steps 2, 4 and 8; the finer reasons are Chromium's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CheckError {
    /// No `access-control-allow-origin` (step 2).
    MissingAllowOrigin,
    /// `*`, but the request has credentials (step 4).
    WildcardWithCredentials,
    /// More than one value: a blank or a comma in it (step 4).
    MultipleAllowOrigin,
    /// Not an origin, `null` or `*` (step 4).
    InvalidAllowOrigin,
    /// Another origin, or the right one written otherwise (step 4).
    AllowOriginMismatch,
    /// No `access-control-allow-credentials` for a request with credentials (step 8).
    MissingAllowCredentials,
    /// An `access-control-allow-credentials` that is not `true` (step 8).
    InvalidAllowCredentials,
}

impl CheckError {
    /// The number of the step that fails (Fetch `#concept-cors-check`).
    #[must_use]
    pub const fn step(self) -> u8 {
        match self {
            Self::MissingAllowOrigin => 2,
            Self::WildcardWithCredentials
            | Self::MultipleAllowOrigin
            | Self::InvalidAllowOrigin
            | Self::AllowOriginMismatch => 4,
            Self::MissingAllowCredentials | Self::InvalidAllowCredentials => 8,
        }
    }

    /// Chromium's name for it, on the response itself.
    #[must_use]
    pub const fn cors_error(self) -> CorsError {
        match self {
            Self::MissingAllowOrigin => CorsError::MissingAllowOriginHeader,
            Self::WildcardWithCredentials => CorsError::WildcardOriginNotAllowed,
            Self::MultipleAllowOrigin => CorsError::MultipleAllowOriginValues,
            Self::InvalidAllowOrigin => CorsError::InvalidAllowOriginValue,
            Self::AllowOriginMismatch => CorsError::AllowOriginMismatch,
            Self::MissingAllowCredentials | Self::InvalidAllowCredentials => {
                CorsError::InvalidAllowCredentials
            }
        }
    }

    /// Chromium's name for it, on a preflight's response.
    #[must_use]
    pub const fn preflight_cors_error(self) -> CorsError {
        match self {
            Self::MissingAllowOrigin => CorsError::PreflightMissingAllowOriginHeader,
            Self::WildcardWithCredentials => CorsError::PreflightWildcardOriginNotAllowed,
            Self::MultipleAllowOrigin => CorsError::PreflightMultipleAllowOriginValues,
            Self::InvalidAllowOrigin => CorsError::PreflightInvalidAllowOriginValue,
            Self::AllowOriginMismatch => CorsError::PreflightAllowOriginMismatch,
            Self::MissingAllowCredentials | Self::InvalidAllowCredentials => {
                CorsError::PreflightInvalidAllowCredentials
            }
        }
    }

    /// The field whose combined value is at fault, if there is one to show.
    #[must_use]
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::MultipleAllowOrigin | Self::InvalidAllowOrigin | Self::AllowOriginMismatch => {
                Some(Field::AllowOrigin)
            }
            Self::InvalidAllowCredentials => Some(Field::AllowCredentials),
            Self::MissingAllowOrigin | Self::WildcardWithCredentials | Self::MissingAllowCredentials => None,
        }
    }
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cors_error().fmt(f)
    }
}

impl core::error::Error for CheckError {}

/// The CORS check (Fetch `#concept-cors-check`). `origin` is the byte-serialised request origin: what the request's
/// `Origin` header said, `null` included. It is compared byte for byte; several lines of a field count as one value.
///
/// Linear in the headers.
///
/// ```
/// use corselet::fetch::{CheckError, Credentials, Profile, Shared, cors_check};
/// use corselet::header::HeaderList;
///
/// let check = |allow_origin: &[u8], credentials| {
///     let headers = [(&b"Access-Control-Allow-Origin"[..], allow_origin)];
///     cors_check(&HeaderList::new(&headers), b"https://app.example.com", credentials, &Profile::STANDARD)
/// };
/// assert_eq!(check(b"https://app.example.com", Credentials::Omit), Ok(Shared::Origin));
/// assert_eq!(check(b"https://app.example.com/", Credentials::Omit), Err(CheckError::InvalidAllowOrigin));
/// assert_eq!(check(b"*", Credentials::Omit), Ok(Shared::Anybody));
/// assert_eq!(check(b"*", Credentials::Include), Err(CheckError::WildcardWithCredentials));
/// ```
///
/// # Errors
/// [`CheckError`]: the first step that fails. Which of the reasons of step 4 it is does not change the outcome; with
/// [`Profile::allow_origin_is_url`] a name beyond ASCII counts as one that IDNA allows if it is UTF-8.
pub fn cors_check(
    response: &HeaderList<'_>,
    origin: &[u8],
    credentials: Credentials,
    profile: &Profile,
) -> Result<Shared, CheckError> {
    let include = credentials == Credentials::Include;
    match response.line(Field::AllowOrigin.name().as_bytes()) {
        Line::Absent => return Err(CheckError::MissingAllowOrigin),
        Line::One(b"*") if include => return Err(CheckError::WildcardWithCredentials),
        Line::One(b"*") => return Ok(Shared::Anybody),
        Line::One(value) if value == origin => {}
        Line::One(value) => return Err(mismatch(value, profile)),
        Line::Several => return Err(CheckError::MultipleAllowOrigin),
    }
    if !include {
        return Ok(Shared::Origin);
    }
    match response.line(Field::AllowCredentials.name().as_bytes()) {
        Line::One(b"true") => Ok(Shared::OriginWithCredentials),
        Line::Absent => Err(CheckError::MissingAllowCredentials),
        _ => Err(CheckError::InvalidAllowCredentials),
    }
}

/// What is wrong with a value that is not the origin.
fn mismatch(value: &[u8], profile: &Profile) -> CheckError {
    let is_origin =
        || if profile.allow_origin_is_url { is_url_or_null(value) } else { is_origin_or_null(value) };
    if value.iter().any(|byte| matches!(byte, b' ' | b',')) {
        CheckError::MultipleAllowOrigin
    } else if is_origin() {
        CheckError::AllowOriginMismatch
    } else {
        CheckError::InvalidAllowOrigin
    }
}

fn is_url_or_null(value: &[u8]) -> bool {
    if value == b"null" {
        return true;
    }
    let mut buffer = [0; MAX_ORIGIN_LEN];
    match url::parse(value, None, &NoIdna, &mut Scratch::new(&mut buffer)) {
        Ok(_) => true,
        Err(url::UrlError::NeedsIdna) => core::str::from_utf8(value).is_ok(),
        Err(error) => !error.is_failure(),
    }
}
