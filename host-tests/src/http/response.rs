//! The answer's grammar (RFC 9112, sections 4 and 5).

use std::fmt;

/// Bytes that an answer's head may have, the blank line included.
pub(super) const HEAD_LIMIT: usize = 8 * 1024;
/// Bytes that an answer's body may have.
pub(super) const BODY_LIMIT: usize = 1024 * 1024;

/// An answer, its fields in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Names in lower case, values without surrounding blanks.
    pub fields: Vec<(String, String)>,
    /// Exactly `Content-Length` bytes, or the chunks' contents.
    pub body: Vec<u8>,
}

/// Why bytes are not an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformed {
    /// The head has over 8 KiB.
    HeadTooLong,
    /// The body has over 1 MiB.
    BodyTooLong,
    /// The first line is not `HTTP/1.1 NNN reason`.
    StatusLine,
    /// A line is not `name: value`, or is folded.
    FieldLine,
    /// A CR or LF stands alone, or a control character stands in the head.
    Control,
    /// `Content-Length` is missing, repeated or no number.
    Length,
    /// `Content-Length` in an answer that must not have it (RFC 9110, section 8.6).
    LengthForbidden,
    /// A `Transfer-Encoding` other than `chunked`, or beside `Content-Length`.
    TransferEncoding,
    /// A chunk without its length or its line breaks.
    Chunk,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HeadTooLong => "the answer's head has over 8 KiB",
            Self::BodyTooLong => "the answer's body has over 1 MiB",
            Self::StatusLine => "the first line is no HTTP/1.1 status line",
            Self::FieldLine => "a line of the head is no field line",
            Self::Control => "a control character stands in the head",
            Self::Length => "content-length is missing, repeated or no number",
            Self::LengthForbidden => "content-length in an answer that must not have it",
            Self::TransferEncoding => "transfer-encoding is not understood",
            Self::Chunk => "a chunk of the body is malformed",
        })
    }
}

impl std::error::Error for Malformed {}

impl Response {
    /// The values of all lines named `name` (lower case), in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Reads one answer from the start of `bytes`: the answer and its length in bytes, or `None` when more
    /// bytes are needed.
    ///
    /// # Errors
    /// [`Malformed`], as soon as it is certain.
    pub fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, Malformed> {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            return if bytes.len() > HEAD_LIMIT { Err(Malformed::HeadTooLong) } else { Ok(None) };
        };
        if end + 4 > HEAD_LIMIT {
            return Err(Malformed::HeadTooLong);
        }
        let (status, fields) = head(&bytes[..end])?;
        let rest = &bytes[end + 4..];
        if is_chunked(&fields)? {
            let body = super::chunked::body(rest)?;
            return Ok(body.map(|(body, length)| (Self { status, fields, body }, end + 4 + length)));
        }
        let length = body_length(status, &fields)?;
        if rest.len() < length {
            return Ok(None);
        }
        Ok(Some((Self { status, fields, body: rest[..length].to_vec() }, end + 4 + length)))
    }
}

type Head = (u16, Vec<(String, String)>);

fn head(bytes: &[u8]) -> Result<Head, Malformed> {
    let text = std::str::from_utf8(bytes).map_err(|_| Malformed::Control)?;
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default();
    if text.split("\r\n").any(|line| line.chars().any(|c| c.is_ascii_control() && c != '\t')) {
        return Err(Malformed::Control);
    }
    let status = status(first).ok_or(Malformed::StatusLine)?;
    let fields = lines.map(|line| field(line).ok_or(Malformed::FieldLine)).collect::<Result<_, _>>()?;
    Ok((status, fields))
}

/// `status-line = HTTP-version SP status-code SP [ reason-phrase ]`: the second blank is not optional.
fn status(line: &str) -> Option<u16> {
    let (code, _reason) = line.strip_prefix("HTTP/1.1 ")?.split_once(' ')?;
    let valid = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    code.parse().ok().filter(|status| valid && (100..600).contains(status))
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let valid = !name.is_empty() && name.bytes().all(token);
    valid.then(|| (name.to_ascii_lowercase(), value.trim_matches([' ', '\t']).to_owned()))
}

fn is_chunked(fields: &[(String, String)]) -> Result<bool, Malformed> {
    let mut codings =
        fields.iter().filter(|(name, _)| name == "transfer-encoding").map(|(_, value)| value.as_str());
    let sized = fields.iter().any(|(name, _)| name == "content-length");
    match (codings.next(), codings.next()) {
        (None, _) => Ok(false),
        (Some("chunked"), None) if !sized => Ok(true),
        _ => Err(Malformed::TransferEncoding),
    }
}

fn body_length(status: u16, fields: &[(String, String)]) -> Result<usize, Malformed> {
    let mut lengths = fields.iter().filter(|(name, _)| name == "content-length").map(|(_, value)| value);
    let length = match (lengths.next(), lengths.next()) {
        (None, _) if status == 204 || status == 304 => return Ok(0),
        (Some(_), _) if status == 204 => return Err(Malformed::LengthForbidden),
        (Some(text), None) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    };
    match length.ok_or(Malformed::Length)? {
        _ if status == 304 => Ok(0),
        length if length > BODY_LIMIT => Err(Malformed::BodyTooLong),
        length => Ok(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Option<(Response, usize)>, Malformed> {
        Response::parse(text.as_bytes())
    }

    #[test]
    fn a_whole_answer_is_read_and_the_next_one_left() {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nVary:  origin \r\nVary: accept\r\n\r\nhiHTTP/1.1";
        let (response, used) = parse(text).unwrap().unwrap();
        assert_eq!(response.status, 200);
        assert_eq!(response.body, b"hi");
        assert_eq!(response.values("vary").collect::<Vec<_>>(), ["origin", "accept"]);
        assert_eq!(&text[used..], "HTTP/1.1");
    }

    #[test]
    fn every_cut_of_an_answer_is_incomplete_and_never_wrong() {
        let text = "HTTP/1.1 404 Not Found\r\ncontent-length: 3\r\n\r\nno\n";
        for cut in 0..text.len() {
            assert_eq!(parse(&text[..cut]), Ok(None), "cut at {cut}");
        }
        assert!(parse(text).unwrap().is_some());
    }

    #[test]
    fn chunks_are_joined_and_the_next_answer_left() {
        let text = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\nA\r\n0123456789\r\n0\r\n\r\nHTTP";
        for cut in 0..text.len() - 4 {
            assert_eq!(parse(&text[..cut]), Ok(None), "cut at {cut}");
        }
        let (response, used) = parse(text).unwrap().unwrap();
        assert_eq!((response.body.as_slice(), &text[used..]), (&b"hi0123456789"[..], "HTTP"));
    }

    #[test]
    fn no_content_has_no_length() {
        assert_eq!(parse("HTTP/1.1 204 No Content\r\nvary: origin\r\n\r\n").unwrap().unwrap().0.body, b"");
        let with_length = "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(parse(with_length), Err(Malformed::LengthForbidden));
    }

    #[test]
    fn malformed_answers_are_named() {
        let cases = [
            ("HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n", Malformed::StatusLine),
            ("HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", Malformed::StatusLine),
            ("HTTP/1.1 +20 OK\r\ncontent-length: 0\r\n\r\n", Malformed::StatusLine),
            ("HTTP/1.1 200 OK\r\ncontent-length : 0\r\n\r\n", Malformed::FieldLine),
            ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n folded\r\n\r\n", Malformed::FieldLine),
            ("HTTP/1.1 200 OK\r\nvary: a\nb\r\ncontent-length: 0\r\n\r\n", Malformed::Control),
            ("HTTP/1.1 200 OK\r\n\r\n", Malformed::Length),
            ("HTTP/1.1 200 OK\r\ncontent-length: +0\r\n\r\n", Malformed::Length),
            ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\ncontent-length: 0\r\n\r\n", Malformed::Length),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n", Malformed::TransferEncoding),
            (
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 0\r\n\r\n",
                Malformed::TransferEncoding,
            ),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n", Malformed::Chunk),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n", Malformed::Chunk),
            ("HTTP/1.1 200 OK\r\ncontent-length: 1048577\r\n\r\n", Malformed::BodyTooLong),
        ];
        for (text, why) in cases {
            assert_eq!(parse(text), Err(why), "{text:?}");
        }
        assert_eq!(parse(&"x".repeat(HEAD_LIMIT + 1)), Err(Malformed::HeadTooLong));
    }
}
