//! What is decided about a request, without the guard: its route's policy alone is asked, so that what the guard stops
//! can be seen to happen, and what it takes be measured.

use crate::event::Outcome;
use crate::paired::Paired;
use crate::policies;
use crate::routes::Route;
use core::net::IpAddr;
use corselet::header::Head;
use corselet::{Action, Decision, Policy};

pub(crate) use corselet::Request;

/// Nobody looks at who writes.
pub(crate) struct Writers;

/// A request from its head.
pub(crate) fn request<'r>(head: &Head<'r>) -> Request<'r> {
    Request::from_head(head)
}

/// The part of a request that CORS is about.
pub(crate) const fn cors<'a, 'r>(request: &'a Request<'r>) -> &'a Request<'r> {
    request
}

pub(crate) const fn writers(_: Route, _: &Paired) -> Writers {
    Writers
}

/// Whom a route lets in: everybody.
pub(crate) struct Door;

impl Door {
    pub(crate) const fn new(_: Route, _: &Writers, _: &[IpAddr]) -> Self {
        Self
    }

    pub(crate) fn decide<'a>(&self, policy: &'a Policy<'a>, request: &Request<'_>) -> Decided<'a> {
        Decided(policy.decide(request))
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
        Outcome::Decided(self.0.verdict(), self.0.reason(request))
    }

    /// Writes the answer's fields: how many bytes they took, or `None` where there was no room.
    pub(crate) fn write_to(&self, request: &Request<'_>, buffer: &mut [u8]) -> Option<usize> {
        self.0.write_to(request, buffer).ok().map(<[u8]>::len)
    }
}

/// Writes the fields of an answer to a head that could not be read: what everybody may have.
pub(crate) fn write_unread(buffer: &mut [u8]) -> Option<usize> {
    let nobody = Request::new(b"");
    policies::READING.decide(&nobody).write_to(&nobody, buffer).ok().map(<[u8]>::len)
}
