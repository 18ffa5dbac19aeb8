//! One call for a stack: the guard, then the policy, one [`Decision`].
//!
//! The order is fixed. The *host* first: behind a foreign name nothing else means anything. The *page* next: what CORS
//! does not stop is refused before a handler runs. *CORS* last: a preflight is answered here. All of it comes before
//! authentication: a preflight carries no credentials, and what is refused has no business with a password.

mod decision;
mod request;

pub use decision::{Decision, Fields, Reason};
pub use request::Request;

use crate::Policy;
use crate::guard::Guard;

/// A guard and a policy, asked by one call. Borrows both, so a route may have one of its own made on the spot.
///
/// ```
/// use corselet::gate::{Gate, Request};
/// use corselet::guard::Guard;
/// use corselet::server::Scheme;
/// use corselet::{Action, Policy, guard, policy};
///
/// static GUARD: Guard = guard! { hosts: ["gateway.local"], trusted_writers: ["https://app.example.com"] };
/// static POLICY: Policy = policy! { origins: ["https://app.example.com"], methods: ["PUT"] };
/// static GATE: Gate = Gate::new(&GUARD, &POLICY).with_same_host();
///
/// # fn main() -> Result<(), corselet::header::BufferTooSmall> {
/// let mut request = Request::new(b"PUT", Scheme::Http);
/// request.observe(b"Host", b"gateway.local");
/// request.observe(b"Origin", b"https://evil.example");
///
/// let decision = GATE.decide(&request);
/// assert_eq!(decision.action(), Action::Reject { status: 403 });
/// assert_eq!(decision.reason(&request).map(|reason| reason.code()), Some("other-origin-write"));
/// let mut buffer = [0; 512];
/// assert!(decision.write_to(&request, &mut buffer)?.starts_with(b"x-frame-options: DENY\r\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    guard: &'a Guard<'a>,
    policy: &'a Policy<'a>,
    same_host: bool,
}

impl<'a> Gate<'a> {
    /// A gate.
    #[must_use]
    pub const fn new(guard: &'a Guard<'a>, policy: &'a Policy<'a>) -> Self {
        Self { guard, policy, same_host: false }
    }

    /// The gate, and the server's own origin is granted beside those of the policy: the scheme that the stack tells,
    /// `http` or `https`, and the host that the request asks for, port included. A device need not know its own name for
    /// that; but the guard must have it on its list, for else whoever rebinds a name would be the same host. So there is
    /// no such grant without a guard, and no guard without its list.
    ///
    /// Under [`policy::NOBODY`](crate::policy::NOBODY) it is the only one that is granted. While the stack cannot tell the
    /// scheme, nobody is granted by it.
    #[must_use]
    pub const fn with_same_host(mut self) -> Self {
        self.same_host = true;
        self
    }

    /// Decides about a request: the host, the page, then CORS.
    ///
    /// Linear in the guard's lists, and as [`Policy::decide`].
    pub fn decide(&self, request: &Request<'_>) -> Decision<'a> {
        let decided = self.guard.admit(request.arrival(), request.cors()).map(|host| {
            let own = self.same_host.then_some(&host);
            self.policy.decide_at(request.cors(), own)
        });
        Decision::new(*self, decided)
    }

    /// Whether the request's origin is granted as the server's own; nothing where none is granted so.
    fn is_own(&self, request: &Request<'_>) -> Option<bool> {
        self.same_host.then(|| {
            let host = self.guard.admit(request.arrival(), request.cors());
            let origin = request.cors().origin();
            host.is_ok_and(|host| origin.is_some_and(|origin| host.is_surely(origin)))
        })
    }

    /// The guard.
    #[must_use]
    pub const fn guard(&self) -> &'a Guard<'a> {
        self.guard
    }

    /// The most bytes that [`Decision::write_to`] can need, whatever the request.
    #[must_use]
    pub const fn max_block_len(&self) -> usize {
        self.policy.max_block_len().saturating_add(self.guard.block().len())
    }
}
