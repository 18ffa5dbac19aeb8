//! The field names that this crate reads and writes.

use super::same_name;

/// A field name known to this crate; lower case, as HTTP/2 requires and HTTP/1.1 allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Field {
    /// `origin` (Fetch `#origin-header`).
    Origin,
    /// `access-control-request-method` (Fetch `#http-access-control-request-method`).
    RequestMethod,
    /// `access-control-request-headers` (Fetch `#http-access-control-request-headers`).
    RequestHeaders,
    /// `access-control-request-private-network` (Private Network Access, obsolete).
    RequestPrivateNetwork,
    /// `access-control-allow-origin` (Fetch `#http-access-control-allow-origin`).
    AllowOrigin,
    /// `access-control-allow-credentials` (Fetch `#http-access-control-allow-credentials`).
    AllowCredentials,
    /// `access-control-allow-private-network` (Private Network Access, obsolete).
    AllowPrivateNetwork,
    /// `access-control-allow-methods` (Fetch `#http-access-control-allow-methods`).
    AllowMethods,
    /// `access-control-allow-headers` (Fetch `#http-access-control-allow-headers`).
    AllowHeaders,
    /// `access-control-max-age` (Fetch `#http-access-control-max-age`).
    MaxAge,
    /// `access-control-expose-headers` (Fetch `#http-access-control-expose-headers`).
    ExposeHeaders,
    /// `vary` (RFC 9110 12.5.5).
    Vary,
}

impl Field {
    /// The name in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::RequestMethod => "access-control-request-method",
            Self::RequestHeaders => "access-control-request-headers",
            Self::RequestPrivateNetwork => "access-control-request-private-network",
            Self::AllowOrigin => "access-control-allow-origin",
            Self::AllowCredentials => "access-control-allow-credentials",
            Self::AllowPrivateNetwork => "access-control-allow-private-network",
            Self::AllowMethods => "access-control-allow-methods",
            Self::AllowHeaders => "access-control-allow-headers",
            Self::MaxAge => "access-control-max-age",
            Self::ExposeHeaders => "access-control-expose-headers",
            Self::Vary => "vary",
        }
    }

    /// Recognises a request's field name in any case. The length decides which single name is compared, so a name
    /// costs at most one comparison.
    #[must_use]
    pub fn of_request(name: &[u8]) -> Option<Self> {
        let field = match name.len() {
            6 => Self::Origin,
            29 => Self::RequestMethod,
            30 => Self::RequestHeaders,
            38 => Self::RequestPrivateNetwork,
            _ => return None,
        };
        same_name(name, field.name().as_bytes()).then_some(field)
    }
}
