//! Header names as CORS writes and sorts them: byte-lower-cased.

use core::cmp::Ordering;
use core::fmt;

/// A header name, borrowed as it was written and compared, sorted and read in lower case (Fetch
/// `#byte-lowercase`), without a copy.
///
/// ```
/// use corselet::header::LowerName;
///
/// let name = LowerName::new(b"X-Api-Key");
/// assert!(name == LowerName::new(b"x-API-key") && name > LowerName::new(b"ETag"));
/// assert!(name.bytes().eq(*b"x-api-key"));
/// ```
#[derive(Clone, Copy)]
pub struct LowerName<'a>(&'a [u8]);

impl<'a> LowerName<'a> {
    /// A name in any case.
    #[must_use]
    pub const fn new(name: &'a [u8]) -> Self {
        Self(name)
    }

    /// The name as it was written.
    #[must_use]
    pub const fn as_written(&self) -> &'a [u8] {
        self.0
    }

    /// The bytes in lower case.
    pub fn bytes(&self) -> impl Iterator<Item = u8> + 'a {
        self.0.iter().map(u8::to_ascii_lowercase)
    }
}

impl Ord for LowerName<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl PartialOrd for LowerName<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for LowerName<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for LowerName<'_> {}

impl fmt::Debug for LowerName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0.escape_ascii())
    }
}
