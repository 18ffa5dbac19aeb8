//! How much of a request is put up with. Beyond these a request is refused with a reason of its own, before any scan.

/// The longest method that a preflight may ask for, in bytes.
pub const MAX_METHOD_LEN: usize = 256;

/// The most bytes that the lines of `access-control-request-headers` may have together.
pub const MAX_REQUEST_HEADERS_LEN: usize = 4_096;

/// The most names that a preflight may ask for, repetitions counted.
pub const MAX_REQUEST_HEADERS_NAMES: usize = 128;

/// The most lines of `access-control-request-headers` that are not blank.
pub const MAX_REQUEST_HEADERS_LINES: usize = 4;

/// The most empty elements and blank lines together; RFC 9110 5.6.1.2 asks for "a reasonable number".
pub const MAX_REQUEST_HEADERS_EMPTY: usize = 16;
