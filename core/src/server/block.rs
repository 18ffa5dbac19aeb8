//! What the answer must carry, as a block of header lines.

use super::decision::{Decision, Outcome};
use super::own::CheckedHost;
use super::request::Request;
use crate::header::{BufferTooSmall, copy};
use crate::policy::{ActualLine, Parts};

impl<'p> Decision<'p> {
    /// The whole block, where the policy has it ready: then nothing needs to be copied. That is every answer but those
    /// that hold something of the request, and those to exact origins of a policy with more than 8 entries or one that was
    /// made at run time.
    #[must_use]
    pub fn ready_block(&self) -> Option<&'p [u8]> {
        match self.outcome() {
            Outcome::PreflightDenied(_) => Some(self.policy().denied_preflight()),
            Outcome::PreflightAllowed => self.policy().ready_preflight(self.grant()),
            Outcome::NotCors | Outcome::ActualAllowed | Outcome::ActualDenied => {
                self.policy().ready_actual(self.grant(), self.is_options())
            }
        }
    }

    /// Writes the fields as a block of header lines, `name: value` and CR LF each, and returns what was written.
    /// Hand in the request that was decided about, as for [`fields`](Self::fields).
    ///
    /// # Errors
    /// [`BufferTooSmall`] if the block does not fit: then nothing is written, and the request must be refused, since an
    /// answer without its fields is a wrong answer. [`Policy::max_block_len`](crate::Policy::max_block_len) is always
    /// enough.
    pub fn write_to<'b>(
        &self,
        request: &Request<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], BufferTooSmall> {
        self.write_at(request, None, buffer)
    }

    /// As [`write_to`](Self::write_to), for a decision made with the same host.
    pub(crate) fn write_at<'b>(
        &self,
        request: &Request<'_>,
        own: Option<&CheckedHost<'_>>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], BufferTooSmall> {
        let needed = match self.ready_block() {
            Some(block) => put(block, buffer),
            None => self.compose(request, own, buffer),
        };
        buffer.get(..needed).ok_or(BufferTooSmall { needed })
    }

    #[cold]
    fn compose(&self, request: &Request<'_>, own: Option<&CheckedHost<'_>>, buffer: &mut [u8]) -> usize {
        let decision = self.for_echo(request, own);
        if let Some(block) = decision.ready_block() {
            return put(block, buffer);
        }
        let parts = Parts {
            origin: decision.own_origin(request),
            asked: decision.asked(request),
            last: if decision.varies() { ActualLine::Vary } else { ActualLine::ExposeHeaders },
        };
        match own {
            None => self.policy().compose(&parts, buffer),
            Some(_) => self.policy().compose_own(&parts, buffer),
        }
    }

    /// The decision, for an answer that echoes this request: made again, and downgraded to a denial unless the request is
    /// granted alike. An answer with an origin of the policy's own, and with its own lists, echoes nothing.
    pub(super) fn for_echo(&self, request: &Request<'_>, own: Option<&CheckedHost<'_>>) -> Self {
        let own_lists = self.outcome() == Outcome::ActualAllowed || !self.policy().echoes();
        if self.is_granted() && own_lists && self.policy().origin_of(self.grant()).is_some() {
            return *self;
        }
        let again = self.policy().decide_at(request, own);
        if again.outcome() == self.outcome() { again } else { self.denied() }
    }
}

/// Writes a block, whole or not at all, and returns its length.
fn put(block: &[u8], buffer: &mut [u8]) -> usize {
    if block.len() <= buffer.len() {
        copy(block, buffer);
    }
    block.len()
}
