//! What an owner grants: a policy, checked and compiled before the first request.
//!
//! [`policy!`](crate::policy!) does so while the program is compiled; with the feature `heapless`,
//! [`StoredPolicy`] does it at run time. Either lends the same [`Policy`], so every decision takes one path.
//!
//! [`PolicySpec::problems`] tells everything that is wrong or doubtful with a policy, entry by entry and byte by byte.
//! Policies are kept and edited as [`text`], and with the feature `serde` in any of its formats.

mod arena;
mod asked;
mod bytes;
mod check;
mod compose;
#[cfg(feature = "heapless")]
mod edit;
mod field;
mod index;
mod lookup;
mod match_pattern;
mod message;
mod name_fault;
mod nobody;
mod pattern;
mod problem;
mod problem_code;
mod rare;
mod read_back;
mod render;
#[cfg(feature = "serde")]
mod serial;
mod spec;
#[cfg(feature = "heapless")]
mod stored;
mod table;
mod target;
pub mod text;

pub(crate) use asked::{Asked, NameFault};
pub(crate) use compose::{Kind, List, Unready};
pub(crate) use lookup::{ActualLine, PreflightLine};
pub(crate) use table::Grant;

pub use check::{MAX_AGE_LIMIT, Problems, SuffixProblems};
#[cfg(feature = "heapless")]
pub use edit::EditError;
pub use field::PolicyField;
#[cfg(feature = "std")]
pub use index::IndexedPolicy;
pub use nobody::NOBODY;
pub use problem::{Problem, ProblemKind};
pub use problem_code::ProblemCode;
pub use spec::PolicySpec;
#[cfg(feature = "heapless")]
pub use stored::{BuildError, StoredPolicy};
pub use text::{PolicyText, TextError, TextErrorKind, TextErrors, TextPlace, WriteTextError};

#[doc(hidden)]
pub mod compile_time {
    //! What the expansion of `policy!` uses; not for use by hand.
    pub use super::arena::{Arena, Sizes};
    pub use super::message::assert_valid;
}

use rare::Rare;
use table::{ACTUAL_POINTS, Cuts, OriginPattern, PREFLIGHT_POINTS, Span};

/// A compiled policy: tables and ready answers, all borrowed. A device keeps it in flash.
///
/// Only checked policies exist: see [`policy!`](crate::policy!) and, at run time, `StoredPolicy`.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    text: &'a [u8],
    exact: &'a [Grant],
    patterns: &'a [OriginPattern],
    methods: &'a [Span],
    names: &'a [Span],
    /// All names with commas between; empty where they are too many to be asked for at once.
    names_text: Span,
    /// Empty where the lists are scanned.
    index: &'a [u32],
    actual: Cuts<ACTUAL_POINTS>,
    preflight: Cuts<PREFLIGHT_POINTS>,
    /// What follows the origin in the answers to granted preflights, to actual requests, and to those that are not cached.
    rests: [Span; 3],
    /// What everybody gets: the answers that are the same for every origin, or what is left of them for an origin that is
    /// not granted.
    everybody: Grant,
    preflight_denial: &'a [u8],
    /// The answer to an actual request that is granted nothing of its own.
    actual_for_all: &'a [u8],
    /// How much of an answer to an actual request is `vary`, which OPTIONS does without.
    vary_len: u32,
    switches: Switches,
    rare: Rare,
    success_status: u16,
    denial_status: u16,
    max_block_len: u32,
}

/// What a policy is set to, beside its lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Switches {
    /// Every origin gets the same answers.
    pub(crate) constant: bool,
    pub(crate) any_origin: bool,
    pub(crate) credentials: bool,
    pub(crate) any_method: bool,
    pub(crate) any_header: bool,
    pub(crate) private_network: bool,
    pub(crate) disclose_least: bool,
    // What entries may be added, and what is read back.
    pub(crate) null_origin: bool,
    pub(crate) static_origin: bool,
    pub(crate) options_cached: bool,
    /// `*` for headers, with `authorization` listed beside it.
    pub(crate) authorization: bool,
    pub(crate) http_with_credentials: bool,
    pub(crate) public_suffixes: bool,
}

impl Policy<'_> {
    pub(crate) const fn switches(&self) -> &Switches {
        &self.switches
    }

    /// The status of a granted preflight.
    #[must_use]
    pub const fn success_status(&self) -> u16 {
        self.success_status
    }

    /// The status of a denied preflight.
    #[must_use]
    pub const fn denial_status(&self) -> u16 {
        self.denial_status
    }

    /// Whether answers to actual requests depend on the request's origin, so that they carry `vary: origin`.
    #[must_use]
    pub const fn depends_on_origin(&self) -> bool {
        !self.switches.constant
    }
}

/// Checks and compiles a policy while the program is compiled: a policy with an error does not build, and the
/// compiler's message says which entry it is and why.
///
/// Name the fields of [`PolicySpec`](crate::policy::PolicySpec) that differ from its `EMPTY`; `max_age_secs` takes a
/// number. The value is a [`Policy`](crate::Policy) over constants.
///
/// A list of more than 8 origins, or patterns, is indexed: finding one costs the same however many there are. The index takes
/// 6.5 bytes an entry, beside 24 of tables and the entry's text. A thousand origins cost the compiler about 4 seconds; beyond
/// some ten thousand build an `IndexedPolicy` (feature `std`) when the program starts.
///
/// ```
/// use corselet::{Policy, policy};
///
/// static POLICY: Policy = policy! {
///     origins: ["https://app.example.com", "https://*.example.org", "http://localhost:*"],
///     methods: ["PUT", "DELETE"],
///     request_headers: ["content-type", "x-api-key"],
///     expose: ["etag"],
///     credentials: true,
///     max_age_secs: 600,
/// };
/// ```
///
/// A constant [`PolicySpec`](crate::policy::PolicySpec) is taken as well, so that a test can show its warnings:
///
/// ```
/// use corselet::{Policy, policy, policy::PolicySpec, policy_spec};
///
/// const SPEC: PolicySpec = policy_spec! { origins: ["https://app.example.com"], max_age_secs: 600, methods: ["PUT"] };
/// static POLICY: Policy = policy!(SPEC);
///
/// // In a test:
/// assert_eq!(SPEC.warnings().next(), None);
/// ```
///
/// ```compile_fail
/// # use corselet::{Policy, policy};
/// // error: policy: origins[0] "https://app.example.com/": an origin has no trailing slash [...]
/// static POLICY: Policy = policy! { origins: ["https://app.example.com/"] };
/// ```
#[macro_export]
macro_rules! policy {
    ($($field:ident : $value:tt),* $(,)?) => { $crate::policy!($crate::policy_spec!($($field: $value),*)) };
    (@compile $spec:ident) => {{
        const SPEC: $crate::policy::PolicySpec<'static> = $spec;
        // Thousands of origins take long, but not for ever: the work is linear in the lists.
        #[allow(long_running_const_eval)]
        const _: () = $crate::policy::compile_time::assert_valid(&SPEC);
        #[allow(long_running_const_eval)]
        const SIZES: $crate::policy::compile_time::Sizes = $crate::policy::compile_time::Sizes::of(&SPEC, true);
        // A static, not a constant, so that a linker's map tells what a policy takes.
        #[allow(long_running_const_eval)]
        static ARENA: $crate::policy::compile_time::Arena<
            { SIZES.text },
            { SIZES.exact },
            { SIZES.patterns },
            { SIZES.methods },
            { SIZES.names },
        > = $crate::policy::compile_time::Arena::compile(&SPEC);
        #[allow(long_running_const_eval)]
        static INDEX: [u32; SIZES.index] = ARENA.index();
        const POLICY: $crate::Policy<'static> = ARENA.indexed_policy(&INDEX);
        POLICY
    }};
    ($spec:expr) => {{
        // Items of a macro are seen by the expression: the one beside it has a name that no owner gives.
        const __POLICY_SPEC: $crate::policy::PolicySpec<'static> = $spec;
        $crate::policy!(@compile __POLICY_SPEC)
    }};
}

/// The fields of a policy as a constant [`PolicySpec`](crate::policy::PolicySpec), written as in
/// [`policy!`](crate::policy!) but not checked: to be checked at run time, or to have its problems listed.
///
/// ```
/// use corselet::policy_spec;
///
/// let spec = policy_spec! { origins: ["https://app.example.com/", "null"], credentials: true };
/// assert_eq!(spec.errors().count(), 2);
/// ```
#[macro_export]
macro_rules! policy_spec {
    (@field max_age_secs, $value:expr) => { Some($value) };
    (@field $name:ident, [$($entry:expr),* $(,)?]) => { &[$($entry),*] };
    (@field $name:ident, $value:expr) => { $value };
    ($($name:ident : $value:tt),* $(,)?) => {
        $crate::policy::PolicySpec {
            $($name: $crate::policy_spec!(@field $name, $value),)*
            ..$crate::policy::PolicySpec::EMPTY
        }
    };
}
