//! The memory of an indexed policy made at run time, on the heap.

use super::{Scratch, fill};
use crate::policy::Policy;
use crate::policy::arena::{Frame, Sizes};
use crate::policy::problem::Problem;
use crate::policy::render::compile;
use crate::policy::spec::PolicySpec;
use crate::policy::table::{Grant, OriginPattern, Span};
use crate::policy::target::{Slots, Target, Text};
use std::vec;
use std::vec::Vec;

/// A policy of any number of origins, made at run time: the same checks and the same decisions as for one compiled with
/// the program. Making it allocates; deciding does not.
///
/// Finding an origin or a pattern costs the same for 10 entries and for 100,000: one hash of an exact origin and one
/// comparison, and for patterns a hash for each dot of the host within the number that patterns have. An entry takes its text
/// and 31 bytes. A list of up to 8 entries is scanned, and so is one of more than 1,048,575.
///
/// ```
/// use corselet::policy::{IndexedPolicy, PolicySpec};
///
/// let tenants: Vec<String> = (0..10_000).map(|tenant| format!("https://t{tenant}.example.com")).collect();
/// let origins: Vec<&str> = tenants.iter().map(String::as_str).collect();
/// let policy = IndexedPolicy::try_build(&PolicySpec { origins: &origins, ..PolicySpec::EMPTY })?;
/// assert_eq!(policy.policy().success_status(), 204);
/// # Ok::<(), corselet::policy::Problem>(())
/// ```
#[derive(Debug)]
pub struct IndexedPolicy {
    text: Vec<u8>,
    exact: Vec<Grant>,
    patterns: Vec<OriginPattern>,
    methods: Vec<Span>,
    names: Vec<Span>,
    index: Vec<u32>,
    frame: Frame,
}

impl IndexedPolicy {
    /// Checks and compiles a policy; linear in its lists.
    ///
    /// # Errors
    /// The policy's first error; [`PolicySpec::errors`] tells all of them.
    pub fn try_build(spec: &PolicySpec<'_>) -> Result<Self, Problem> {
        if let Some(problem) = spec.errors().next() {
            return Err(problem);
        }
        let sizes = Sizes::of(spec, false);
        let mut text = vec![0; sizes.text];
        let mut exact = vec![Grant::COMPOSED; sizes.exact];
        let mut patterns = vec![OriginPattern::EMPTY; sizes.patterns];
        let mut methods = vec![Span::EMPTY; sizes.methods];
        let mut names = vec![Span::EMPTY; sizes.names];
        let mut target = Target {
            text: Text::new(&mut text),
            exact: Slots::new(&mut exact),
            patterns: Slots::new(&mut patterns),
            methods: Slots::new(&mut methods),
            names: Slots::new(&mut names),
        };
        let frame = Frame::new(spec, compile(spec, false, &mut target), false);
        let mut index = vec![0; sizes.index];
        let mut scratch = vec![Scratch::EMPTY; sizes.exact.max(sizes.patterns)];
        let plain = frame.over(&text, &exact, &patterns, &methods, &names);
        if !fill(&plain, &mut index, &mut scratch) {
            // Short lists, or over a million entries: they are scanned.
            index.clear();
        }
        Ok(Self { text, exact, patterns, methods, names, index, frame })
    }

    /// The policy, for decisions.
    #[must_use]
    pub fn policy(&self) -> Policy<'_> {
        self.frame
            .over(&self.text, &self.exact, &self.patterns, &self.methods, &self.names)
            .with_index(&self.index)
    }
}
