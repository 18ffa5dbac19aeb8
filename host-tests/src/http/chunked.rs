//! Chunked bodies (RFC 9112, section 7.1), without extensions or trailers: the gateway sends neither.

use super::response::{BODY_LIMIT, Malformed};

/// The body at the start of `bytes` and the bytes it took, or `None` when more are needed.
pub(super) fn body(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, Malformed> {
    let mut body = Vec::new();
    let mut rest = bytes;
    loop {
        let Some(end) = rest.windows(2).position(|window| window == b"\r\n") else {
            return if rest.len() > 16 { Err(Malformed::Chunk) } else { Ok(None) };
        };
        let size = std::str::from_utf8(&rest[..end])
            .ok()
            .filter(|size| !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let size = size.and_then(|size| usize::from_str_radix(size, 16).ok()).ok_or(Malformed::Chunk)?;
        if body.len() + size > BODY_LIMIT {
            return Err(Malformed::BodyTooLong);
        }
        let after = end + 2 + size;
        let Some(chunk) = rest.get(end + 2..after + 2) else {
            return Ok(None);
        };
        if !chunk.ends_with(b"\r\n") {
            return Err(Malformed::Chunk);
        }
        body.extend_from_slice(&chunk[..size]);
        rest = &rest[after + 2..];
        if size == 0 {
            return Ok(Some((body, bytes.len() - rest.len())));
        }
    }
}
