//! The fields of a policy by name, and their values: one table for problems, text and `serde`.

use super::spec::PolicySpec;
use super::target::Text;

/// A field of [`PolicySpec`].
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
    /// All fields, in the order of [`PolicySpec`].
    pub const ALL: [Self; 15] = [
        Self::Origins,
        Self::Methods,
        Self::RequestHeaders,
        Self::Expose,
        Self::Credentials,
        Self::MaxAge,
        Self::SuccessStatus,
        Self::DenialStatus,
        Self::StaticOrigin,
        Self::OptionsCached,
        Self::PrivateNetwork,
        Self::DiscloseLeast,
        Self::AllowNull,
        Self::AllowHttp,
        Self::AllowPublicSuffixes,
    ];

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

/// A value that is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    Flag(bool),
    Number(u32),
}

impl PolicyField {
    /// The field with this name.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str().as_bytes() == name)
    }

    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::MaxAge | Self::SuccessStatus | Self::DenialStatus)
    }
}

/// What has the fields of a policy: to be written down field by field.
pub(super) trait Fields {
    /// The value of a field that is no list, if it has one.
    fn scalar(&self, field: PolicyField) -> Option<Scalar>;

    /// The entries of a list, as they were written; none where the field is no list.
    fn entries(&self, field: PolicyField) -> impl Iterator<Item = Written<'_>>;
}

/// An entry of a list, as it was written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Written<'a> {
    Whole(&'a [u8]),
    /// A compiled origin pattern: its end begins with a dot where it stands for subdomains.
    Pattern {
        start: &'a [u8],
        subdomains: bool,
        end: &'a [u8],
        any_port: bool,
    },
}

impl Written<'_> {
    pub(super) fn write(&self, text: &mut Text<'_>) {
        match *self {
            Self::Whole(entry) => {
                text.bytes(entry);
            }
            Self::Pattern { start, subdomains, end, any_port } => {
                text.bytes(start);
                text.bytes(if subdomains { b"*" } else { b"" });
                text.bytes(end);
                text.bytes(if any_port { b":*" } else { b"" });
            }
        }
    }
}

impl Fields for PolicySpec<'_> {
    fn scalar(&self, field: PolicyField) -> Option<Scalar> {
        Some(match field {
            PolicyField::Credentials => Scalar::Flag(self.credentials),
            PolicyField::MaxAge => Scalar::Number(self.max_age_secs?),
            PolicyField::SuccessStatus => Scalar::Number(self.success_status.into()),
            PolicyField::DenialStatus => Scalar::Number(self.denial_status.into()),
            PolicyField::StaticOrigin => Scalar::Flag(self.static_origin),
            PolicyField::OptionsCached => Scalar::Flag(self.options_cached_by_intermediary),
            PolicyField::PrivateNetwork => Scalar::Flag(self.private_network),
            PolicyField::DiscloseLeast => Scalar::Flag(self.disclose_least),
            PolicyField::AllowNull => Scalar::Flag(self.dangerously_allow_null),
            PolicyField::AllowHttp => Scalar::Flag(self.dangerously_allow_http_with_credentials),
            PolicyField::AllowPublicSuffixes => Scalar::Flag(self.dangerously_allow_public_suffixes),
            PolicyField::Origins
            | PolicyField::Methods
            | PolicyField::RequestHeaders
            | PolicyField::Expose => return None,
        })
    }

    fn entries(&self, field: PolicyField) -> impl Iterator<Item = Written<'_>> {
        self.list(field).iter().map(|entry| Written::Whole(entry.as_bytes()))
    }
}

impl<'a> PolicySpec<'a> {
    /// A list; empty where the field is none.
    pub(super) const fn list(&self, field: PolicyField) -> &'a [&'a str] {
        match field {
            PolicyField::Origins => self.origins,
            PolicyField::Methods => self.methods,
            PolicyField::RequestHeaders => self.request_headers,
            PolicyField::Expose => self.expose,
            _ => &[],
        }
    }

    /// Sets a field that is no list; what is no value of the field changes nothing.
    pub(super) const fn set(&mut self, field: PolicyField, scalar: Scalar) {
        match (field, scalar) {
            (PolicyField::Credentials, Scalar::Flag(on)) => self.credentials = on,
            (PolicyField::MaxAge, Scalar::Number(secs)) => self.max_age_secs = Some(secs),
            (PolicyField::SuccessStatus, Scalar::Number(number)) => self.success_status = status(number),
            (PolicyField::DenialStatus, Scalar::Number(number)) => self.denial_status = status(number),
            (PolicyField::StaticOrigin, Scalar::Flag(on)) => self.static_origin = on,
            (PolicyField::OptionsCached, Scalar::Flag(on)) => self.options_cached_by_intermediary = on,
            (PolicyField::PrivateNetwork, Scalar::Flag(on)) => self.private_network = on,
            (PolicyField::DiscloseLeast, Scalar::Flag(on)) => self.disclose_least = on,
            (PolicyField::AllowNull, Scalar::Flag(on)) => self.dangerously_allow_null = on,
            (PolicyField::AllowHttp, Scalar::Flag(on)) => self.dangerously_allow_http_with_credentials = on,
            (PolicyField::AllowPublicSuffixes, Scalar::Flag(on)) => {
                self.dangerously_allow_public_suffixes = on
            }
            _ => {}
        }
    }
}

/// A number as a status; one that does not fit is none that a policy may have.
const fn status(number: u32) -> u16 {
    if number > u16::MAX as u32 { u16::MAX } else { number as u16 }
}
