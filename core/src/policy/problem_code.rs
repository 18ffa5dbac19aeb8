//! The kinds of problems: their stable codes and their plain words.

use super::problem::ProblemKind;
use crate::origin::OriginErrorKind;
use core::fmt;

/// What is wrong or doubtful, each with its stable [`code`](Self::code).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ProblemCode {
    /// `no-origins`: the list of origins is empty: the policy grants nothing.
    NoOrigins,
    /// Not a serialised origin or a pattern; its code is [`OriginErrorKind::code`].
    OriginSyntax(OriginErrorKind),
    /// `wildcard-place`: `*` stands elsewhere than alone, as the first label or as the port.
    WildcardPlace,
    /// `wildcard-address`: `*.` before an IP address.
    WildcardAddress,
    /// `wildcard-no-room`: `*.` before a name of over 251 bytes: no label fits before it.
    WildcardNoRoom,
    /// `host-byte`: a byte of the host is no letter, digit, `-`, `_` or dot.
    HostByte,
    /// `not-a-token`: not a token (RFC 9110 5.6.2).
    NotAToken,
    /// `port-zero`: port 0, from which no page is ever loaded (Fetch `#bad-port`).
    PortZero,
    /// `forbidden-name`: a method or header that no page can use.
    ForbiddenName,
    /// `empty-label`: two dots in a row, or one before the name.
    EmptyLabel,
    /// `label-too-long`: a label of over 63 bytes (RFC 1035 2.3.4).
    LabelTooLong,
    /// `name-too-long`: a name of over 253 bytes (RFC 1035 2.3.4).
    NameTooLong,
    /// `mapped-address`: an IPv4 address in an IPv6 one (RFC 4291 2.5.5.2).
    MappedAddress,
    /// `null-origin`: `null` in the list.
    NullOrigin,
    /// `file-origin`: a `file` origin.
    FileOrigin,
    /// `misplaced-name`: a name that belongs into another field's list, or into none.
    MisplacedName,
    /// `max-age-too-long`: a maximum age over 86,400 seconds.
    MaxAgeTooLong,
    /// `status`: a status that browsers would take for the opposite.
    Status,
    /// `any-origin-with-credentials`: `*` with credentials.
    AnyOriginWithCredentials,
    /// `null-with-credentials`: `null` with credentials.
    NullWithCredentials,
    /// `http-with-credentials`: a plain-http origin, not loopback, with credentials.
    HttpWithCredentials,
    /// `public-suffix-with-credentials`: `*.` before a public suffix, with credentials.
    PublicSuffixWithCredentials,
    /// `static-origin-needs-one`: `static_origin` without exactly one exact origin.
    StaticOriginNeedsOne,
    /// `any-exposed-with-credentials`: `*` in `expose` with credentials.
    AnyExposedWithCredentials,
    /// `redundant`: the entry grants nothing that another one does not.
    Redundant,
    /// `safelisted`: the name is safelisted and needs no listing.
    Safelisted,
    /// `underscore`: `_` in a host name.
    Underscore,
    /// `authorization-not-listed`: `*` does not cover `authorization`.
    AuthorizationNotListed,
    /// `max-age-over-chromium-cap`: a maximum age over 7,200 seconds: Chromium's cap, and over 600: WebKit's.
    MaxAgeOverChromium,
    /// `max-age-over-webkit-cap`: a maximum age over 600 seconds: WebKit's cap.
    MaxAgeOverWebKit,
    /// `max-age-without-lists`: a maximum age, but neither methods nor request headers that a preflight could be granted for.
    MaxAgeWithoutLists,
    /// `plain-http`: a plain-http origin with credentials, which `dangerously_allow_http_with_credentials` lets.
    PlainHttp,
    /// `local-with-credentials`: a `.local` name or an address over plain http, with credentials.
    LocalWithCredentials,
    /// `private-address-over-https`: an address of a private network over https.
    PrivateAddress,
    /// `http-twin`: the same host is listed over https as well.
    HttpTwin,
    /// `trailing-dot-twin`: the same name is listed without the dot at its end as well.
    TrailingDotTwin,
    /// `public-suffix`: `*.` before a public suffix.
    PublicSuffix,
}

impl ProblemCode {
    /// A stable code for forms, logs and translations: lower-case words joined by `-`. A code never changes its meaning;
    /// new versions may add codes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OriginSyntax(kind) => kind.code(),
            Self::NoOrigins => "no-origins",
            Self::WildcardPlace => "wildcard-place",
            Self::WildcardAddress => "wildcard-address",
            Self::WildcardNoRoom => "wildcard-no-room",
            Self::HostByte => "host-byte",
            Self::NotAToken => "not-a-token",
            Self::PortZero => "port-zero",
            Self::ForbiddenName => "forbidden-name",
            Self::EmptyLabel => "empty-label",
            Self::LabelTooLong => "label-too-long",
            Self::NameTooLong => "name-too-long",
            Self::MappedAddress => "mapped-address",
            Self::NullOrigin => "null-origin",
            Self::FileOrigin => "file-origin",
            Self::MisplacedName => "misplaced-name",
            Self::MaxAgeTooLong => "max-age-too-long",
            Self::Status => "status",
            Self::AnyOriginWithCredentials => "any-origin-with-credentials",
            Self::NullWithCredentials => "null-with-credentials",
            Self::HttpWithCredentials => "http-with-credentials",
            Self::PublicSuffixWithCredentials => "public-suffix-with-credentials",
            Self::StaticOriginNeedsOne => "static-origin-needs-one",
            Self::AnyExposedWithCredentials => "any-exposed-with-credentials",
            Self::Redundant => "redundant",
            Self::Safelisted => "safelisted",
            Self::Underscore => "underscore",
            Self::AuthorizationNotListed => "authorization-not-listed",
            Self::MaxAgeOverChromium => "max-age-over-chromium-cap",
            Self::MaxAgeOverWebKit => "max-age-over-webkit-cap",
            Self::MaxAgeWithoutLists => "max-age-without-lists",
            Self::PlainHttp => "plain-http",
            Self::LocalWithCredentials => "local-with-credentials",
            Self::PrivateAddress => "private-address-over-https",
            Self::HttpTwin => "http-twin",
            Self::TrailingDotTwin => "trailing-dot-twin",
            Self::PublicSuffix => "public-suffix",
        }
    }

    /// Why it is a problem.
    #[must_use]
    pub const fn kind(self) -> ProblemKind {
        match self {
            Self::NoOrigins
            | Self::OriginSyntax(_)
            | Self::WildcardPlace
            | Self::WildcardAddress
            | Self::WildcardNoRoom
            | Self::HostByte
            | Self::NotAToken => ProblemKind::Invalid,
            Self::PortZero | Self::ForbiddenName => ProblemKind::Forbidden,
            Self::EmptyLabel
            | Self::LabelTooLong
            | Self::NameTooLong
            | Self::MappedAddress
            | Self::NullOrigin
            | Self::FileOrigin
            | Self::MisplacedName
            | Self::MaxAgeTooLong
            | Self::Status => ProblemKind::Refused,
            Self::AnyOriginWithCredentials
            | Self::NullWithCredentials
            | Self::HttpWithCredentials
            | Self::PublicSuffixWithCredentials
            | Self::StaticOriginNeedsOne
            | Self::AnyExposedWithCredentials => ProblemKind::Conflicting,
            Self::Redundant
            | Self::Safelisted
            | Self::Underscore
            | Self::AuthorizationNotListed
            | Self::MaxAgeOverChromium
            | Self::MaxAgeOverWebKit
            | Self::MaxAgeWithoutLists
            | Self::PlainHttp
            | Self::LocalWithCredentials
            | Self::PrivateAddress
            | Self::HttpTwin
            | Self::TrailingDotTwin
            | Self::PublicSuffix => ProblemKind::Warning,
        }
    }

    /// The problem in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OriginSyntax(kind) => kind.as_str(),
            Self::NoOrigins => "no origin is listed: the policy grants nothing",
            Self::WildcardPlace => "`*` stands alone, as the whole first label or as the port, nowhere else",
            Self::WildcardAddress => "an IP address has no subdomains",
            Self::WildcardNoRoom => "no name with a label before this one fits into the 253 bytes of DNS",
            Self::HostByte => "a host is made of letters, digits, `-`, `_` and dots",
            Self::NotAToken => "a name is made of letters, digits and some signs, no blank, comma or colon",
            Self::PortZero => "no browser connects to port 0",
            Self::ForbiddenName => "no browser lets a page use it",
            Self::EmptyLabel => "a host has no empty label; one dot may end it",
            Self::LabelTooLong => "a label of a host has at most 63 bytes",
            Self::NameTooLong => "a host has at most 253 bytes",
            Self::MappedAddress => "an IPv4 address within an IPv6 one; list the IPv4 address",
            Self::NullOrigin => "`null` is every sandboxed frame of the web; see dangerously_allow_null",
            Self::FileOrigin => "a file origin is serialised as `null`",
            Self::MisplacedName => "this name belongs to the protocol itself and is not to be listed",
            Self::MaxAgeTooLong => "at most 86400 seconds",
            Self::Status => "a granted preflight needs 200 to 299, a denied one 400 to 599",
            Self::AnyOriginWithCredentials => {
                "`*` with credentials would let every page of the web read users' data"
            }
            Self::NullWithCredentials => {
                "`null` with credentials would let every sandboxed frame read users' data"
            }
            Self::HttpWithCredentials => {
                "plain http with credentials; see dangerously_allow_http_with_credentials"
            }
            Self::PublicSuffixWithCredentials => {
                "anybody can have a name under it; see dangerously_allow_public_suffixes"
            }
            Self::StaticOriginNeedsOne => "static_origin needs exactly one exact origin",
            Self::AnyExposedWithCredentials => "with credentials `*` exposes only a header named `*`",
            Self::Redundant => "another entry grants this already",
            Self::Safelisted => "needs no listing: every page may use it",
            Self::Underscore => "`_` is no letter of host names, though browsers take it",
            Self::AuthorizationNotListed => "`*` does not cover authorization: list it too if pages send it",
            Self::MaxAgeOverChromium => "Chromium caps this at 7200 seconds, WebKit at 600",
            Self::MaxAgeOverWebKit => "WebKit caps this at 600 seconds",
            Self::MaxAgeWithoutLists => {
                "no method and no request header is granted, so there is hardly a preflight to remember"
            }
            Self::PlainHttp => "over plain http whoever is on the way reads users' data",
            Self::LocalWithCredentials => "whoever answers for this local name or address reads users' data",
            Self::PrivateAddress => "no public authority certifies an address of a private network",
            Self::HttpTwin => "the same host is listed over https: this entry undoes its protection",
            Self::TrailingDotTwin => {
                "with the dot at its end it is another origin than the one listed without"
            }
            Self::PublicSuffix => "anybody can have a name under this one",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
