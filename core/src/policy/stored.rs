//! The memory of a policy made at run time: `heapless` vectors of fixed capacity.

use super::Policy;
use super::arena::{Frame, Sizes};
use super::problem::Problem;
use super::render::compile;
use super::spec::PolicySpec;
use super::table::{Grant, OriginPattern, Span};
use super::target::{Slots, Target, Text};
use core::fmt;
use heapless::Vec;

/// A policy that is made, and made anew, while the device runs: the same checks and the same decisions as for one
/// compiled with the program.
///
/// `TEXT` bytes hold its texts and ready answers, `ORIGINS` limits its exact origins and, apart, its patterns, `NAMES`
/// its methods, its request headers and its exposed headers, each apart.
///
/// ```
/// use corselet::{policy_spec, policy::StoredPolicy};
///
/// let mut policy: StoredPolicy<512, 4, 4> =
///     StoredPolicy::try_build(&policy_spec! { origins: ["https://app.example.com"] })?;
/// // All or nothing: a rejected update leaves the old policy in force.
/// assert!(policy.try_replace(&policy_spec! { origins: ["https://app.example.com/"] }).is_err());
/// assert_eq!(policy.policy().success_status(), 204);
/// # Ok::<(), corselet::policy::BuildError>(())
/// ```
#[derive(Debug)]
pub struct StoredPolicy<const TEXT: usize, const ORIGINS: usize, const NAMES: usize> {
    text: Vec<u8, TEXT>,
    exact: Vec<Grant, ORIGINS>,
    patterns: Vec<OriginPattern, ORIGINS>,
    methods: Vec<Span, NAMES>,
    names: Vec<Span, NAMES>,
    frame: Frame,
}

/// Why a policy was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BuildError {
    /// The first error; [`PolicySpec::errors`] tells all of them.
    Invalid(Problem),
    /// The policy needs more bytes of text than there are.
    Text {
        /// Bytes needed.
        needed: usize,
    },
    /// The policy has more exact origins, or more patterns, than there is room for.
    Origins {
        /// The larger of the two counts.
        needed: usize,
    },
    /// The policy has more methods, request headers or exposed headers than there is room for.
    Names {
        /// The largest of the three counts.
        needed: usize,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problem) => problem.fmt(f),
            Self::Text { needed } => write!(f, "the policy needs {needed} bytes of text"),
            Self::Origins { needed } => write!(f, "the policy needs room for {needed} origins"),
            Self::Names { needed } => write!(f, "the policy needs room for {needed} names"),
        }
    }
}

impl core::error::Error for BuildError {}

impl<const TEXT: usize, const ORIGINS: usize, const NAMES: usize> StoredPolicy<TEXT, ORIGINS, NAMES> {
    /// A policy that denies everybody, until [`try_replace`](Self::try_replace) puts another in its place: a value to
    /// begin with, for a `static`.
    #[must_use]
    pub const fn deny_all() -> Self {
        Self {
            text: Vec::new(),
            exact: Vec::new(),
            patterns: Vec::new(),
            methods: Vec::new(),
            names: Vec::new(),
            frame: Frame::DENY_ALL,
        }
    }

    /// Checks and compiles a policy.
    ///
    /// # Errors
    /// [`BuildError`]: the policy has an error, or does not fit.
    pub fn try_build(spec: &PolicySpec<'_>) -> Result<Self, BuildError> {
        let mut policy = Self::deny_all();
        policy.try_replace(spec)?;
        Ok(policy)
    }

    /// Checks and compiles a policy into this one's place, whole or not at all.
    ///
    /// # Errors
    /// [`BuildError`], as [`try_build`](Self::try_build); the old policy then stays in force.
    pub fn try_replace(&mut self, spec: &PolicySpec<'_>) -> Result<(), BuildError> {
        if let Some(problem) = spec.errors().next() {
            return Err(BuildError::Invalid(problem));
        }
        let sizes = Sizes::of(spec, false);
        let origins = sizes.exact.max(sizes.patterns);
        // Exposed headers take no slot; but what is read back as text, or through `serde`, has a limit for them.
        let names = sizes.methods.max(sizes.names).max(spec.expose.len());
        if sizes.text > TEXT {
            return Err(BuildError::Text { needed: sizes.text });
        } else if origins > ORIGINS {
            return Err(BuildError::Origins { needed: origins });
        } else if names > NAMES {
            return Err(BuildError::Names { needed: names });
        }
        // From here on nothing fails: everything was measured.
        let _ = self.text.resize(sizes.text, 0);
        let _ = self.exact.resize(sizes.exact, Grant::COMPOSED);
        let _ = self.patterns.resize(sizes.patterns, OriginPattern::EMPTY);
        let _ = self.methods.resize(sizes.methods, Span::EMPTY);
        let _ = self.names.resize(sizes.names, Span::EMPTY);
        let mut target = Target {
            text: Text::new(&mut self.text),
            exact: Slots::new(&mut self.exact),
            patterns: Slots::new(&mut self.patterns),
            methods: Slots::new(&mut self.methods),
            names: Slots::new(&mut self.names),
        };
        self.frame = Frame::new(spec, compile(spec, false, &mut target), false);
        Ok(())
    }

    /// The policy, for decisions.
    #[must_use]
    pub fn policy(&self) -> Policy<'_> {
        self.frame.over(&self.text, &self.exact, &self.patterns, &self.methods, &self.names)
    }
}
