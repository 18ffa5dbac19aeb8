//! Room for the few bytes of a URL that cannot be borrowed.

/// A caller's buffer, from which the reader takes what it has to rewrite: a host name with upper case, percent
/// signs, tabs or letters beyond ASCII. Everything else is borrowed from the input, so most URLs take nothing.
///
/// What is taken stays with the [`Url`](super::Url); one buffer serves any number of URLs until it is used up.
/// [`MAX_ORIGIN_LEN`](crate::origin::MAX_ORIGIN_LEN) bytes serve every single URL that needs no IDNA.
#[derive(Debug)]
pub struct Scratch<'a> {
    free: &'a mut [u8],
}

impl<'a> Scratch<'a> {
    /// Room in a buffer.
    #[must_use]
    pub const fn new(buffer: &'a mut [u8]) -> Self {
        Self { free: buffer }
    }

    /// Room for URLs that are done with before the next one is read: what they take is free again then.
    ///
    /// ```
    /// use corselet::origin::url::{self, NoIdna, Scratch};
    ///
    /// let mut buffer = [0; 6];
    /// let mut scratch = Scratch::new(&mut buffer);
    /// for input in ["http://A.test", "http://B.test"] {
    ///     assert!(url::parse(input.as_bytes(), None, &NoIdna, &mut scratch.reborrow()).is_ok());
    /// }
    /// ```
    pub const fn reborrow(&mut self) -> Scratch<'_> {
        Scratch { free: self.free }
    }

    /// What is left.
    pub(super) const fn free(&mut self) -> &mut [u8] {
        self.free
    }

    /// Keeps the first `len` bytes for as long as the buffer lives; `None` where there are not so many.
    pub(super) fn take(&mut self, len: usize) -> Option<&'a mut [u8]> {
        let (taken, free) = core::mem::take(&mut self.free).split_at_mut_checked(len)?;
        self.free = free;
        Some(taken)
    }
}
