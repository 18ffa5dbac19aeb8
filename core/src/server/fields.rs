//! What the answer must carry, as fields.
//!
//! Order and bytes are fixed: allow-origin, allow-credentials, allow-private-network, allow-methods, allow-headers, max-age,
//! expose-headers, vary; names in lower case.

use super::decision::{Decision, Outcome};
use super::request::Request;
use super::value::Value;
use crate::header::Field;
use crate::policy::{ActualLine, Asked, List, PreflightLine};

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
        self.fields_at(request, None)
    }

    /// As [`fields`](Self::fields), for a decision of a gate, as for `write_at`.
    pub(crate) fn fields_at<'d>(&self, request: &Request<'d>, is_own: Option<bool>) -> Fields<'d>
    where
        'p: 'd,
    {
        let holds = self.ready_block().is_some()
            || self.policy().granted_origin(&self.unready(request, is_own)).is_some();
        let decision = if holds { *self } else { self.denied() };
        Fields { decision, request: *request, next: 0 }
    }

    /// The value of a field of the answer, if the answer has it.
    pub(super) fn value<'d>(&self, request: &Request<'d>, field: Field) -> Option<Value<'d>>
    where
        'p: 'd,
    {
        let policy = self.policy();
        let preflight = self.outcome() == Outcome::PreflightAllowed;
        let actual = !preflight && !matches!(self.outcome(), Outcome::PreflightDenied(_));
        let asked = self.asked(request);
        // A constant answer is for everybody, with or without an origin.
        let granted = self.is_granted() || !policy.depends_on_origin();
        let rendered = |line: &'d [u8]| match line.get(field.name().len().saturating_add(2)..) {
            Some([value @ .., b'\r', b'\n']) => Some(Value::one(value)),
            _ => None,
        };
        let actual_line = |line| rendered(policy.actual_lines(line, line)).filter(|_| actual);
        let preflight_line = |line| rendered(policy.preflight_lines(line, line)).filter(|_| preflight);
        match field {
            Field::AllowOrigin if self.own_origin(request).is_some() => {
                self.own_origin(request).map(Value::one)
            }
            Field::AllowOrigin => {
                preflight_line(PreflightLine::AllowOrigin).or_else(|| actual_line(ActualLine::AllowOrigin))
            }
            Field::AllowCredentials if preflight => preflight_line(PreflightLine::AllowCredentials),
            Field::AllowCredentials if granted => actual_line(ActualLine::AllowCredentials),
            Field::AllowPrivateNetwork if policy.switches().private_network && asked?.private_network() => {
                Some(Value::one(b"true"))
            }
            Field::AllowMethods => match policy.method_list(asked?.method().unwrap_or_default()) {
                List::None => None,
                List::Rendered => preflight_line(PreflightLine::AllowMethods),
                List::Echoed => asked?.method().map(Value::one),
            },
            Field::AllowHeaders => match policy.header_list(asked?) {
                List::None => None,
                List::Rendered => preflight_line(PreflightLine::AllowHeaders),
                List::Echoed => Some(Value::names(asked?.names())),
            },
            Field::MaxAge => preflight_line(PreflightLine::MaxAge),
            Field::ExposeHeaders if granted => actual_line(ActualLine::ExposeHeaders),
            Field::Vary if actual && self.varies() => actual_line(ActualLine::Vary),
            Field::Vary if !actual => {
                rendered(policy.preflight_lines(PreflightLine::Vary, PreflightLine::Vary))
            }
            _ => None,
        }
    }

    /// The granted origin as it is answered, unless it is the same for everybody.
    fn own_origin<'d>(&self, request: &Request<'d>) -> Option<&'d [u8]>
    where
        'p: 'd,
    {
        if !self.is_granted() || !self.policy().depends_on_origin() {
            return None;
        }
        self.policy().origin_of(self.grant()).or_else(|| request.origin())
    }

    /// Whether the answer to an actual request tells caches what it depends on.
    pub(super) const fn varies(&self) -> bool {
        !self.is_options() || self.policy().options_vary()
    }

    /// What a granted preflight asked for.
    fn asked<'r, 'd>(&self, request: &'r Request<'d>) -> Option<&'r Asked<'d>> {
        (self.outcome() == Outcome::PreflightAllowed).then(|| request.asked())
    }
}

/// The order of emission.
const ORDER: [Field; 8] = [
    Field::AllowOrigin,
    Field::AllowCredentials,
    Field::AllowPrivateNetwork,
    Field::AllowMethods,
    Field::AllowHeaders,
    Field::MaxAge,
    Field::ExposeHeaders,
    Field::Vary,
];

/// The fields that an answer must carry: name and value, in the order of emission.
#[derive(Clone, Debug)]
pub struct Fields<'d> {
    decision: Decision<'d>,
    request: Request<'d>,
    next: u8,
}

impl<'d> Iterator for Fields<'d> {
    type Item = (&'static str, Value<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let field = *ORDER.get(usize::from(self.next))?;
            self.next = self.next.saturating_add(1);
            if let Some(value) = self.decision.value(&self.request, field) {
                return Some((field.name(), value));
            }
        }
    }
}
