//! What the answer must carry, as a block of header lines.

use super::decision::{Decision, Outcome};
use super::request::Request;
use crate::header::{BufferTooSmall, copy};
use crate::policy::{Kind, Unready};

impl<'p> Decision<'p> {
    /// The whole block, where the policy has it ready: then nothing needs to be copied. That is every answer but those
    /// that hold something of the request, and those to exact origins of a policy with more than 8 entries or one that was
    /// made at run time.
    #[must_use]
    pub fn ready_block(&self) -> Option<&'p [u8]> {
        match self.outcome() {
            Outcome::PreflightDenied(_) => Some(self.policy().preflight_denial()),
            Outcome::PreflightAllowed => self.policy().ready_preflight(self.grant()),
            Outcome::NotCors | Outcome::ActualDenied if !self.is_options() => {
                Some(self.policy().actual_for_all())
            }
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
    #[inline]
    pub fn write_to<'b>(
        &self,
        request: &Request<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], BufferTooSmall> {
        self.write_at(request, None, buffer)
    }

    /// As [`write_to`](Self::write_to), for a decision of a gate that grants the server's own origin: `is_own` tells whether
    /// this request's is.
    #[inline]
    pub(crate) fn write_at<'b>(
        &self,
        request: &Request<'_>,
        is_own: Option<bool>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], BufferTooSmall> {
        let Some(block) = self.ready_block() else {
            let unready = self.unready(request, is_own);
            let needed = match is_own {
                None => self.policy().compose(&unready, buffer),
                Some(_) => self.policy().compose_own(&unready, buffer),
            };
            return buffer.get(..needed).ok_or(BufferTooSmall { needed });
        };
        match buffer.get_mut(..block.len()) {
            Some(room) => {
                copy(block, room);
                Ok(room)
            }
            None => Err(BufferTooSmall { needed: block.len() }),
        }
    }

    /// What an answer that is not ready is to hold of this request: it is checked again, and denied unless it is granted.
    pub(super) fn unready<'r>(&self, request: &'r Request<'r>, is_own: Option<bool>) -> Unready<'r>
    where
        'p: 'r,
    {
        Unready {
            kind: match self.outcome() {
                Outcome::PreflightAllowed | Outcome::PreflightDenied(_) => Kind::Preflight,
                _ if self.varies() => Kind::Actual,
                _ => Kind::Uncached,
            },
            grant: self.grant(),
            asked: request.asked(),
            is_own: is_own == Some(true),
        }
    }
}
