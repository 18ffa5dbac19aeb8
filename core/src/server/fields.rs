//! What the answer must carry, as fields.
//!
//! Order and bytes are fixed: allow-origin, allow-credentials, allow-private-network, allow-methods, allow-headers, max-age,
//! expose-headers, vary; names in lower case.

use super::decision::{Decision, OriginGrant, Verdict};
use super::own::CheckedHost;
use super::request::Request;
use super::requested::Names;
use super::value::Value;
use crate::header::{Field, is_safelisted_method};
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
        self.fields_at(request, None)
    }

    /// As [`fields`](Self::fields), for a decision made with the same host.
    pub(crate) fn fields_at<'d>(&self, request: &Request<'d>, own: Option<&CheckedHost<'_>>) -> Fields<'d>
    where
        'p: 'd,
    {
        Fields { decision: self.for_echo(request, own), request: *request, next: 0 }
    }

    /// The value of a field of the answer, if the answer has it.
    pub(super) fn value<'d>(&self, request: &Request<'d>, field: Field) -> Option<Value<'d>>
    where
        'p: 'd,
    {
        let policy = self.policy();
        let (actual, preflight) = (self.verdict().is_actual(), self.verdict() == Verdict::PreflightAllowed);
        let rendered = |line: &'d [u8]| match line.get(field.name().len().saturating_add(2)..) {
            Some([value @ .., b'\r', b'\n']) => Some(Value::one(value)),
            _ => None,
        };
        let actual_line = |line| rendered(policy.actual_lines(line, line)).filter(|_| actual);
        let preflight_line = |line| rendered(policy.preflight_lines(line, line)).filter(|_| preflight);
        match field {
            Field::AllowOrigin => match self.origin() {
                Some(OriginGrant::Constant) if actual || preflight => {
                    rendered(policy.actual_lines(ActualLine::AllowOrigin, ActualLine::AllowOrigin))
                }
                Some(grant) if self.is_granted() => Some(Value::one(self.granted_origin(grant, request))),
                _ => None,
            },
            Field::AllowCredentials if preflight => preflight_line(PreflightLine::AllowCredentials),
            Field::AllowCredentials if self.origin().is_some() => actual_line(ActualLine::AllowCredentials),
            Field::AllowPrivateNetwork if preflight && self.answers_private_network() => {
                Some(Value::one(b"true"))
            }
            Field::AllowMethods if preflight => match self.methods(request) {
                List::None => None,
                List::Rendered => preflight_line(PreflightLine::AllowMethods),
                List::Echoed => Some(Value::one(request.requested_method().unwrap_or_default())),
            },
            Field::AllowHeaders if preflight => match self.headers(request) {
                List::None => None,
                List::Rendered => preflight_line(PreflightLine::AllowHeaders),
                List::Echoed => Some(Value::names(Names::of(request))),
            },
            Field::MaxAge => preflight_line(PreflightLine::MaxAge),
            Field::ExposeHeaders if self.origin().is_some() => actual_line(ActualLine::ExposeHeaders),
            Field::Vary if actual && self.varies() => actual_line(ActualLine::Vary),
            Field::Vary if !actual => {
                rendered(policy.preflight_lines(PreflightLine::Vary, PreflightLine::Vary))
            }
            _ => None,
        }
    }

    /// The origin as it is answered.
    pub(super) fn granted_origin<'d>(&self, grant: OriginGrant, request: &Request<'d>) -> &'d [u8]
    where
        'p: 'd,
    {
        match grant {
            OriginGrant::Exact(place) => self.policy().exact(place),
            OriginGrant::Pattern | OriginGrant::SameHost => request.origin().unwrap_or_default(),
            OriginGrant::Null => b"null",
            OriginGrant::Constant => &[],
        }
    }

    /// Where the methods in the answer to a granted preflight come from.
    fn methods(&self, request: &Request<'_>) -> List {
        let switches = self.policy().switches();
        let safelisted = || is_safelisted_method(request.requested_method().unwrap_or_default());
        if switches.disclose_least && safelisted() {
            List::None
        } else if switches.any_method && switches.credentials
            || (switches.disclose_least && !switches.any_method)
        {
            List::Echoed
        } else {
            List::Rendered
        }
    }

    /// Where the header names in the answer to a granted preflight come from.
    fn headers(&self, request: &Request<'_>) -> List {
        let switches = self.policy().switches();
        let echoed =
            switches.any_header && switches.credentials || (switches.disclose_least && !switches.any_header);
        if (echoed || switches.disclose_least) && Names::of(request).next().is_none() {
            List::None
        } else if echoed {
            List::Echoed
        } else {
            List::Rendered
        }
    }
}

/// Where a list in an answer comes from.
enum List {
    None,
    /// The policy has rendered it.
    Rendered,
    /// It is what the request asked for.
    Echoed,
}

/// The order of emission.
pub(super) const ORDER: [Field; 8] = [
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
