//! What can be wrong or doubtful with a policy, as data.

use super::problem_code::ProblemCode;
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

/// In plain words: the field, the entry's place where the field is a list, and what it is.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.as_str())?;
        if self.field.is_list() && !matches!(self.code, ProblemCode::NoOrigins) {
            write!(f, "[{}]", self.index)?;
        }
        write!(f, ": {}", self.code.as_str())
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
    /// `credentials`
    Credentials,
    /// `max_age_secs`
    MaxAge,
    /// `success_status`
    SuccessStatus,
    /// `denial_status`
    DenialStatus,
    /// `static_origin`
    StaticOrigin,
    /// `options_cached_by_intermediary`
    OptionsCached,
    /// `private_network`
    PrivateNetwork,
    /// `disclose_least`
    DiscloseLeast,
    /// `dangerously_allow_null`
    AllowNull,
    /// `dangerously_allow_http_with_credentials`
    AllowHttp,
    /// `dangerously_allow_public_suffixes`
    AllowPublicSuffixes,
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
            Self::Credentials => "credentials",
            Self::MaxAge => "max_age_secs",
            Self::SuccessStatus => "success_status",
            Self::DenialStatus => "denial_status",
            Self::StaticOrigin => "static_origin",
            Self::OptionsCached => "options_cached_by_intermediary",
            Self::PrivateNetwork => "private_network",
            Self::DiscloseLeast => "disclose_least",
            Self::AllowNull => "dangerously_allow_null",
            Self::AllowHttp => "dangerously_allow_http_with_credentials",
            Self::AllowPublicSuffixes => "dangerously_allow_public_suffixes",
        }
    }

    /// Whether the field is a list.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Origins | Self::Methods | Self::RequestHeaders | Self::Expose)
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
