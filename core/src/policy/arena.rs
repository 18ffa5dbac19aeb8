//! The memory of a policy compiled with the program: arrays of exactly the size it needs.

use super::index::{self, Scratch};
use super::lookup::ActualLine;
use super::rare::Rare;
use super::render::{Answers, compile, depends_on_origin, has_ready};
use super::spec::{PolicySpec, has_wildcard, lists_authorization};
#[cfg(feature = "heapless")]
use super::table::{ACTUAL_POINTS, Cuts, PREFLIGHT_POINTS};
use super::table::{Grant, OriginPattern, Span};
use super::target::{Slots, Target, Text};
use super::{Policy, Switches};

/// How much memory a policy needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "hidden from the docs")]
pub struct Sizes {
    /// Bytes of text.
    pub text: usize,
    /// Exact origins.
    pub exact: usize,
    /// Origin patterns.
    pub patterns: usize,
    /// Methods.
    pub methods: usize,
    /// Header names.
    pub names: usize,
    /// Words of the index.
    pub index: usize,
}

impl Sizes {
    /// Measures a policy: with ready answers, as [`Arena`] keeps it, or without.
    #[must_use]
    pub const fn of(spec: &PolicySpec<'_>, ready: bool) -> Self {
        let mut target = Target {
            text: Text::new(&mut []),
            exact: Slots::new(&mut []),
            patterns: Slots::new(&mut []),
            methods: Slots::new(&mut []),
            names: Slots::new(&mut []),
        };
        compile(spec, ready, &mut target);
        Self {
            text: target.text.len,
            exact: target.exact.len,
            patterns: target.patterns.len,
            methods: target.methods.len,
            names: target.names.len,
            index: index::words(target.exact.len, target.patterns.len),
        }
    }
}

/// The memory of a compiled policy. Aligned, so that the blocks in its text are.
#[derive(Debug)]
#[repr(C, align(4))]
pub struct Arena<
    const TEXT: usize,
    const EXACT: usize,
    const PATTERNS: usize,
    const METHODS: usize,
    const NAMES: usize,
> {
    text: [u8; TEXT],
    exact: [Grant; EXACT],
    patterns: [OriginPattern; PATTERNS],
    methods: [Span; METHODS],
    names: [Span; NAMES],
    frame: Frame,
}

/// What a compiled policy has beside its tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    answers: Answers,
    switches: Switches,
    everybody: Grant,
    vary_len: u32,
    rare: Rare,
    success_status: u16,
    denial_status: u16,
}

impl<const TEXT: usize, const EXACT: usize, const PATTERNS: usize, const METHODS: usize, const NAMES: usize>
    Arena<TEXT, EXACT, PATTERNS, METHODS, NAMES>
{
    /// Compiles a policy of exactly these [`Sizes`], whose errors are none.
    #[must_use]
    pub const fn compile(spec: &PolicySpec<'_>) -> Self {
        let mut text = [0; TEXT];
        let mut exact = [Grant::COMPOSED; EXACT];
        let mut patterns = [OriginPattern::EMPTY; PATTERNS];
        let mut methods = [Span::EMPTY; METHODS];
        let mut names = [Span::EMPTY; NAMES];
        let mut target = Target {
            text: Text::new(&mut text),
            exact: Slots::new(&mut exact),
            patterns: Slots::new(&mut patterns),
            methods: Slots::new(&mut methods),
            names: Slots::new(&mut names),
        };
        let frame = Frame::new(spec, compile(spec, true, &mut target), has_ready(spec));
        Self { text, exact, patterns, methods, names, frame }
    }

    /// The index of this policy, of the words that [`Sizes`] tells.
    ///
    /// # Panics
    /// Where no index is to be had: with more than a million entries. Only in `const`, where it is a compile error.
    #[must_use]
    pub const fn index<const WORDS: usize>(&self) -> [u32; WORDS] {
        let (policy, mut words) = (self.policy(), [0; WORDS]);
        let filled = if WORDS == 0 {
            true
        } else if EXACT > PATTERNS {
            index::fill(&policy, &mut words, &mut [Scratch::EMPTY; EXACT])
        } else {
            index::fill(&policy, &mut words, &mut [Scratch::EMPTY; PATTERNS])
        };
        assert!(filled, "policy: too many origins for an index");
        words
    }

    /// The policy over this memory and its index.
    #[must_use]
    pub const fn indexed_policy<'a>(&'a self, index: &'a [u32]) -> Policy<'a> {
        self.policy().with_index(index)
    }

    /// The policy over this memory.
    #[must_use]
    pub const fn policy(&self) -> Policy<'_> {
        self.frame.over(&self.text, &self.exact, &self.patterns, &self.methods, &self.names)
    }
}

impl Frame {
    /// Grants nothing, and says so to everybody alike: no line is rendered.
    #[cfg(feature = "heapless")]
    pub(super) const DENY_ALL: Self = Self::new(
        &PolicySpec::EMPTY,
        Answers { actual: Cuts::new([0; ACTUAL_POINTS]), preflight: Cuts::new([0; PREFLIGHT_POINTS]) },
        true,
    );

    /// A pattern was added.
    #[cfg(feature = "heapless")]
    pub(super) const fn grant_by_pattern(&mut self) {
        self.rare = self.rare.with_patterns();
    }

    pub(super) const fn new(spec: &PolicySpec<'_>, answers: Answers, ready: bool) -> Self {
        let vary = answers.actual.lines(ActualLine::Vary as usize, ActualLine::Vary as usize);
        let switches = Switches {
            constant: !depends_on_origin(spec),
            any_origin: has_wildcard(spec.origins),
            null_origin: spec.dangerously_allow_null,
            static_origin: spec.static_origin,
            options_cached: spec.options_cached_by_intermediary,
            authorization: lists_authorization(spec.request_headers),
            credentials: spec.credentials,
            any_method: has_wildcard(spec.methods),
            any_header: has_wildcard(spec.request_headers),
            private_network: spec.private_network,
            disclose_least: spec.disclose_least,
            http_with_credentials: spec.dangerously_allow_http_with_credentials,
            public_suffixes: spec.dangerously_allow_public_suffixes,
        };
        Self {
            answers,
            switches,
            everybody: Grant {
                origin: Span::NOWHERE,
                actual: if depends_on_origin(spec) { vary } else { answers.actual.all() },
                preflight: if Rare::echoes(spec) { Span::NOWHERE } else { answers.preflight.all() },
            },
            vary_len: if spec.options_cached_by_intermediary { 0 } else { vary.len() },
            rare: Rare::of(spec, ready),
            success_status: spec.success_status,
            denial_status: spec.denial_status,
        }
    }

    pub(super) const fn over<'a>(
        &self,
        text: &'a [u8],
        exact: &'a [Grant],
        patterns: &'a [OriginPattern],
        methods: &'a [Span],
        names: &'a [Span],
    ) -> Policy<'a> {
        Policy {
            text,
            exact,
            patterns,
            methods,
            names,
            index: &[],
            actual: self.answers.actual,
            preflight: self.answers.preflight,
            switches: self.switches,
            everybody: self.everybody,
            preflight_denial: &[],
            actual_for_all: &[],
            vary_len: self.vary_len,
            rare: self.rare,
            success_status: self.success_status,
            denial_status: self.denial_status,
            names_text: Span::EMPTY,
            rests: [Span::EMPTY; 3],
            max_block_len: 0,
        }
        .finished()
    }
}
