//! What can be wrong or doubtful with a policy, as data.

use crate::origin::OriginErrorKind;
use core::fmt;

/// One thing that is wrong or doubtful with a policy: what, in which field, at which entry, in which bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Problem {
    pub(super) code: ProblemCode,
    pub(super) field: PolicyField,
    pub(super) index: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Problem {
    /// What it is.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        self.code
    }

    /// The field it is in.
    #[must_use]
    pub const fn field(&self) -> PolicyField {
        self.field
    }

    /// The entry of the field's list, from 0; 0 where the field is no list.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// The bytes of the entry at fault; empty where it is about the whole field.
    #[must_use]
    pub const fn range(&self) -> core::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether the policy can still be built.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self.code.kind(), ProblemKind::Warning)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.field.as_str(), self.index, self.code.as_str())
    }
}

/// A field of [`PolicySpec`](super::PolicySpec).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum PolicyField {
    /// `origins`
    Origins,
    /// `methods`
    Methods,
    /// `request_headers`
    RequestHeaders,
    /// `expose`
    Expose,
    /// `max_age_secs`
    MaxAge,
    /// `success_status`
    SuccessStatus,
    /// `denial_status`
    DenialStatus,
    /// `static_origin`
    StaticOrigin,
    /// `dangerously_allow_null`
    AllowNull,
}

impl PolicyField {
    /// The field's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Origins => "origins",
            Self::Methods => "methods",
            Self::RequestHeaders => "request_headers",
            Self::Expose => "expose",
            Self::MaxAge => "max_age_secs",
            Self::SuccessStatus => "success_status",
            Self::DenialStatus => "denial_status",
            Self::StaticOrigin => "static_origin",
            Self::AllowNull => "dangerously_allow_null",
        }
    }
}

/// Why something is a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ProblemKind {
    /// Not of the field's syntax.
    Invalid,
    /// The Fetch Standard forbids it: no browser would ever act on it.
    Forbidden,
    /// This library refuses it.
    Refused,
    /// It excludes another field's value.
    Conflicting,
    /// Doubtful; the policy can be built.
    Warning,
}

/// What is wrong or doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ProblemCode {
    /// The list of origins is empty.
    NoOrigins,
    /// Not a serialised origin or a pattern.
    OriginSyntax(OriginErrorKind),
    /// `*` stands elsewhere than alone, as the first label or as the port.
    WildcardPlace,
    /// `*.` before an IP address.
    WildcardAddress,
    /// The name could not be a DNS name.
    NotDnsShaped,
    /// `null` in the list.
    NullOrigin,
    /// A `file` origin.
    FileOrigin,
    /// `*` with credentials.
    AnyOriginWithCredentials,
    /// `null` with credentials.
    NullWithCredentials,
    /// A plain-http origin, not loopback, with credentials.
    HttpWithCredentials,
    /// `static_origin` without exactly one exact origin.
    StaticOriginNeedsOne,
    /// Not a token.
    NotAToken,
    /// A method or header that no page can use.
    ForbiddenName,
    /// A name that belongs into another field's list, or into none.
    MisplacedName,
    /// `*` in `expose` with credentials.
    AnyExposedWithCredentials,
    /// A maximum age over 86,400 seconds.
    MaxAgeTooLong,
    /// A status that browsers would take for the opposite.
    Status,
    /// The entry grants nothing that another one does not.
    Redundant,
    /// The name is safelisted and needs no listing.
    Safelisted,
    /// `_` in a host name.
    Underscore,
    /// `*` does not cover `authorization`.
    AuthorizationNotListed,
    /// A maximum age over 7,200 seconds: Chromium's cap, and over 600: WebKit's.
    MaxAgeOverCap,
    /// A `.local` name or an address over plain http, with credentials.
    LocalWithCredentials,
}

impl ProblemCode {
    /// Why it is a problem.
    #[must_use]
    pub const fn kind(self) -> ProblemKind {
        match self {
            Self::NoOrigins
            | Self::OriginSyntax(_)
            | Self::WildcardPlace
            | Self::WildcardAddress
            | Self::NotAToken => ProblemKind::Invalid,
            Self::ForbiddenName => ProblemKind::Forbidden,
            Self::NotDnsShaped
            | Self::NullOrigin
            | Self::FileOrigin
            | Self::MisplacedName
            | Self::MaxAgeTooLong
            | Self::Status => ProblemKind::Refused,
            Self::AnyOriginWithCredentials
            | Self::NullWithCredentials
            | Self::HttpWithCredentials
            | Self::StaticOriginNeedsOne
            | Self::AnyExposedWithCredentials => ProblemKind::Conflicting,
            Self::Redundant
            | Self::Safelisted
            | Self::Underscore
            | Self::AuthorizationNotListed
            | Self::MaxAgeOverCap
            | Self::LocalWithCredentials => ProblemKind::Warning,
        }
    }

    /// The problem in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoOrigins => "at least one origin is needed",
            Self::OriginSyntax(kind) => kind.as_str(),
            Self::WildcardPlace => "`*` stands alone, as the whole first label or as the port, nowhere else",
            Self::WildcardAddress => "an IP address has no subdomains",
            Self::NotDnsShaped => {
                "a host has labels of 1 to 63 letters, digits, `-` or `_`, 253 bytes in all"
            }
            Self::NullOrigin => "`null` is every sandboxed frame of the web; see dangerously_allow_null",
            Self::FileOrigin => "a file origin is serialised as `null`",
            Self::AnyOriginWithCredentials => {
                "`*` with credentials would let every page of the web read users' data"
            }
            Self::NullWithCredentials => {
                "`null` with credentials would let every sandboxed frame read users' data"
            }
            Self::HttpWithCredentials => {
                "plain http with credentials; see dangerously_allow_http_with_credentials"
            }
            Self::StaticOriginNeedsOne => "static_origin needs exactly one exact origin",
            Self::NotAToken => "not a token",
            Self::ForbiddenName => "no browser lets a page use it",
            Self::MisplacedName => "this name belongs to the protocol itself and is not to be listed",
            Self::AnyExposedWithCredentials => "with credentials `*` exposes only a header named `*`",
            Self::MaxAgeTooLong => "at most 86400 seconds",
            Self::Status => "a granted preflight needs 200 to 299, a denied one 400 to 599",
            Self::Redundant => "another entry grants this already",
            Self::Safelisted => "needs no listing: every page may use it",
            Self::Underscore => "`_` is no letter of host names, though browsers take it",
            Self::AuthorizationNotListed => "`*` does not cover authorization: list it too if pages send it",
            Self::MaxAgeOverCap => "Chromium caps this at 7200 seconds, WebKit at 600",
            Self::LocalWithCredentials => "whoever answers for this local name or address reads users' data",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
