//! Did a page of another origin set the request off, and may it?

use super::Guard;
use super::arrival::{Arrival, Initiator};
use super::reason::{Deed, Reason};
use crate::origin::locate;
use crate::server::{CheckedHost, Request};

impl Guard<'_> {
    /// Refuses what the rule refuses. Preflights pass: they do nothing, and CORS answers them.
    pub(super) fn check_site(
        &self,
        arrival: &Arrival<'_>,
        request: &Request<'_>,
        host: &CheckedHost<'_>,
    ) -> Result<(), Reason> {
        let deed = deed(arrival, request.method());
        if request.is_preflight() || (deed == Deed::Load && !self.rule.isolates) {
            return Ok(());
        }
        let refusal = match (arrival.initiator(), single_origin(request)) {
            (Some(Initiator::SameOrigin | Initiator::User), _) => return Ok(()),
            (Some(Initiator::SameSite), _) if self.rule.isolates => return Ok(()),
            (Some(Initiator::Other), _) if self.rule.isolates && is_navigation(arrival, request) => {
                return Ok(());
            }
            (Some(_), _) => Reason::CrossSite(deed),
            // No browser, or one that had nothing to say: an image, a link, an address typed in.
            (None, Sender::Unnamed) => return Ok(()),
            (None, Sender::Page(origin)) if host.is_origin(origin) => return Ok(()),
            (None, Sender::Page(b"null")) => Reason::NullOrigin(deed),
            (None, Sender::Page(_) | Sender::Unclear) => Reason::OtherOrigin(deed),
        };
        match single_origin(request) {
            Sender::Page(origin) if self.trusts(origin) => Ok(()),
            _ => Err(refusal),
        }
    }

    /// Equality with a validated entry is validation; what the run-time list got is validated here, so that `null` is
    /// nobody's name, whatever list it is in.
    fn trusts(&self, origin: &[u8]) -> bool {
        let is_origin = |writer: &&str| writer.as_bytes() == origin;
        self.trusted_writers.iter().any(is_origin)
            || (self.writers.iter().any(is_origin) && locate(origin).is_ok())
    }
}

/// What the request would do. Methods are case-sensitive: `get` is not `GET`.
fn deed(arrival: &Arrival<'_>, method: &[u8]) -> Deed {
    match method {
        b"GET" | b"HEAD" | b"OPTIONS" if !arrival.upgrades() => Deed::Load,
        b"GET" | b"HEAD" | b"OPTIONS" => Deed::Upgrade,
        _ => Deed::Write,
    }
}

fn is_navigation(arrival: &Arrival<'_>, request: &Request<'_>) -> bool {
    request.method() == b"GET" && arrival.navigates()
}

/// Who `origin` says has sent the request.
enum Sender<'r> {
    /// It says nothing.
    Unnamed,
    Page(&'r [u8]),
    /// It says two things.
    Unclear,
}

fn single_origin<'r>(request: &Request<'r>) -> Sender<'r> {
    match request.origin() {
        None => Sender::Unnamed,
        Some(_) if request.origin_repeated() => Sender::Unclear,
        Some(origin) => Sender::Page(origin),
    }
}
