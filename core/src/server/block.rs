//! What the answer must carry, as a block of header lines.

use super::decision::{Decision, OriginGrant, Verdict};
use super::fields::ORDER;
use super::own::CheckedHost;
use super::request::Request;
use crate::header::{BufferTooSmall, Field};
use crate::policy::{ActualLine, PreflightLine};

impl<'p> Decision<'p> {
    /// The whole block, where the policy has it ready: then nothing needs to be copied. That is every answer but those
    /// that hold something of the request, and those to exact origins of a policy with more than 8 entries or one that was
    /// made at run time.
    #[must_use]
    pub fn ready_block(&self) -> Option<&'p [u8]> {
        let policy = self.policy();
        match (self.verdict(), self.origin()) {
            (Verdict::PreflightDenied, _) => {
                Some(policy.preflight_lines(PreflightLine::Vary, PreflightLine::Vary))
            }
            (Verdict::PreflightAllowed, _) if self.composes_preflight() => None,
            (Verdict::PreflightAllowed, Some(OriginGrant::Constant)) => {
                Some(policy.preflight_lines(PreflightLine::AllowOrigin, PreflightLine::Vary))
            }
            (Verdict::PreflightAllowed, Some(OriginGrant::Exact(place))) => policy.ready_preflight(place),
            (Verdict::ActualAllowed, Some(OriginGrant::Exact(place))) => {
                policy.ready_actual(place, self.varies())
            }
            (
                Verdict::PreflightAllowed | Verdict::ActualAllowed,
                Some(OriginGrant::Pattern | OriginGrant::SameHost | OriginGrant::Null),
            ) => None,
            // The same answer for everybody, with or without an origin.
            (_, Some(OriginGrant::Constant)) => Some(self.actual_from(ActualLine::AllowOrigin)),
            _ => Some(self.actual_from(ActualLine::Vary)),
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
        let decision = self.for_echo(request, own);
        let needed = match decision.ready_block() {
            Some(block) => {
                if block.len() <= buffer.len() {
                    copy(block, buffer);
                }
                block.len()
            }
            None => {
                // What does not fit must not be begun; only a small buffer costs the extra pass.
                if buffer.len() < self.policy().max_block_len() {
                    let mut measure = Sink { buffer: &mut [], len: 0 };
                    decision.compose(request, &mut measure);
                    if measure.len > buffer.len() {
                        return Err(BufferTooSmall { needed: measure.len });
                    }
                }
                let mut sink = Sink { buffer, len: 0 };
                decision.compose(request, &mut sink);
                sink.len
            }
        };
        buffer.get(..needed).ok_or(BufferTooSmall { needed })
    }

    /// The decision, for an answer that echoes this request: downgraded to a denial unless the request would be granted
    /// alike. What is not echoed needs no second look.
    pub(super) fn for_echo(&self, request: &Request<'_>, own: Option<&CheckedHost<'_>>) -> Self {
        let echoes = self.is_granted()
            && (matches!(self.origin(), Some(OriginGrant::Pattern | OriginGrant::SameHost))
                || (self.verdict() == Verdict::PreflightAllowed && self.echoes_lists()));
        if !echoes {
            return *self;
        }
        let again = self.policy().decide_at(request, own);
        if again.verdict() == self.verdict() && again.origin() == self.origin() {
            *self
        } else {
            self.denied()
        }
    }

    /// Whether a granted preflight's answer is not one run of rendered lines.
    fn composes_preflight(&self) -> bool {
        self.echoes_lists() || self.answers_private_network()
    }

    fn echoes_lists(&self) -> bool {
        let switches = self.policy().switches();
        switches.disclose_least || (switches.credentials && (switches.any_method || switches.any_header))
    }

    /// The rendered lines of an actual request's answer from `first` on.
    fn actual_from(&self, first: ActualLine) -> &'p [u8] {
        let last = if self.varies() { ActualLine::Vary } else { ActualLine::ExposeHeaders };
        self.policy().actual_lines(first, last)
    }

    /// Writes a block that is not ready.
    fn compose(&self, request: &Request<'_>, sink: &mut Sink<'_>) {
        if self.verdict() == Verdict::PreflightAllowed && self.composes_preflight() {
            for field in ORDER {
                if let Some(value) = self.value(request, field) {
                    sink.line(field, value);
                }
            }
            return;
        }
        if let Some(grant) = self.origin() {
            sink.line(Field::AllowOrigin, core::iter::once(self.granted_origin(grant, request)));
        }
        sink.put(match self.verdict() {
            Verdict::PreflightAllowed => {
                self.policy().preflight_lines(PreflightLine::AllowCredentials, PreflightLine::Vary)
            }
            _ => self.actual_from(ActualLine::AllowCredentials),
        });
    }
}

/// Copies as many bytes as there is room for. The compiler makes it a `memcpy`; `copy_from_slice` would leave a panic path
/// where it is not inlined.
fn copy(bytes: &[u8], room: &mut [u8]) {
    room.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = *byte);
}

/// A buffer being filled; what does not fit is only counted.
struct Sink<'b> {
    buffer: &'b mut [u8],
    len: usize,
}

impl Sink<'_> {
    fn put(&mut self, bytes: &[u8]) {
        if let Some(room) = self.buffer.get_mut(self.len..) {
            copy(bytes, room);
        }
        self.len = self.len.saturating_add(bytes.len());
    }

    fn line<'v>(&mut self, field: Field, value: impl Iterator<Item = &'v [u8]>) {
        self.put(field.name().as_bytes());
        self.put(b": ");
        value.for_each(|piece| self.put(piece));
        self.put(b"\r\n");
    }
}
