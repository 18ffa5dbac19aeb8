//! Checking a policy: everything that is wrong or doubtful with it, one after the other, without allocation.

mod names;
mod origins;
mod pairs;
mod suffixes;

pub use suffixes::SuffixProblems;

use super::field::PolicyField as Field;
use super::name_fault::Fault;
use super::problem::Problem;
use super::problem_code::ProblemCode as Code;
use super::spec::{PolicySpec, has_wildcard};

/// The longest maximum age that is taken, in seconds: a day, Firefox's cap, the highest of all browsers.
pub const MAX_AGE_LIMIT: u32 = 86_400;

/// Chromium's cap of the maximum age, in seconds.
const CHROMIUM_MAX_AGE: u32 = 7_200;

/// WebKit's cap of the maximum age, in seconds.
const WEBKIT_MAX_AGE: u32 = 600;

impl<'a> PolicySpec<'a> {
    /// Everything that is wrong or doubtful with the policy, in the order of its fields.
    ///
    /// Redundant entries and twins are looked for among all pairs of entries, so the work grows with the square of a
    /// list's length: milliseconds for a thousand origins, seconds for ten thousand, and too much for `const`, where
    /// [`errors`](Self::errors) serves lists of any length.
    ///
    /// ```
    /// use corselet::policy_spec;
    ///
    /// let spec = policy_spec! { origins: ["https://a.example", "https://b.example/"], methods: ["GET"] };
    /// let told: Vec<_> = spec.problems().map(|problem| problem.to_string()).collect();
    /// assert_eq!(
    ///     told,
    ///     ["origins[1]: an origin has no trailing slash", "methods[0]: needs no listing: every page may use it"]
    /// );
    /// ```
    #[must_use]
    pub const fn problems(&self) -> Problems<'a> {
        let at = Place { field: Field::Origins, index: 0, check: 0 };
        Problems { spec: *self, at, errors: true, warnings: true }
    }

    /// As [`problems`](Self::problems), without the warnings; linear in the lists.
    #[must_use]
    pub const fn errors(&self) -> Problems<'a> {
        Problems { warnings: false, ..self.problems() }
    }

    /// As [`problems`](Self::problems), without the errors.
    #[must_use]
    pub const fn warnings(&self) -> Problems<'a> {
        Problems { errors: false, ..self.problems() }
    }
}

/// The problems of a [`PolicySpec`], one after the other. Also usable in `const`, through
/// [`next_problem`](Self::next_problem).
#[derive(Clone, Debug)]
pub struct Problems<'a> {
    spec: PolicySpec<'a>,
    at: Place,
    errors: bool,
    warnings: bool,
}

/// Where the search stands: a field, an entry of it, and which of the entry's checks comes next.
#[derive(Clone, Copy, Debug)]
struct Place {
    field: Field,
    index: usize,
    check: u8,
}

/// What one check came to.
enum Step {
    Clean,
    Found(Code, usize, usize),
    /// No further check of this entry.
    EntryDone,
    /// No further entry in this field; the next field.
    FieldDone(Field),
    End,
}

impl Iterator for Problems<'_> {
    type Item = Problem;

    fn next(&mut self) -> Option<Problem> {
        self.next_problem()
    }
}

impl Problems<'_> {
    /// The next problem, or `None` at the end.
    pub const fn next_problem(&mut self) -> Option<Problem> {
        loop {
            let Place { field, index, check } = self.at;
            self.at.check = check.saturating_add(1);
            match self.step(field, index, check) {
                Step::Clean => {}
                Step::EntryDone => self.at = Place { field, index: index.saturating_add(1), check: 0 },
                Step::FieldDone(next) => self.at = Place { field: next, index: 0, check: 0 },
                Step::End => {
                    self.at.check = check;
                    return None;
                }
                Step::Found(code, start, end) => {
                    let problem = Problem { code, field, index, start, end };
                    let wanted = if problem.is_warning() { self.warnings } else { self.errors };
                    if wanted {
                        return Some(problem);
                    }
                }
            }
        }
    }

    const fn step(&self, field: Field, index: usize, check: u8) -> Step {
        match field {
            Field::Origins => self.origin(index, check),
            Field::Methods => self.method(index, check),
            Field::RequestHeaders => self.request_header(index, check),
            Field::Expose => self.exposed(index, check),
            Field::MaxAge => self.max_age(check),
            Field::SuccessStatus => match check {
                0 if !matches!(self.spec.success_status, 200..=299) => Step::Found(Code::Status, 0, 0),
                _ => Step::FieldDone(Field::DenialStatus),
            },
            Field::DenialStatus => match check {
                0 if !matches!(self.spec.denial_status, 400..=599) => Step::Found(Code::Status, 0, 0),
                _ => Step::FieldDone(Field::StaticOrigin),
            },
            Field::StaticOrigin => match check {
                0 if self.spec.static_origin && !self.has_one_exact_origin() => {
                    Step::Found(Code::StaticOriginNeedsOne, 0, 0)
                }
                _ => Step::FieldDone(Field::AllowNull),
            },
            Field::AllowNull => match check {
                0 if self.spec.dangerously_allow_null && self.spec.credentials => {
                    Step::Found(Code::NullWithCredentials, 0, 0)
                }
                0 if self.spec.dangerously_allow_null && has_wildcard(self.spec.origins) => {
                    Step::Found(Code::Redundant, 0, 0)
                }
                _ => Step::End,
            },
            // Switches that are neither right nor wrong in themselves.
            Field::Credentials
            | Field::OptionsCached
            | Field::PrivateNetwork
            | Field::DiscloseLeast
            | Field::AllowHttp
            | Field::AllowPublicSuffixes => Step::End,
        }
    }

    const fn max_age(&self, check: u8) -> Step {
        match (check, self.spec.max_age_secs) {
            (0, Some(secs)) if secs > MAX_AGE_LIMIT => Step::Found(Code::MaxAgeTooLong, 0, 0),
            (0, Some(secs)) if secs > CHROMIUM_MAX_AGE => Step::Found(Code::MaxAgeOverChromium, 0, 0),
            (0, Some(secs)) if secs > WEBKIT_MAX_AGE => Step::Found(Code::MaxAgeOverWebKit, 0, 0),
            (0, Some(_)) => Step::Clean,
            (1, Some(_)) if self.spec.methods.is_empty() && self.spec.request_headers.is_empty() => {
                Step::Found(Code::MaxAgeWithoutLists, 0, 0)
            }
            _ => Step::FieldDone(Field::SuccessStatus),
        }
    }
}

/// An entry's only problem: told at its first check, then the entry is done.
const fn once(check: u8, (code, start, end): Fault) -> Step {
    if check == 0 { Step::Found(code, start, end) } else { Step::EntryDone }
}

const fn entry<'a>(list: &[&'a str], index: usize) -> Option<&'a [u8]> {
    match list.split_at_checked(index) {
        Some((_, [entry, ..])) => Some(entry.as_bytes()),
        _ => None,
    }
}
