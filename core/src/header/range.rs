//! A single byte range (Fetch `#simple-range-header-value`), with numbers of any length.

use super::token::split_run;
use core::cmp::Ordering;

/// A number as its digits, leading zeros included: it has no upper bound and is compared without being computed.
#[derive(Clone, Copy, Debug)]
pub struct Digits<'a>(&'a [u8]);

/// The bounds of a single byte range; at least one of them is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ByteRange<'a> {
    /// The first byte; `None` in a suffix range such as `bytes=-500`.
    pub start: Option<Digits<'a>>,
    /// The last byte, or the length of a suffix range; `None` in an open range such as `bytes=5-`.
    pub end: Option<Digits<'a>>,
}

impl<'a> ByteRange<'a> {
    /// Parses a single range header value (Fetch `#simple-range-header-value`) without allowing white space, or `None`
    /// where the standard says failure. `bytes` is case-sensitive; a start after the end is a failure. Linear.
    ///
    /// ```
    /// use corselet::header::ByteRange;
    ///
    /// assert!(ByteRange::parse(b"bytes=5-").unwrap().start.is_some());
    /// assert!(ByteRange::parse(b"bytes=-500").unwrap().start.is_none());
    /// assert!(ByteRange::parse(b"bytes=100000000000000000001-100000000000000000000").is_none());
    /// ```
    #[must_use]
    pub fn parse(value: &'a [u8]) -> Option<Self> {
        let value = value.strip_prefix(b"bytes=")?;
        let (start, value) = digits(value);
        let value = value.strip_prefix(b"-")?;
        let (end, rest) = digits(value);
        let ordered = match (start, end) {
            (None, None) => false,
            (Some(start), Some(end)) => start <= end,
            _ => true,
        };
        (ordered && rest.is_empty()).then_some(Self { start, end })
    }
}

fn digits(value: &[u8]) -> (Option<Digits<'_>>, &[u8]) {
    let (digits, rest) = split_run(value, |byte| byte.is_ascii_digit());
    ((!digits.is_empty()).then_some(Digits(digits)), rest)
}

impl Digits<'_> {
    /// The number, or `None` beyond `u64`.
    #[must_use]
    pub fn to_u64(self) -> Option<u64> {
        self.0
            .iter()
            .try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(*digit & 0x0f)))
    }

    fn significant(&self) -> &[u8] {
        split_run(self.0, |byte| byte == b'0').1
    }
}

impl Ord for Digits<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.significant(), other.significant());
        a.len().cmp(&b.len()).then_with(|| a.cmp(b))
    }
}

impl PartialOrd for Digits<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Digits<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Digits<'_> {}
