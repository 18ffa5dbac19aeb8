//! Rules of header names (Fetch, section "Headers"). Names are compared without regard to ASCII case.

use super::{Split, is_forbidden_method};

const FORBIDDEN_REQUEST: [&[u8]; 21] = [
    b"accept-charset",
    b"accept-encoding",
    b"access-control-request-headers",
    b"access-control-request-method",
    b"connection",
    b"content-length",
    b"cookie",
    b"cookie2",
    b"date",
    b"dnt",
    b"expect",
    b"host",
    b"keep-alive",
    b"origin",
    b"referer",
    b"set-cookie",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
    b"via",
];

const SAFELISTED_RESPONSE: [&[u8]; 7] = [
    b"cache-control",
    b"content-language",
    b"content-length",
    b"content-type",
    b"expires",
    b"last-modified",
    b"pragma",
];

/// Whether the name alone makes a forbidden request-header (Fetch `#forbidden-header-name`, steps 1 and 2).
#[must_use]
pub const fn is_forbidden_request_header_name(name: &[u8]) -> bool {
    is_one_of(name, &FORBIDDEN_REQUEST) || has_prefix(name, b"proxy-") || has_prefix(name, b"sec-")
}

/// Forbidden request-header (Fetch `#forbidden-header-name`): by its name, or because it would override the method
/// with a forbidden one. Linear in the value.
#[must_use]
pub fn is_forbidden_request_header(name: &[u8], value: &[u8]) -> bool {
    if is_forbidden_request_header_name(name) {
        return true;
    }
    let overrides = is_one_of(name, &[b"x-http-method", b"x-http-method-override", b"x-method-override"]);
    overrides && Split::new(value).any(is_forbidden_method)
}

/// Forbidden response-header name (Fetch `#forbidden-response-header-name`): `Set-Cookie` and `Set-Cookie2`.
#[must_use]
pub const fn is_forbidden_response_header_name(name: &[u8]) -> bool {
    is_one_of(name, &[b"set-cookie", b"set-cookie2"])
}

/// One of the names that every page may read (Fetch `#cors-safelisted-response-header-name`, without the exposed
/// list).
#[must_use]
pub const fn is_safelisted_response_header_name(name: &[u8]) -> bool {
    is_one_of(name, &SAFELISTED_RESPONSE)
}

const fn is_one_of(name: &[u8], names: &[&[u8]]) -> bool {
    let mut rest = names;
    while let [first, tail @ ..] = rest {
        if name.eq_ignore_ascii_case(first) {
            return true;
        }
        rest = tail;
    }
    false
}

const fn has_prefix(name: &[u8], prefix: &[u8]) -> bool {
    match name.split_at_checked(prefix.len()) {
        Some((start, _)) => start.eq_ignore_ascii_case(prefix),
        None => false,
    }
}
