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
/// its methods, its request headers and its exposed headers, each apart. It is replaced as a whole, or changed by one
/// origin: [`add_origin`](Self::add_origin), [`remove_origin`](Self::remove_origin).
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
///
/// # While requests are being decided
/// A [`Decision`](crate::Decision) borrows the policy until its fields are written, so the compiler lets nobody change a
/// policy under it:
///
/// ```compile_fail,E0502
/// # use corselet::{Request, policy_spec, policy::StoredPolicy};
/// # let mut stored: StoredPolicy<512, 4, 4> = StoredPolicy::deny_all();
/// # let request = Request::new(b"GET");
/// let policy = stored.policy();
/// let decision = policy.decide(&request);
/// stored.add_origin("https://app.example.com"); // cannot borrow `stored` as mutable
/// let _ = decision.action();
/// ```
///
/// A loop that finishes a request before it takes the next one changes the policy between two of them, and needs nothing
/// more. Where a change may come while answers are under way (an executor's tasks, an interrupt), keep two: requests
/// read the one in force by reference, a change is made in the other, and takes effect when an index is switched. Those
/// who began before go on with the policy they began with.
///
/// ```
/// use core::cell::{Cell, RefCell};
/// use corselet::policy::{BuildError, PolicySpec, StoredPolicy};
/// use corselet::{Request, Verdict, policy_spec};
///
/// type Stored = StoredPolicy<512, 4, 4>;
///
/// // For one core. Interrupts: each cell in a `critical_section::Mutex`. Several cores: two read-write locks and an atomic.
/// struct Policies {
///     slots: [RefCell<Stored>; 2],
///     in_force: Cell<usize>,
/// }
///
/// enum Update {
///     Done,
///     /// An answer of before the last change still goes out: later.
///     Busy,
/// }
///
/// impl Policies {
///     fn replace(&self, spec: &PolicySpec<'_>) -> Result<Update, BuildError> {
///         let spare = 1 - self.in_force.get();
///         let Ok(mut slot) = self.slots[spare].try_borrow_mut() else { return Ok(Update::Busy) };
///         slot.try_replace(spec)?;
///         self.in_force.set(spare);
///         Ok(Update::Done)
///     }
/// }
///
/// let policies = Policies {
///     slots: [RefCell::new(Stored::deny_all()), RefCell::new(Stored::deny_all())],
///     in_force: Cell::new(0),
/// };
/// let mut request = Request::new(b"GET");
/// request.observe(b"origin", b"https://app.example.com");
///
/// let slot = policies.slots[policies.in_force.get()].borrow();
/// let policy = slot.policy();
/// let decision = policy.decide(&request);
/// // Meanwhile, elsewhere:
/// let change = policy_spec! { origins: ["https://app.example.com"] };
/// assert!(matches!(policies.replace(&change)?, Update::Done));
/// // This request is answered as it was decided; the next one meets the new policy.
/// assert_eq!(decision.verdict(), Verdict::ActualDenied);
/// assert!(matches!(policies.replace(&change)?, Update::Busy));
/// let next = policies.slots[policies.in_force.get()].borrow();
/// assert_eq!(next.policy().decide(&request).verdict(), Verdict::ActualAllowed);
/// # Ok::<(), BuildError>(())
/// ```
///
/// A change by one origin starts from a copy: `spare.clone_from(&in_force)`, then `spare.add_origin(...)`.
#[derive(Clone, Debug)]
pub struct StoredPolicy<const TEXT: usize, const ORIGINS: usize, const NAMES: usize> {
    pub(super) text: Vec<u8, TEXT>,
    pub(super) exact: Vec<Grant, ORIGINS>,
    pub(super) patterns: Vec<OriginPattern, ORIGINS>,
    methods: Vec<Span, NAMES>,
    names: Vec<Span, NAMES>,
    pub(super) frame: Frame,
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
