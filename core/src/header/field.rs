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
    /// `host` (RFC 9110 7.2).
    Host,
    /// `:authority`, in whose place HTTP/1.1 has `host` (RFC 9113 8.3.1).
    Authority,
    /// `upgrade` (RFC 9110 7.8).
    Upgrade,
    /// `sec-fetch-site` (Fetch Metadata `#sec-fetch-site-header`).
    SecFetchSite,
    /// `sec-fetch-mode` (Fetch Metadata `#sec-fetch-mode-header`).
    SecFetchMode,
    /// `sec-fetch-dest` (Fetch Metadata `#sec-fetch-dest-header`).
    SecFetchDest,
    /// `x-frame-options` (HTML `#the-x-frame-options-header`).
    FrameOptions,
    /// `content-security-policy` (CSP `#csp-header`).
    ContentSecurityPolicy,
    /// `cross-origin-resource-policy` (Fetch `#http-cross-origin-resource-policy`).
    ResourcePolicy,
    /// `cross-origin-opener-policy` (HTML `#cross-origin-opener-policy`).
    OpenerPolicy,
    /// `x-content-type-options` (Fetch `#x-content-type-options-header`).
    ContentTypeOptions,
    /// `timing-allow-origin` (Resource Timing `#sec-timing-allow-origin`).
    TimingAllowOrigin,
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
            Self::Host => "host",
            Self::Authority => ":authority",
            Self::Upgrade => "upgrade",
            Self::SecFetchSite => "sec-fetch-site",
            Self::SecFetchMode => "sec-fetch-mode",
            Self::SecFetchDest => "sec-fetch-dest",
            Self::FrameOptions => "x-frame-options",
            Self::ContentSecurityPolicy => "content-security-policy",
            Self::ResourcePolicy => "cross-origin-resource-policy",
            Self::OpenerPolicy => "cross-origin-opener-policy",
            Self::ContentTypeOptions => "x-content-type-options",
            Self::TimingAllowOrigin => "timing-allow-origin",
        }
    }

    /// Recognises the name of a field that the CORS protocol reads, in any case. The length decides which single name is
    /// compared, so a name costs at most one comparison.
    #[must_use]
    pub fn of_request(name: &[u8]) -> Option<Self> {
        Self::by_request_len(name.len()).filter(|field| same_name(name, field.name().as_bytes()))
    }

    /// The one field that the CORS protocol reads whose name has this length.
    pub(crate) const fn by_request_len(len: usize) -> Option<Self> {
        match len {
            6 => Some(Self::Origin),
            29 => Some(Self::RequestMethod),
            30 => Some(Self::RequestHeaders),
            38 => Some(Self::RequestPrivateNetwork),
            _ => None,
        }
    }

    /// Recognises the name of a field that tells how a request arrived, in any case. The length decides what is compared:
    /// at most three names.
    pub(crate) const fn of_arrival(name: &[u8]) -> Option<Self> {
        let fields: &[Self] = match name.len() {
            4 => &[Self::Host],
            7 => &[Self::Upgrade],
            10 => &[Self::Authority],
            14 => &[Self::SecFetchSite, Self::SecFetchMode, Self::SecFetchDest],
            _ => return None,
        };
        let mut rest = fields;
        while let [field, tail @ ..] = rest {
            if name.eq_ignore_ascii_case(field.name().as_bytes()) {
                return Some(*field);
            }
            rest = tail;
        }
        None
    }
}
