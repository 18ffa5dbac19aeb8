//! CORS-safelisted and CORS-unsafe request headers (Fetch, section "Headers").

use super::Profile;
use super::client_hint::is_client_hint;
use crate::header::{BufferTooSmall, ByteRange, Essence, Fill, LowerName};

/// The longest value that a CORS-safelisted request-header may have, in bytes.
pub const MAX_SAFELISTED_VALUE: usize = 128;

/// How many bytes the values of a request's safelisted headers may have together.
pub const MAX_SAFELISTED_TOTAL: usize = 1024;

/// CORS-safelisted request-header (Fetch `#cors-safelisted-request-header`): one that a page may send across origins
/// without asking first. The name is compared without regard to ASCII case.
///
/// Linear in the value, of which at most [`MAX_SAFELISTED_VALUE`] bytes are read.
///
/// ```
/// use corselet::fetch::{Profile, is_safelisted_request_header};
///
/// let is_safelisted = |name, value| is_safelisted_request_header(name, value, &Profile::STANDARD);
/// assert!(is_safelisted(b"Content-Type", b"text/plain; charset=utf-8"));
/// assert!(!is_safelisted(b"Content-Type", b"application/json"));
/// assert!(!is_safelisted(b"X-Api-Key", b"1"));
/// ```
#[must_use]
pub fn is_safelisted_request_header(name: &[u8], value: &[u8], profile: &Profile) -> bool {
    let is = |known: &[u8]| name.eq_ignore_ascii_case(known);
    if value.len() > MAX_SAFELISTED_VALUE {
        false
    } else if is(b"accept") {
        !value.iter().copied().any(is_unsafe_byte)
    } else if is(b"accept-language") || is(b"content-language") {
        value.iter().copied().all(is_language_byte)
    } else if is(b"content-type") {
        // The whole value is one MIME type, not a list (Fetch says why it does not extract here).
        !value.iter().copied().any(is_unsafe_byte)
            && Essence::parse(value).is_some_and(|essence| essence.is_any(&SAFELISTED_TYPES))
    } else if is(b"range") {
        ByteRange::parse(value).is_some_and(|range| is_safelisted_range(&range, profile))
    } else {
        profile.client_hints_are_safelisted && is_client_hint(name, value)
    }
}

const SAFELISTED_TYPES: [&[u8]; 3] =
    [b"application/x-www-form-urlencoded", b"multipart/form-data", b"text/plain"];

fn is_safelisted_range(range: &ByteRange<'_>, profile: &Profile) -> bool {
    let Some(bound) = profile.range_bound else { return range.start.is_some() };
    let below = |digits: crate::header::Digits<'_>| digits.to_u64().is_some_and(|number| number < bound);
    range.start.is_some_and(below) && range.end.is_none_or(below)
}

/// CORS-unsafe request-header byte (Fetch `#cors-unsafe-request-header-byte`).
const fn is_unsafe_byte(byte: u8) -> bool {
    match byte {
        b'\t' => false,
        b'"' | b'(' | b')' | b':' | b'<' | b'>' | b'?' | b'@' | b'[' | b'\\' | b']' | b'{' | b'}' => true,
        _ => byte.is_ascii_control(),
    }
}

/// What `Accept-Language` and `Content-Language` may hold (Fetch `#cors-safelisted-request-header`).
const fn is_language_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

/// CORS-unsafe request-header names (Fetch `#cors-unsafe-request-header-names`) of a header list: unique, sorted, in
/// lower case. They are what a preflight asks for in `Access-Control-Request-Headers`.
///
/// No allocation: each step looks for the smallest name that is greater than the last one, so the work is quadratic in
/// the number of headers.
///
/// ```
/// use corselet::fetch::{Profile, unsafe_names};
///
/// let headers: [(&[u8], &[u8]); 3] = [(b"X-B", b"1"), (b"Accept", b"*/*"), (b"x-a", b"1")];
/// let mut buffer = [0; 32];
/// let names = unsafe_names(headers.into_iter(), &Profile::STANDARD);
/// assert_eq!(names.write_to(&mut buffer)?, b"x-a,x-b");
/// # Ok::<(), corselet::header::BufferTooSmall>(())
/// ```
pub fn unsafe_names<'a, I>(headers: I, profile: &Profile) -> UnsafeNames<'a, '_, I>
where
    I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone,
{
    let mut names = UnsafeNames { headers, profile, over_total: false, last: None };
    names.over_total = names.safelisted_total() > MAX_SAFELISTED_TOTAL;
    names
}

/// The names that [`unsafe_names`] finds.
#[derive(Clone, Debug)]
#[must_use]
pub struct UnsafeNames<'a, 'p, I> {
    headers: I,
    profile: &'p Profile,
    /// The safelisted values are too long together, so their names are unsafe too.
    over_total: bool,
    last: Option<LowerName<'a>>,
}

impl<'a, I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone> UnsafeNames<'a, '_, I> {
    /// Writes the names that are left as the value of `Access-Control-Request-Headers`: separated by commas, without
    /// blanks. Empty when there is none; a preflight then does not send the header (Fetch `#cors-preflight-fetch-0`).
    ///
    /// # Errors
    /// [`BufferTooSmall`] tells how many bytes are needed.
    pub fn write_to<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], BufferTooSmall> {
        let mut fill = Fill::new(buffer);
        for name in self.clone() {
            if fill.len() > 0 {
                fill.push(b',');
            }
            fill.extend(name.bytes());
        }
        let needed = fill.len();
        buffer.get(..needed).ok_or(BufferTooSmall { needed })
    }

    /// The size of the safelisted values together.
    fn safelisted_total(&self) -> usize {
        let mut total = 0_usize;
        for (index, (name, value)) in self.headers.clone().enumerate() {
            let combined = self.profile.combines_request_headers;
            let is_name = |known: &[u8]| known.eq_ignore_ascii_case(name);
            if combined && self.headers.clone().take(index).any(|(known, _)| is_name(known)) {
                continue;
            }
            if let Some(len) = self.safelisted_len(name, value) {
                total = total.saturating_add(len);
            }
        }
        total
    }

    /// The length of a safelisted header's value; `None` for an unsafe header.
    fn safelisted_len(&self, name: &[u8], value: &[u8]) -> Option<usize> {
        if !self.profile.combines_request_headers {
            return is_safelisted_request_header(name, value, self.profile).then_some(value.len());
        }
        let mut buffer = [0; MAX_SAFELISTED_VALUE];
        let values = self.headers.clone().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let combined = combine(values.map(|(_, value)| value), &mut buffer)?;
        is_safelisted_request_header(name, combined, self.profile).then_some(combined.len())
    }
}

impl<'a, I: Iterator<Item = (&'a [u8], &'a [u8])> + Clone> Iterator for UnsafeNames<'a, '_, I> {
    type Item = LowerName<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut least: Option<LowerName<'a>> = None;
        for (name, value) in self.headers.clone() {
            let lower = LowerName::new(name);
            let is_new = self.last.is_none_or(|last| lower > last) && least.is_none_or(|least| lower < least);
            if is_new && (self.over_total || self.safelisted_len(name, value).is_none()) {
                least = Some(lower);
            }
        }
        self.last = least.or(self.last);
        least
    }
}

/// The values joined with `, ` (Fetch `#concept-header-list-get`), or `None` where they are longer than any safelisted
/// value is.
pub(super) fn combine<'a, 'b>(
    values: impl Iterator<Item = &'a [u8]>,
    buffer: &'b mut [u8; MAX_SAFELISTED_VALUE],
) -> Option<&'b [u8]> {
    let mut fill = Fill::new(buffer);
    for (index, value) in values.enumerate() {
        if index > 0 {
            fill.extend(*b", ");
        }
        fill.extend(value.iter().copied());
    }
    let len = fill.len();
    buffer.get(..len)
}
