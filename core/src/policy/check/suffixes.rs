//! Patterns before public suffixes, where a list has to be asked.

use super::entry;
use crate::origin::Host;
use crate::origin::site::PublicSuffix;
use crate::policy::field::PolicyField;
use crate::policy::pattern::{Entry, parse};
use crate::policy::problem::Problem;
use crate::policy::problem_code::ProblemCode as Code;
use crate::policy::spec::PolicySpec;

impl<'a> PolicySpec<'a> {
    /// Patterns such as `https://*.github.io`, whose base is a public suffix by this list: with credentials an error, unless
    /// [`dangerously_allow_public_suffixes`](Self::dangerously_allow_public_suffixes) is set, else a warning.
    ///
    /// [`problems`](Self::problems) knows no list: it tells those that need none, bases of one label such as
    /// `https://*.com`, and they are not told here again. Linear in the list of origins; the lookups are the list's.
    ///
    /// ```
    /// use corselet::{policy_spec, origin::site::PublicSuffix};
    ///
    /// struct Github;
    /// impl PublicSuffix for Github {
    ///     fn public_suffix_len(&self, domain: &[u8]) -> usize {
    ///         if domain.ends_with(b"github.io") { 9 } else { 2 }
    ///     }
    /// }
    ///
    /// let spec = policy_spec! { origins: ["https://*.github.io"], credentials: true };
    /// assert_eq!(spec.errors().count(), 0);
    /// let codes: Vec<_> = spec.suffix_problems(&Github).map(|problem| problem.code().code()).collect();
    /// assert_eq!(codes, ["public-suffix-with-credentials"]);
    /// ```
    #[must_use]
    pub const fn suffix_problems<'l, L: PublicSuffix>(&self, list: &'l L) -> SuffixProblems<'a, 'l, L> {
        SuffixProblems { spec: *self, index: 0, list }
    }
}

/// The problems that [`PolicySpec::suffix_problems`] tells, one after the other.
#[derive(Clone, Debug)]
pub struct SuffixProblems<'a, 'l, L> {
    spec: PolicySpec<'a>,
    index: usize,
    list: &'l L,
}

impl<L: PublicSuffix> Iterator for SuffixProblems<'_, '_, L> {
    type Item = Problem;

    fn next(&mut self) -> Option<Problem> {
        loop {
            let index = self.index;
            let text = entry(self.spec.origins, index)?;
            self.index = index.saturating_add(1);
            if let Ok(Entry::Pattern(pattern)) = parse(text)
                && pattern.subdomains
                && let host @ Host::Name(name) = pattern.base.tuple.host()
                && name.strip_suffix(b".").unwrap_or(name).contains(&b'.')
                && host.public_suffix(self.list) == Some(name)
            {
                let code = under_public_suffix(&self.spec);
                return Some(Problem { code, field: PolicyField::Origins, index, start: 0, end: text.len() });
            }
        }
    }
}

/// What it is that a pattern's base is a public suffix.
pub(super) const fn under_public_suffix(spec: &PolicySpec<'_>) -> Code {
    if spec.credentials && !spec.dangerously_allow_public_suffixes {
        Code::PublicSuffixWithCredentials
    } else {
        Code::PublicSuffix
    }
}
