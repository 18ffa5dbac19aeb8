//! What is decided about a request, with the guard: the gate of its route asks both guard and policy.
//!
//! Without the feature `guard` another file stands in this one's place, and the policy alone is asked.

use crate::event::Outcome;
use crate::guards;
use crate::paired::{MAX_PAIRED, Paired};
use crate::policies;
use crate::routes::Route;
use core::net::IpAddr;
use corselet::gate::{Decision, Gate, Reason};
use corselet::guard::Guard;
use corselet::header::Head;
use corselet::server::{self, Scheme};
use corselet::{Action, Policy, Verdict};

pub(crate) use corselet::gate::Request;

/// Origins that may write beside those that the guard has; an empty one is none.
pub(crate) type Writers<'a> = [&'a str; MAX_PAIRED];

/// A request from its head. The gateway speaks plain http.
pub(crate) fn request<'r>(head: &Head<'r>) -> Request<'r> {
    Request::from_head(head, Scheme::Http)
}

/// The part of a request that CORS is about.
pub(crate) fn cors<'a, 'r>(request: &'a Request<'r>) -> &'a server::Request<'r> {
    request.cors()
}

/// Paired dashboards may switch the relay, and write nothing else.
pub(crate) fn writers(route: Route, paired: &Paired) -> Writers<'_> {
    let mut writers = [""; MAX_PAIRED];
    if route == Route::Relay {
        writers.iter_mut().zip(paired.origins()).for_each(|(slot, origin)| *slot = origin);
    }
    writers
}

/// Whom a route lets in.
pub(crate) struct Door<'a>(Guard<'a>);

impl<'a> Door<'a> {
    pub(crate) fn new(route: Route, writers: &'a Writers<'a>, addresses: &'a [IpAddr]) -> Self {
        Self(guards::of(route).with_addresses(addresses).with_trusted_writers(writers))
    }

    pub(crate) fn decide(&'a self, policy: &'a Policy<'a>, request: &Request<'_>) -> Decided<'a> {
        Decided(Gate::new(&self.0, policy).with_same_host().decide(request))
    }
}

/// A decision, and so the fields that the answer carries.
pub(crate) struct Decided<'a>(Decision<'a>);

impl Decided<'_> {
    pub(crate) const fn action(&self) -> Action {
        self.0.action()
    }

    /// How far the request came.
    pub(crate) fn outcome(&self, request: &Request<'_>) -> Outcome {
        let (verdict, reason) = match (self.0.verdict(), self.0.reason(request)) {
            (_, Some(Reason::Guard(reason))) => return Outcome::Refused(reason),
            (verdict, Some(Reason::Cors(reason))) => (verdict, Some(reason)),
            (verdict, None) => (verdict, None),
        };
        // Only the guard decides without a verdict.
        Outcome::Decided(verdict.unwrap_or(Verdict::NotCors), reason)
    }

    /// Writes the answer's fields: how many bytes they took, or `None` where there was no room.
    pub(crate) fn write_to(&self, request: &Request<'_>, buffer: &mut [u8]) -> Option<usize> {
        self.0.write_to(request, buffer).ok().map(<[u8]>::len)
    }
}

/// Writes the fields of an answer to a head that could not be read: what everybody may have.
pub(crate) fn write_unread(buffer: &mut [u8]) -> Option<usize> {
    let (nobody, block) = (server::Request::new(b""), guards::of(Route::Unknown).block());
    let written = policies::READING.decide(&nobody).write_to(&nobody, buffer).ok()?.len();
    let end = written.checked_add(block.len())?;
    buffer.get_mut(written..end)?.copy_from_slice(block);
    Some(end)
}
