use super::Structure;
use crate::entry::Entry;
use corselet::policy::{IndexedPolicy, PolicySpec};
use corselet::{Policy, Request, Verdict};

/// The whole of what a server does with an actual request: a policy of these origins, its decision and its answer.
pub(crate) struct Decision(Policy<'static>);

impl Structure<'_> for Decision {
    fn build(entries: &[Entry]) -> Self {
        let texts: Vec<String> = entries.iter().map(Entry::text).collect();
        let origins: Vec<&str> = texts.iter().map(String::as_str).collect();
        let spec = PolicySpec { origins: &origins, ..PolicySpec::EMPTY };
        // For the rest of the program: there is one a run.
        let policy: &'static IndexedPolicy =
            Box::leak(Box::new(IndexedPolicy::try_build(&spec).expect("a valid policy")));
        Self(policy.policy())
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        let mut request = Request::new(b"GET");
        request.observe(b"origin", origin);
        decide_and_write(&self.0, &request, &mut [0; 512])
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        self.find_exact(origin)
    }

    fn bytes(&self) -> usize {
        0
    }
}

#[inline(never)]
fn decide_and_write(policy: &Policy<'_>, request: &Request<'_>, buffer: &mut [u8]) -> bool {
    let decision = policy.decide(request);
    let written = decision.write_to(request, buffer).is_ok();
    written && decision.verdict() == Verdict::ActualAllowed
}
