//! From header map to header map.

use corselet::header::Field;
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
    answers: Vec<((Verdict, bool), Fields)>,
}

/// The fields of an answer.
struct Fields {
    /// All of them. A granted origin stands for all of them.
    map: HeaderMap,
    /// Without those that are the request's, and without `vary`.
    constant: Vec<(HeaderName, HeaderValue)>,
    vary: Option<HeaderValue>,
}

impl Fields {
    fn of(map: HeaderMap, policy: &Policy<'_>) -> Self {
        let own = |name: &HeaderName| *name == ACCESS_CONTROL_ALLOW_ORIGIN && policy.depends_on_origin();
        let constant = map.iter().filter(|(name, _)| **name != VARY && !own(name));
        Self {
            constant: constant.map(|(name, value)| (name.clone(), value.clone())).collect(),
            vary: map.get(VARY).cloned(),
            map,
        }
    }
}

/// What a request is answered with.
pub(crate) struct Answer<'a> {
    pub(crate) action: Action,
    /// The request's origin, where the answer allows it.
    origin: Option<HeaderValue>,
    fields: Option<&'a Fields>,
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
                    answers.push((kind, Fields::of(fields.collect(), policy)));
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
            request.observe_field(Field::Origin, value.as_bytes());
            origin = Some(value);
        }
        // Without an origin it is no preflight.
        if options && origin.is_some() {
            for value in headers.get_all(ACCESS_CONTROL_REQUEST_METHOD) {
                request.observe_field(Field::RequestMethod, value.as_bytes());
            }
            for value in headers.get_all(ACCESS_CONTROL_REQUEST_HEADERS) {
                request.observe_field(Field::RequestHeaders, value.as_bytes());
            }
        }
        let decision = self.policy.decide(&request);
        let kind = (decision.verdict(), options);
        let fields = self.answers.iter().find(|(known, _)| *known == kind);
        let granted = matches!(decision.verdict(), Verdict::ActualAllowed | Verdict::PreflightAllowed);
        Answer {
            action: decision.action(),
            origin: origin.filter(|_| granted && self.policy.depends_on_origin()).cloned(),
            fields: fields.map(|(_, fields)| fields),
        }
    }
}

impl Answer<'_> {
    /// Adds the fields to a response's; a handler's own `vary` stays.
    pub(crate) fn add_to(self, headers: &mut HeaderMap) {
        let Some(fields) = self.fields else { return };
        if headers.is_empty() {
            // One copy of a map costs less than filling another.
            headers.clone_from(&fields.map);
            if let (Some(place), Some(origin)) = (headers.get_mut(ACCESS_CONTROL_ALLOW_ORIGIN), self.origin) {
                *place = origin;
            }
            return;
        }
        if let Some(origin) = self.origin {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        for (name, value) in &fields.constant {
            headers.insert(name, value.clone());
        }
        if let Some(vary) = &fields.vary {
            headers.append(VARY, vary.clone());
        }
    }
}
