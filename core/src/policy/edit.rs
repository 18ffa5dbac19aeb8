//! Changing a policy made at run time by one origin, without making it anew.

use super::pattern::{Entry, EntryPattern, parse};
use super::render::origin_pattern;
use super::spec::PolicySpec;
use super::stored::{BuildError, StoredPolicy};
use super::table::{Grant, OriginPattern, Span};
use super::target::Text;
use crate::origin::MAX_ORIGIN_LEN;
use core::fmt;

/// Why a policy was not changed; it is then in force as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EditError {
    /// The entry has an error, of field `origins`, index 0; or does not fit.
    Build(BuildError),
    /// What the entry grants, another one grants already; or it is that entry.
    Redundant,
    /// The policy has no such entry.
    NotListed,
    /// The entry is `*`, or the policy answers everybody alike (`*`, `static_origin`): the whole policy is to be replaced.
    Constant,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Redundant => f.write_str("another entry grants this already"),
            Self::NotListed => f.write_str("the policy has no such entry"),
            Self::Constant => f.write_str("one answer for everybody is not changed by one origin"),
        }
    }
}

impl From<BuildError> for EditError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl core::error::Error for EditError {}

impl<const TEXT: usize, const ORIGINS: usize, const NAMES: usize> StoredPolicy<TEXT, ORIGINS, NAMES> {
    /// Adds an entry to the list of origins: an exact origin or a pattern, by the rules of
    /// [`PolicySpec::origins`]. Whatever else the policy says holds for it too. Added to
    /// [`deny_all`](Self::deny_all), it makes the policy of this entry alone.
    ///
    /// Looks at each entry once; writes the entry's own bytes only.
    ///
    /// ```
    /// use corselet::policy::{BuildError, EditError, StoredPolicy};
    /// use corselet::{Request, Verdict, policy_spec};
    ///
    /// let mut policy: StoredPolicy<512, 2, 4> = StoredPolicy::try_build(&policy_spec! {
    ///     origins: ["https://app.example.com"],
    ///     credentials: true,
    /// })?;
    /// policy.add_origin("https://tablet.example.org")?;
    ///
    /// let mut request = Request::new(b"GET");
    /// request.observe(b"origin", b"https://tablet.example.org");
    /// assert_eq!(policy.policy().decide(&request).verdict(), Verdict::ActualAllowed);
    ///
    /// // The same checks as at compile time, and typed errors: nothing has changed after one.
    /// let refused = policy.add_origin("http://192.0.2.1");
    /// assert!(matches!(refused, Err(EditError::Build(BuildError::Invalid(_)))));
    /// assert_eq!(policy.add_origin("https://app.example.com"), Err(EditError::Redundant));
    /// let full = EditError::Build(BuildError::Origins { needed: 3 });
    /// assert_eq!(policy.add_origin("https://third.example"), Err(full));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every [`EditError`] but `NotListed`; the policy is then as it was.
    pub fn add_origin(&mut self, origin: &str) -> Result<(), EditError> {
        let policy = self.policy();
        let alone = PolicySpec {
            origins: &[origin],
            credentials: policy.switches().credentials,
            dangerously_allow_http_with_credentials: policy.switches().http_with_credentials,
            dangerously_allow_public_suffixes: policy.switches().public_suffixes,
            ..PolicySpec::EMPTY
        };
        if let Some(problem) = alone.errors().next() {
            return Err(BuildError::Invalid(problem).into());
        }
        // Without a line of text it is not even said that answers depend on the origin.
        if self.text.is_empty() {
            return Ok(self.try_replace(&alone)?);
        }
        match parse(origin.as_bytes()) {
            _ if !policy.depends_on_origin() => Err(EditError::Constant),
            Ok(Entry::Any) | Err(_) => Err(EditError::Constant),
            Ok(Entry::Exact(_)) => {
                let origin = origin.as_bytes();
                if policy.find_exact(origin).is_some() || policy.has_pattern_for(origin) {
                    return Err(EditError::Redundant);
                }
                if self.exact.is_full() {
                    return Err(BuildError::Origins { needed: ORIGINS.saturating_add(1) }.into());
                }
                let origin = self.append(|text| text.bytes(origin))?;
                let _ = self.exact.push(Grant { origin, ..Grant::COMPOSED });
                Ok(())
            }
            Ok(Entry::Pattern(pattern)) => {
                if self.find_pattern(&pattern).is_some() {
                    return Err(EditError::Redundant);
                }
                if self.patterns.is_full() {
                    return Err(BuildError::Origins { needed: ORIGINS.saturating_add(1) }.into());
                }
                let pattern = self.append(|text| origin_pattern(&pattern, text))?;
                let _ = self.patterns.push(pattern);
                self.frame.grant_by_pattern();
                Ok(())
            }
        }
    }

    /// Removes an entry from the list of origins; it is to be given as it was written. A policy may lose its last one:
    /// it then denies everybody. What a pattern grants, it grants still, though an exact entry of the same origin is gone.
    ///
    /// Moves the bytes behind the entry, and looks at each entry once.
    ///
    /// ```
    /// use corselet::policy::{EditError, StoredPolicy};
    /// use corselet::policy_spec;
    ///
    /// let mut policy: StoredPolicy<512, 2, 4> =
    ///     StoredPolicy::try_build(&policy_spec! { origins: ["https://app.example.com", "https://b.example"] })?;
    /// policy.remove_origin("https://b.example")?;
    /// assert_eq!(policy.remove_origin("https://b.example"), Err(EditError::NotListed));
    /// // Its room is free again.
    /// policy.add_origin("https://c.example")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `NotListed` and `Constant`; the policy is then as it was.
    pub fn remove_origin(&mut self, origin: &str) -> Result<(), EditError> {
        if !self.policy().depends_on_origin() {
            return Err(EditError::Constant);
        }
        let entry = parse(origin.as_bytes());
        let mut outcome = Err(EditError::NotListed);
        // A list may have an entry twice.
        while let Some(place) = self.find(&entry, origin) {
            self.cut(place);
            outcome = Ok(());
        }
        outcome
    }

    fn find<F>(&self, entry: &Result<Entry<'_>, F>, origin: &str) -> Option<Span> {
        match entry {
            Ok(Entry::Exact(_)) => {
                let place = self.policy().find_exact(origin.as_bytes())?;
                Some(place.origin)
            }
            Ok(Entry::Pattern(pattern)) => self.find_pattern(pattern),
            Ok(Entry::Any) | Err(_) => None,
        }
    }

    fn find_pattern(&self, wanted: &EntryPattern<'_>) -> Option<Span> {
        let mut buffer = [0; MAX_ORIGIN_LEN + 1];
        let mut text = Text::new(&mut buffer);
        let wanted = origin_pattern(wanted, &mut text);
        let is_wanted = |own: &&OriginPattern| {
            (own.any_port, own.labels_len) == (wanted.any_port, wanted.labels_len)
                && own.span.of(&self.text) == wanted.span.of(&buffer)
        };
        self.patterns.iter().find(is_wanted).map(|pattern| pattern.span)
    }

    /// Writes behind the text, all of it or nothing.
    fn append<T>(&mut self, write: impl Fn(&mut Text<'_>) -> T) -> Result<T, BuildError> {
        let mut measure = Text::new(&mut []);
        write(&mut measure);
        let start = self.text.len();
        let needed = start.saturating_add(measure.len);
        self.text.resize(needed, 0).map_err(|_| BuildError::Text { needed })?;
        let room = self.text.get_mut(start..).unwrap_or_default();
        Ok(write(&mut Text::behind(start, room)))
    }

    /// Takes an entry out of its table, and its bytes out of the text; only entries lie behind it.
    fn cut(&mut self, place: Span) {
        self.exact.retain(|grant| grant.origin != place);
        self.patterns.retain(|pattern| pattern.span != place);
        let mut at = 0_usize;
        self.text.retain(|_| {
            let keep = !place.contains(at);
            at = at.wrapping_add(1);
            keep
        });
        self.exact.iter_mut().for_each(|grant| grant.origin = grant.origin.without(place));
        for pattern in &mut self.patterns {
            pattern.span = pattern.span.without(place);
        }
    }
}
