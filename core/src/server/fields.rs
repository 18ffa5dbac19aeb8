//! What the answer must carry, as fields or as a block of bytes.
//!
//! Order and bytes are fixed: allow-origin, allow-credentials, allow-private-network, allow-methods, allow-headers, max-age,
//! expose-headers, vary; names in lower case.

use super::decision::{Decision, OriginGrant, Verdict};
use super::request::Request;
use super::requested::Names;
use super::value::Value;
use crate::header::{BufferTooSmall, Field, is_safelisted_method};
use crate::policy::{ActualLine, PreflightLine};

impl<'p> Decision<'p> {
    /// The fields that the answer must carry, in the order of emission. An answer that need not carry any has none.
    ///
    /// Hand in the request that was decided about. Whatever is echoed from it is validated again, so that a request mixed
    /// up with another one costs a grant, never an echo of unchecked bytes.
    #[must_use]
    pub fn fields<'d>(&self, request: &Request<'d>) -> Fields<'d>
    where
        'p: 'd,
    {
        Fields { plan: self.plan(request), part: 0, line: 0 }
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
        let plan = self.plan(request);
        let needed = plan.parts.iter().fold(0_usize, |len, part| len.saturating_add(plan.part_len(*part)));
        let Some((block, _)) = buffer.split_at_mut_checked(needed) else {
            return Err(BufferTooSmall { needed });
        };
        let mut rest: &mut [u8] = block;
        for part in plan.parts {
            match part {
                Part::Nothing => {}
                Part::Rendered(lines) => put(&mut rest, plan.rendered(lines)),
                Part::Composed(field) => {
                    put(&mut rest, field.name().as_bytes());
                    put(&mut rest, b": ");
                    for piece in plan.value(field) {
                        put(&mut rest, piece);
                    }
                    put(&mut rest, b"\r\n");
                }
            }
        }
        Ok(block)
    }

    /// Lays out the answer.
    fn plan<'d>(&self, request: &Request<'d>) -> Plan<'d>
    where
        'p: 'd,
    {
        let switches = self.policy().switches();
        let methods_echoed = switches.disclose_least || (switches.any_method && switches.credentials);
        let headers_echoed = switches.disclose_least || (switches.any_header && switches.credentials);
        let granted_preflight = self.verdict() == Verdict::PreflightAllowed;
        let echoes_origin = self.origin() == Some(OriginGrant::Pattern);
        let echoes = echoes_origin || (granted_preflight && (methods_echoed || headers_echoed));
        let mut plan = Plan { decision: *self, request: *request, parts: [Part::Nothing; PARTS] };
        // Whatever is echoed is validated where it is echoed.
        let still_holds = !echoes || {
            let again = self.policy().decide(request);
            again.verdict() == self.verdict() && again.origin() == self.origin()
        };
        let last_actual = if self.is_options() && !switches.options_cached {
            ActualLine::ExposeHeaders
        } else {
            ActualLine::Vary
        };
        let mut parts = plan.parts.iter_mut();
        let mut add = |part: Part| {
            if let Some(slot) = parts.next() {
                *slot = part;
            }
        };
        match self.verdict() {
            Verdict::PreflightDenied => add(Part::preflight(PreflightLine::Vary, PreflightLine::Vary)),
            Verdict::PreflightAllowed if !still_holds => {
                add(Part::preflight(PreflightLine::Vary, PreflightLine::Vary));
            }
            Verdict::PreflightAllowed => {
                let first =
                    self.add_origin(&mut add, PreflightLine::AllowOrigin, PreflightLine::AllowCredentials);
                if !(methods_echoed || headers_echoed || self.answers_private_network()) {
                    add(Part::preflight(first, PreflightLine::Vary));
                } else {
                    add(Part::preflight(first, PreflightLine::AllowCredentials));
                    if self.answers_private_network() {
                        add(Part::Composed(Field::AllowPrivateNetwork));
                    }
                    let safelisted = is_safelisted_method(request.requested_method().unwrap_or_default());
                    if !methods_echoed || (switches.any_method && !switches.credentials && !safelisted) {
                        add(Part::preflight(PreflightLine::AllowMethods, PreflightLine::AllowMethods));
                    } else if !safelisted || !switches.disclose_least {
                        add(Part::Composed(Field::AllowMethods));
                    }
                    let asked = Names::of(request).next().is_some();
                    if !headers_echoed || (switches.any_header && !switches.credentials && asked) {
                        add(Part::preflight(PreflightLine::AllowHeaders, PreflightLine::AllowHeaders));
                    } else if asked {
                        add(Part::Composed(Field::AllowHeaders));
                    }
                    add(Part::preflight(PreflightLine::MaxAge, PreflightLine::Vary));
                }
            }
            Verdict::ActualAllowed if still_holds => {
                let first = self.add_origin(&mut add, ActualLine::AllowOrigin, ActualLine::AllowCredentials);
                add(Part::actual(first, last_actual));
            }
            // The same answer for everybody, with or without an origin.
            Verdict::NotCors if self.origin().is_some() => {
                add(Part::actual(ActualLine::AllowOrigin, last_actual))
            }
            Verdict::NotCors | Verdict::ActualAllowed | Verdict::ActualDenied => {
                if last_actual == ActualLine::Vary {
                    add(Part::actual(ActualLine::Vary, ActualLine::Vary));
                }
            }
        }
        plan
    }

    /// Adds the line that allows the origin, unless it is rendered with those after it; then those begin at `constant`,
    /// else at `composed`.
    fn add_origin<Line>(&self, add: &mut impl FnMut(Part), constant: Line, composed: Line) -> Line {
        if self.origin() == Some(OriginGrant::Constant) {
            constant
        } else {
            add(Part::Composed(Field::AllowOrigin));
            composed
        }
    }
}

/// The most parts of an answer: origin, credentials, private network, methods, headers, and the rest.
const PARTS: usize = 6;

/// How an answer is laid out.
#[derive(Clone, Debug)]
struct Plan<'d> {
    decision: Decision<'d>,
    request: Request<'d>,
    parts: [Part; PARTS],
}

/// A part of an answer.
#[derive(Clone, Copy, Debug)]
enum Part {
    Nothing,
    /// Lines that the policy has rendered.
    Rendered(Lines),
    /// A line made for this request.
    Composed(Field),
}

/// A run of rendered lines, first and last.
#[derive(Clone, Copy, Debug)]
enum Lines {
    Actual(u8, u8),
    Preflight(u8, u8),
}

impl Part {
    fn actual(first: ActualLine, last: ActualLine) -> Self {
        Self::Rendered(Lines::Actual(first as u8, last as u8))
    }

    fn preflight(first: PreflightLine, last: PreflightLine) -> Self {
        Self::Rendered(Lines::Preflight(first as u8, last as u8))
    }
}

impl<'d> Plan<'d> {
    fn rendered(&self, lines: Lines) -> &'d [u8] {
        match lines {
            Lines::Actual(first, last) => self.decision.policy().actual_lines(first, last),
            Lines::Preflight(first, last) => self.decision.policy().preflight_lines(first, last),
        }
    }

    fn value(&self, field: Field) -> Value<'d> {
        match field {
            Field::AllowOrigin => Value::one(match self.decision.origin() {
                Some(OriginGrant::Exact(place)) => self.decision.policy().exact(place),
                Some(OriginGrant::Pattern) => self.request.origin().unwrap_or_default(),
                Some(OriginGrant::Null) => b"null",
                Some(OriginGrant::Constant) | None => &[],
            }),
            Field::AllowMethods => Value::one(self.request.requested_method().unwrap_or_default()),
            Field::AllowHeaders => Value::names(Names::of(&self.request)),
            _ => Value::one(b"true"),
        }
    }

    fn part_len(&self, part: Part) -> usize {
        match part {
            Part::Nothing => 0,
            Part::Rendered(lines) => self.rendered(lines).len(),
            Part::Composed(field) => {
                let frame = b": \r\n".len();
                self.value(field).byte_len().saturating_add(field.name().len()).saturating_add(frame)
            }
        }
    }
}

/// Copies the bytes to the start of what is left of the buffer, which was measured before.
fn put(rest: &mut &mut [u8], bytes: &[u8]) {
    let buffer = core::mem::take(rest);
    if let Some((slot, tail)) = buffer.split_at_mut_checked(bytes.len()) {
        slot.copy_from_slice(bytes);
        *rest = tail;
    }
}

/// The fields that an answer must carry: name and value, in the order of emission.
#[derive(Clone, Debug)]
pub struct Fields<'d> {
    plan: Plan<'d>,
    part: usize,
    line: u8,
}

impl<'d> Iterator for Fields<'d> {
    type Item = (&'static str, Value<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let part = *self.plan.parts.get(self.part)?;
            let (field, line, last) = match part {
                Part::Nothing => return None,
                Part::Composed(field) => {
                    self.part = self.part.saturating_add(1);
                    return Some((field.name(), self.plan.value(field)));
                }
                Part::Rendered(Lines::Actual(first, last)) => {
                    let line = first.saturating_add(self.line);
                    (ActualLine::field(line), Lines::Actual(line, line), last == line)
                }
                Part::Rendered(Lines::Preflight(first, last)) => {
                    let line = first.saturating_add(self.line);
                    (PreflightLine::field(line), Lines::Preflight(line, line), last == line)
                }
            };
            if last {
                self.part = self.part.saturating_add(1);
                self.line = 0;
            } else {
                self.line = self.line.saturating_add(1);
            }
            let value = self.plan.rendered(line).get(field.name().len().saturating_add(2)..);
            if let Some([value @ .., b'\r', b'\n']) = value {
                return Some((field.name(), Value::one(value)));
            }
        }
    }
}
