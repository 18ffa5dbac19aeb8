//! A text, read as the fields of a policy.

use super::error::{TextError, TextErrorKind, TextPlace};
use super::items::{Item, Items};
use crate::policy::field::PolicyField;
use crate::policy::problem::Problem;
use crate::policy::spec::PolicySpec;

/// A text read as the fields of a policy (see the [grammar](crate::policy::text)), not checked yet. It borrows the text, and has
/// room for as much as a `StoredPolicy` of the same `ORIGINS` and `NAMES`: twice `ORIGINS` origins,
/// and `NAMES` entries in each other list.
///
/// ```
/// use corselet::policy::{PolicyText, StoredPolicy};
///
/// let text = b"origins = https://app.example.com http://localhost:*\nmethods = PUT\n";
/// let read: PolicyText<'_, 4, 4> = PolicyText::parse(text)?;
/// // Every entry that is wrong or doubtful, with its place in the text.
/// for problem in read.spec().problems() {
///     println!("line {}: {problem}", read.locate(&problem).line());
/// }
/// let policy: StoredPolicy<512, 4, 4> = StoredPolicy::try_build(&read.spec())?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PolicyText<'t, const ORIGINS: usize, const NAMES: usize> {
    text: &'t [u8],
    origins: [[&'t str; ORIGINS]; 2],
    names: [[&'t str; NAMES]; 3],
    /// How many entries the four lists have.
    lens: [usize; 4],
    /// The fields that are no lists.
    scalars: PolicySpec<'static>,
}

impl<'t, const ORIGINS: usize, const NAMES: usize> PolicyText<'t, ORIGINS, NAMES> {
    /// Reads a text. Linear in it.
    ///
    /// # Errors
    /// The first [`TextError`]; [`TextErrors`](crate::policy::TextErrors) tells all of them.
    pub fn parse(text: &'t [u8]) -> Result<Self, TextError> {
        let mut read = Self {
            text,
            origins: [[""; ORIGINS]; 2],
            names: [[""; NAMES]; 3],
            lens: [0; 4],
            scalars: PolicySpec::EMPTY,
        };
        for item in Items::new(text) {
            match item? {
                (Item::Scalar(field, scalar), _) => read.scalars.set(field, scalar),
                (Item::Entry(field, entry), place) => {
                    read.push(field, entry).ok_or(TextError { kind: TextErrorKind::TooManyEntries, place })?
                }
            }
        }
        Ok(read)
    }

    fn push(&mut self, field: PolicyField, entry: &'t str) -> Option<()> {
        let [methods, request_headers, expose] = &mut self.names;
        let [origins_len, methods_len, request_headers_len, expose_len] = &mut self.lens;
        let (list, len): (&mut [&'t str], _) = match field {
            PolicyField::Origins => (self.origins.as_flattened_mut(), origins_len),
            PolicyField::Methods => (methods, methods_len),
            PolicyField::RequestHeaders => (request_headers, request_headers_len),
            PolicyField::Expose => (expose, expose_len),
            _ => return None,
        };
        *list.get_mut(*len)? = entry;
        *len = len.saturating_add(1);
        Some(())
    }

    /// The policy's fields, not checked.
    #[must_use]
    pub fn spec(&self) -> PolicySpec<'_> {
        let [methods, request_headers, expose] = &self.names;
        let [origins_len, methods_len, request_headers_len, expose_len] = self.lens;
        PolicySpec {
            origins: self.origins.as_flattened().get(..origins_len).unwrap_or_default(),
            methods: methods.get(..methods_len).unwrap_or_default(),
            request_headers: request_headers.get(..request_headers_len).unwrap_or_default(),
            expose: expose.get(..expose_len).unwrap_or_default(),
            ..self.scalars
        }
    }

    /// Where in the text a problem of [`spec`](Self::spec) is: its bytes of the entry, or the field's value. The end of the
    /// text where the field is not in it. Reads the text again.
    #[must_use]
    pub fn locate(&self, problem: &Problem) -> TextPlace {
        let mut items = Items::new(self.text);
        let mut index = 0_usize;
        for item in items.by_ref() {
            match item {
                Ok((Item::Scalar(field, _), place)) if field == problem.field() => return place,
                Ok((Item::Entry(field, _), place)) if field == problem.field() => {
                    if index == problem.index() {
                        let range = problem.range();
                        return TextPlace {
                            line: place.line,
                            start: place.start.saturating_add(range.start),
                            end: place.start.saturating_add(range.end),
                        };
                    }
                    index = index.saturating_add(1);
                }
                _ => {}
            }
        }
        items.end()
    }
}
