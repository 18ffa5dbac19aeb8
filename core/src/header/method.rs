//! Rules of methods (Fetch, section "Methods"). Methods are tokens and case-sensitive.

/// CORS-safelisted method (Fetch `#cors-safelisted-method`): `GET`, `HEAD` or `POST`, exactly.
#[must_use]
pub const fn is_safelisted_method(method: &[u8]) -> bool {
    matches!(method, b"GET" | b"HEAD" | b"POST")
}

/// Forbidden method (Fetch `#forbidden-method`): `CONNECT`, `TRACE` or `TRACK` in any case.
#[must_use]
pub const fn is_forbidden_method(method: &[u8]) -> bool {
    method.eq_ignore_ascii_case(b"CONNECT")
        || method.eq_ignore_ascii_case(b"TRACE")
        || method.eq_ignore_ascii_case(b"TRACK")
}

/// Normalises a method (Fetch `#concept-method-normalize`): `DELETE`, `GET`, `HEAD`, `OPTIONS`, `POST` and `PUT`
/// become upper case, every other method keeps its case (`patch` is not `PATCH`).
#[must_use]
pub const fn normalize_method(method: &[u8]) -> &[u8] {
    let mut known: &[&[u8]] = &[b"DELETE", b"GET", b"HEAD", b"OPTIONS", b"POST", b"PUT"];
    while let [first, rest @ ..] = known {
        if method.eq_ignore_ascii_case(first) {
            return first;
        }
        known = rest;
    }
    method
}
