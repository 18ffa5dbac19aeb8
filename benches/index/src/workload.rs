//! Origin lists and what is looked up in them: made up, but the same at each run.

use crate::entry::Entry;

/// A kind of lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    ExactHit,
    ExactMiss,
    PatternHit,
    PatternMiss,
}

impl Case {
    pub(crate) const ALL: [Self; 4] = [Self::ExactHit, Self::ExactMiss, Self::PatternHit, Self::PatternMiss];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ExactHit => "exact-hit",
            Self::ExactMiss => "exact-miss",
            Self::PatternHit => "pattern-hit",
            Self::PatternMiss => "pattern-miss",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }

    pub(crate) const fn is_exact(self) -> bool {
        matches!(self, Self::ExactHit | Self::ExactMiss)
    }

    pub(crate) const fn is_hit(self) -> bool {
        matches!(self, Self::ExactHit | Self::PatternHit)
    }
}

/// Entries, and questions that are all found, or none of them.
#[derive(Debug)]
pub(crate) struct Workload {
    pub(crate) case: Case,
    pub(crate) entries: Vec<Entry>,
    pub(crate) questions: Vec<Vec<u8>>,
}

impl Workload {
    pub(crate) fn new(case: Case, count: usize, questions: usize) -> Self {
        let mut random = Random(0x5eed_0f0a_11d1_ce55);
        let hosts: Vec<String> = (0..count).map(|_| random.host()).collect();
        let entries = hosts.iter().map(|host| {
            if case.is_exact() {
                Entry::exact(&format!("https://{host}"))
            } else {
                Entry::pattern("https", &format!(".{host}"))
            }
        });
        let entries = entries.collect();
        let questions = (0..questions).map(|number| {
            let mut host = match (case.is_hit(), number % 2) {
                // A stranger, or one letter of a member changed.
                (false, 0) => random.host(),
                _ => hosts[random.below(hosts.len())].clone(),
            };
            if !case.is_hit() && number % 2 == 1 {
                let at = random.below(3);
                host.replace_range(at..=at, "_");
            }
            let label = if case.is_exact() { String::new() } else { format!("{}.", random.label()) };
            format!("https://{label}{host}").into_bytes()
        });
        Self { case, entries, questions: questions.collect() }
    }
}

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }

    fn label(&mut self) -> String {
        const BYTES: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let len = 5 + self.below(9);
        (0..len).map(|_| char::from(BYTES[self.below(BYTES.len())])).collect()
    }

    /// Two or three labels.
    fn host(&mut self) -> String {
        let top = ["com", "org", "io", "example"][self.below(4)];
        if self.below(3) == 0 {
            format!("{}.{}.{top}", self.label(), self.label())
        } else {
            format!("{}.{top}", self.label())
        }
    }
}
