//! What can be wrong or doubtful with a policy, as data.

use super::field::PolicyField;
use super::problem_code::ProblemCode;
use core::fmt;

/// One thing that is wrong or doubtful with a policy: what, in which field, at which entry, in which bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Problem {
    pub(super) code: ProblemCode,
    pub(super) field: PolicyField,
    pub(super) index: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Problem {
    /// What it is.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        self.code
    }

    /// The field it is in.
    #[must_use]
    pub const fn field(&self) -> PolicyField {
        self.field
    }

    /// The entry of the field's list, from 0; 0 where the field is no list.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// The bytes of the entry at fault; empty where it is about the whole field.
    #[must_use]
    pub const fn range(&self) -> core::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether the policy can still be built.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self.code.kind(), ProblemKind::Warning)
    }
}

/// In plain words: the field, the entry's place where the field is a list, and what it is.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.as_str())?;
        if self.field.is_list() && !matches!(self.code, ProblemCode::NoOrigins) {
            write!(f, "[{}]", self.index)?;
        }
        write!(f, ": {}", self.code.as_str())
    }
}

/// Why something is a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ProblemKind {
    /// Not of the field's syntax.
    Invalid,
    /// The Fetch Standard forbids it: no browser would ever act on it.
    Forbidden,
    /// This library refuses it.
    Refused,
    /// It excludes another field's value.
    Conflicting,
    /// Doubtful; the policy can be built.
    Warning,
}
