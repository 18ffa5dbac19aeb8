//! A text, piece by piece: each entry of a list and each other value, with its place.

use super::error::{TextError, TextErrorKind as Kind, TextPlace};
use super::grammar::{Content, content, entry, line, scalar};
use crate::policy::field::{PolicyField, Scalar};

/// An entry of a list, or the value of a field that is no list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'t> {
    Entry(PolicyField, &'t str),
    Scalar(PolicyField, Scalar),
}

/// The pieces of a text, each with its place. Goes on after an error.
#[derive(Clone, Debug)]
pub(super) struct Items<'t> {
    text: &'t [u8],
    /// The lines that follow; nothing after the last one.
    rest: Option<&'t [u8]>,
    line: usize,
    /// The list that the current line has, and what is left of it.
    list: Option<(PolicyField, &'t [u8])>,
    /// A bit for each field that is no list and has been set.
    set: u32,
}

impl<'t> Items<'t> {
    pub(super) const fn new(text: &'t [u8]) -> Self {
        Self { text, rest: Some(text), line: 0, list: None, set: 0 }
    }

    /// The end of the last line that was read.
    pub(super) const fn end(&self) -> TextPlace {
        TextPlace { line: self.line, start: self.text.len(), end: self.text.len() }
    }

    /// The place of some bytes of the current line.
    fn place(&self, bytes: &[u8]) -> TextPlace {
        // Addresses as numbers, the one way to tell where in a slice a part of it lies; nothing is read through them.
        let start = bytes.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        TextPlace { line: self.line, start, end: start.saturating_add(bytes.len()) }
    }

    fn told<T>(&self, bytes: &[u8], item: Result<T, Kind>) -> Result<(T, TextPlace), TextError> {
        let place = self.place(bytes);
        item.map(|item| (item, place)).map_err(|kind| TextError { kind, place })
    }

    /// Whether it is set for the first time.
    fn set(&mut self, field: PolicyField) -> bool {
        let bit = 1_u32.wrapping_shl(field as u32);
        let first = self.set & bit == 0;
        self.set |= bit;
        first
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Result<(Item<'t>, TextPlace), TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((field, value)) = self.list.take()
                && let Some((entry, rest)) = entry(value)
            {
                self.list = Some((field, rest));
                let item = core::str::from_utf8(entry).map(|entry| Item::Entry(field, entry));
                return Some(self.told(entry, item.map_err(|_| Kind::NotUtf8)));
            }
            let (current, rest) = line(self.rest?);
            self.rest = rest;
            self.line = self.line.saturating_add(1);
            match content(current) {
                Ok(Content::Nothing) => {}
                Ok(Content::Field { field, value, .. }) if field.is_list() => {
                    self.list = Some((field, value))
                }
                Ok(Content::Field { field, name, value }) => {
                    return Some(if self.set(field) {
                        self.told(value, scalar(field, value).map(|scalar| Item::Scalar(field, scalar)))
                    } else {
                        self.told(name, Err(Kind::FieldTwice))
                    });
                }
                Err(fault) => return Some(self.told(fault.bytes, Err(fault.kind))),
            }
        }
    }
}

/// All errors of a text, one after the other, each once, so that an editor can mark every wrong line. How many entries a
/// list may have is not asked here.
///
/// ```
/// use corselet::policy::TextErrors;
///
/// let told: Vec<_> = TextErrors::of(b"orgins = *\ncredentials = yes").map(|error| error.to_string()).collect();
/// assert_eq!(
///     told,
///     ["line 1: no field has this name (bytes 0 to 6)", "line 2: the value is true or false (bytes 25 to 28)"]
/// );
/// ```
#[derive(Clone, Debug)]
pub struct TextErrors<'t>(Items<'t>);

impl<'t> TextErrors<'t> {
    /// The errors of this text.
    #[must_use]
    pub const fn of(text: &'t [u8]) -> Self {
        Self(Items::new(text))
    }
}

impl Iterator for TextErrors<'_> {
    type Item = TextError;

    fn next(&mut self) -> Option<TextError> {
        self.0.find_map(Result::err)
    }
}
