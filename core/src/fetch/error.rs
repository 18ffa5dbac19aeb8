//! Chromium's names for what went wrong (`network.mojom.CorsError`): what a console or a developer tool shows.

use core::fmt;

/// One of Chromium's CORS errors, as its developer tools name them.
///
/// The reasons that this crate's algorithms return map to these one to one, so that a tool can print what the browser
/// prints. `NoCorsRedirectModeNotFollow` is not in older lists and was seen in Chromium 156.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
#[expect(missing_docs, reason = "the variants are the browser's own names; see `meaning`")]
pub enum CorsError {
    DisallowedByMode,
    InvalidResponse,
    WildcardOriginNotAllowed,
    MissingAllowOriginHeader,
    MultipleAllowOriginValues,
    InvalidAllowOriginValue,
    AllowOriginMismatch,
    InvalidAllowCredentials,
    CorsDisabledScheme,
    PreflightInvalidStatus,
    PreflightDisallowedRedirect,
    PreflightWildcardOriginNotAllowed,
    PreflightMissingAllowOriginHeader,
    PreflightMultipleAllowOriginValues,
    PreflightInvalidAllowOriginValue,
    PreflightAllowOriginMismatch,
    PreflightInvalidAllowCredentials,
    InvalidAllowMethodsPreflightResponse,
    InvalidAllowHeadersPreflightResponse,
    MethodDisallowedByPreflightResponse,
    HeaderDisallowedByPreflightResponse,
    RedirectContainsCredentials,
    InsecureLocalNetwork,
    InvalidLocalNetworkAccess,
    LocalNetworkAccessPermissionDenied,
    NoCorsRedirectModeNotFollow,
}

impl CorsError {
    /// The name as developer tools write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.texts().0
    }

    /// What it means, in plain words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.texts().1
    }

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::DisallowedByMode => ("DisallowedByMode", "the request's mode allows its own origin only"),
            Self::InvalidResponse => ("InvalidResponse", "there was no usable answer"),
            Self::WildcardOriginNotAllowed => {
                ("WildcardOriginNotAllowed", "`*` does not share an answer to a request with credentials")
            }
            Self::MissingAllowOriginHeader => {
                ("MissingAllowOriginHeader", "the answer has no access-control-allow-origin")
            }
            Self::MultipleAllowOriginValues => {
                ("MultipleAllowOriginValues", "access-control-allow-origin holds more than one value")
            }
            Self::InvalidAllowOriginValue => {
                ("InvalidAllowOriginValue", "access-control-allow-origin is not an origin")
            }
            Self::AllowOriginMismatch => {
                ("AllowOriginMismatch", "access-control-allow-origin names another origin")
            }
            Self::InvalidAllowCredentials => {
                ("InvalidAllowCredentials", "access-control-allow-credentials is not `true`")
            }
            Self::CorsDisabledScheme => ("CorsDisabledScheme", "CORS is for http and https only"),
            Self::PreflightInvalidStatus => {
                ("PreflightInvalidStatus", "the preflight's status is not 200 to 299")
            }
            Self::PreflightDisallowedRedirect => {
                ("PreflightDisallowedRedirect", "the preflight was answered with a redirect")
            }
            Self::PreflightWildcardOriginNotAllowed => (
                "PreflightWildcardOriginNotAllowed",
                "`*` does not share an answer to a request with credentials, and the preflight counts as one",
            ),
            Self::PreflightMissingAllowOriginHeader => (
                "PreflightMissingAllowOriginHeader",
                "the preflight's answer has no access-control-allow-origin",
            ),
            Self::PreflightMultipleAllowOriginValues => (
                "PreflightMultipleAllowOriginValues",
                "the preflight's access-control-allow-origin holds more than one value",
            ),
            Self::PreflightInvalidAllowOriginValue => (
                "PreflightInvalidAllowOriginValue",
                "the preflight's access-control-allow-origin is not an origin",
            ),
            Self::PreflightAllowOriginMismatch => (
                "PreflightAllowOriginMismatch",
                "the preflight's access-control-allow-origin names another origin",
            ),
            Self::PreflightInvalidAllowCredentials => (
                "PreflightInvalidAllowCredentials",
                "the preflight's access-control-allow-credentials is not `true`",
            ),
            Self::InvalidAllowMethodsPreflightResponse => (
                "InvalidAllowMethodsPreflightResponse",
                "access-control-allow-methods is not a list of methods",
            ),
            Self::InvalidAllowHeadersPreflightResponse => (
                "InvalidAllowHeadersPreflightResponse",
                "access-control-allow-headers is not a list of header names",
            ),
            Self::MethodDisallowedByPreflightResponse => (
                "MethodDisallowedByPreflightResponse",
                "access-control-allow-methods does not list the method",
            ),
            Self::HeaderDisallowedByPreflightResponse => (
                "HeaderDisallowedByPreflightResponse",
                "access-control-allow-headers does not list a header of the request",
            ),
            Self::RedirectContainsCredentials => {
                ("RedirectContainsCredentials", "the redirect's target holds a user name or password")
            }
            Self::InsecureLocalNetwork => (
                "InsecureLocalNetwork",
                "a page that is not a secure context asked for a less public address space",
            ),
            Self::InvalidLocalNetworkAccess => {
                ("InvalidLocalNetworkAccess", "the target lies in another address space than declared")
            }
            Self::LocalNetworkAccessPermissionDenied => {
                ("LocalNetworkAccessPermissionDenied", "the user denied access to the local network")
            }
            Self::NoCorsRedirectModeNotFollow => {
                ("NoCorsRedirectModeNotFollow", "mode no-cors across origins needs redirect mode follow")
            }
        }
    }
}

impl fmt::Display for CorsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.meaning())
    }
}

impl core::error::Error for CorsError {}
