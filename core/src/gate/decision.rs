//! What a gate decided.

use super::{Gate, Request};
use crate::guard;
use crate::header::{BufferTooSmall, copy};
use crate::server::{self, Action, Value, Verdict};

/// What a gate decided about a request. Borrows guard and policy only.
#[derive(Clone, Copy, Debug)]
#[must_use = "a decision takes effect only through its action and its fields"]
pub struct Decision<'p> {
    gate: Gate<'p>,
    decided: Result<server::Decision<'p>, guard::Reason>,
}

/// Why a request was refused, or denied by CORS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a gate has these two halves")]
pub enum Reason {
    /// The guard refused it: its handler must not run.
    Guard(guard::Reason),
    /// The policy denied it.
    Cors(server::Reason),
}

impl Reason {
    /// A stable code for logs and dashboards.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Guard(reason) => reason.code(),
            Self::Cors(reason) => reason.code(),
        }
    }
}

impl core::fmt::Display for Reason {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Guard(reason) => reason.fmt(f),
            Self::Cors(reason) => reason.fmt(f),
        }
    }
}

impl<'p> Decision<'p> {
    pub(super) const fn new(gate: Gate<'p>, decided: Result<server::Decision<'p>, guard::Reason>) -> Self {
        Self { gate, decided }
    }

    /// What to do.
    pub const fn action(&self) -> Action {
        match &self.decided {
            Ok(decision) => decision.action(),
            Err(reason) => Action::Reject { status: reason.status() },
        }
    }

    /// What CORS made of it; `None` where the guard refused it before.
    #[must_use]
    pub const fn verdict(&self) -> Option<Verdict> {
        match &self.decided {
            Ok(decision) => Some(decision.verdict()),
            Err(_) => None,
        }
    }

    /// Why the request was refused or denied; `None` unless it was. Hand in the request that was decided about.
    #[must_use]
    pub fn reason(&self, request: &Request<'_>) -> Option<Reason> {
        match &self.decided {
            Ok(decision) => decision.reason(request.cors()).map(Reason::Cors),
            Err(reason) => Some(Reason::Guard(*reason)),
        }
    }

    /// Writes the fields as a block of header lines, `name: value` and CR LF each, and returns what was written: those of
    /// the CORS decision, then those of the guard. Hand in the request that was decided about. A refusal of the guard
    /// grants nothing: it carries the guard's alone.
    ///
    /// # Errors
    /// [`BufferTooSmall`] if the block does not fit: then the request must be refused.
    /// [`Gate::max_block_len`] is always enough.
    pub fn write_to<'b>(
        &self,
        request: &Request<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], BufferTooSmall> {
        let block = self.gate.guard.block();
        let cors_room = buffer.len().saturating_sub(block.len());
        let start = match &self.decided {
            Ok(decision) => {
                // Only what is not ready may echo the host.
                let composed = decision.ready_block().is_none();
                let is_own = composed.then(|| self.gate.is_own(request)).flatten();
                let room = buffer.get_mut(..cors_room).unwrap_or_default();
                let written = decision.write_at(request.cors(), is_own, room);
                written
                    .map_err(|error| BufferTooSmall { needed: error.needed.saturating_add(block.len()) })?
                    .len()
            }
            Err(_) => 0,
        };
        let needed = start.saturating_add(block.len());
        let too_small = BufferTooSmall { needed };
        let written = buffer.get_mut(..needed).ok_or(too_small)?;
        let room = written.get_mut(start..).unwrap_or_default();
        copy(block, room);
        Ok(written)
    }

    /// The same fields one by one, in the same order.
    #[must_use]
    pub fn fields<'d>(&self, request: &Request<'d>) -> Fields<'d>
    where
        'p: 'd,
    {
        let cors =
            self.decided.ok().map(|decision| decision.fields_at(request.cors(), self.gate.is_own(request)));
        Fields { cors, guard: self.gate.guard.fields() }
    }
}

/// The fields that an answer must carry: name and value, in the order of emission.
#[derive(Clone, Debug)]
pub struct Fields<'d> {
    cors: Option<server::Fields<'d>>,
    guard: guard::Fields<'d>,
}

impl<'d> Iterator for Fields<'d> {
    type Item = (&'static str, Value<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        let cors = self.cors.as_mut().and_then(Iterator::next);
        cors.or_else(|| self.guard.next().map(|(name, value)| (name, Value::one(value))))
    }
}
