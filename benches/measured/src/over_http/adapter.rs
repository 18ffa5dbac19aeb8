//! From header map to header map.

use corselet::{Action, Policy, Verdict};
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

/// A policy, with the fields of each verdict's answer as a header map wants them: all that is left to a request is whether
/// its own origin is allowed. Not for policies that repeat what a preflight asks for.
pub(crate) struct Adapter {
    policy: &'static Policy<'static>,
    /// By verdict, and whether the method is `OPTIONS`.
    answers: Vec<((Verdict, bool), Vec<Field>)>,
}

type Field = (HeaderName, HeaderValue);

/// What a request is answered with.
pub(crate) struct Answer<'a> {
    pub(crate) action: Action,
    /// The request's origin, where the answer allows it.
    origin: Option<HeaderValue>,
    fields: &'a [Field],
}

impl Adapter {
    /// An adapter of `policy`, which grants `origin`.
    pub(crate) fn new(policy: &'static Policy<'static>, origin: &'static [u8]) -> Self {
        let foreign: &[u8] = b"https://nobody.invalid";
        let mut answers = Vec::new();
        for method in [&b"GET"[..], b"OPTIONS"] {
            for origin in [None, Some(origin), Some(foreign)] {
                for requested in [None, Some(&b"GET"[..])] {
                    let mut request = corselet::Request::new(method);
                    let lines = [("origin", origin), ("access-control-request-method", requested)];
                    for (name, value) in lines {
                        value.into_iter().for_each(|value| request.observe(name.as_bytes(), value));
                    }
                    let decision = policy.decide(&request);
                    let kind = (decision.verdict(), method == b"OPTIONS");
                    if answers.iter().any(|(known, _)| *known == kind) {
                        continue;
                    }
                    let fields = decision.fields(&request).map(|(name, value)| {
                        let value = value.as_bytes().and_then(|value| str::from_utf8(value).ok());
                        (HeaderName::from_static(name), HeaderValue::from_static(value.unwrap_or_default()))
                    });
                    // The same for everybody, unless it is the request's.
                    let fields = fields.filter(|(name, _)| {
                        *name != ACCESS_CONTROL_ALLOW_ORIGIN || !policy.depends_on_origin()
                    });
                    answers.push((kind, fields.collect()));
                }
            }
        }
        Self { policy, answers }
    }

    /// Decides about a request.
    pub(crate) fn answer(&self, method: &Method, headers: &HeaderMap) -> Answer<'_> {
        let options = *method == Method::OPTIONS;
        let mut request = corselet::Request::new(method.as_str().as_bytes());
        let mut origin = None;
        for value in headers.get_all(ORIGIN) {
            request.observe(b"origin", value.as_bytes());
            origin = Some(value);
        }
        // Without an origin it is no preflight.
        if options && origin.is_some() {
            for name in [ACCESS_CONTROL_REQUEST_METHOD, ACCESS_CONTROL_REQUEST_HEADERS] {
                for value in headers.get_all(&name) {
                    request.observe(name.as_str().as_bytes(), value.as_bytes());
                }
            }
        }
        let decision = self.policy.decide(&request);
        let kind = (decision.verdict(), options);
        let fields = self.answers.iter().find(|(known, _)| *known == kind);
        let granted = matches!(decision.verdict(), Verdict::ActualAllowed | Verdict::PreflightAllowed);
        Answer {
            action: decision.action(),
            origin: origin.filter(|_| granted && self.policy.depends_on_origin()).cloned(),
            fields: fields.map_or(&[], |(_, fields)| fields),
        }
    }
}

impl Answer<'_> {
    /// Adds the fields to a response's; a handler's own `vary` stays.
    pub(crate) fn add_to(self, headers: &mut HeaderMap) {
        if let Some(origin) = self.origin {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        for (name, value) in self.fields {
            if *name == VARY {
                headers.append(VARY, value.clone());
            } else {
                headers.insert(name, value.clone());
            }
        }
    }
}
