//! A case's policy, and what the engine makes of a request under it.

use crate::replay::{bytes, text};
use anyhow::Context;
use corselet::policy::{PolicySpec, StoredPolicy};
use corselet::server::Reason;
use corselet::{Action, Request, Verdict};
use serde_json::Value;

/// Roomier than any device's: what a case says is to be decided, not how large it may be.
type Stored = StoredPolicy<65_536, 1_024, 1_024>;

/// The policy of a case, owned.
pub(super) struct OwnedPolicy {
    origins: Vec<String>,
    methods: Vec<String>,
    request_headers: Vec<String>,
    expose: Vec<String>,
    allow_null: bool,
    credentials: bool,
    max_age_secs: Option<u32>,
    private_network: bool,
    tolerate_insecure: bool,
    tolerate_public_suffix: bool,
}

/// How a policy answers, beside what the case says of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Mode {
    pub(super) disclose_least: bool,
    pub(super) options_cached: bool,
}

/// What the engine made of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) kind: &'static str,
    pub(super) reason: Option<&'static str>,
    /// The status of an answer without the handler.
    pub(super) status: Option<u16>,
    /// The fields but `vary`, in order.
    pub(super) fields: Vec<(String, String)>,
    /// The members of `vary`.
    pub(super) vary: Vec<String>,
}

impl OwnedPolicy {
    /// Reads a case's policy.
    pub(super) fn read(policy: &Value) -> anyhow::Result<Self> {
        let list = |name: &str| -> anyhow::Result<Vec<String>> {
            let list = policy
                .get(name)
                .and_then(Value::as_array)
                .with_context(|| format!("`{name}` is no array"))?;
            list.iter().map(|entry| Ok(entry.as_str().context("an entry is no string")?.to_owned())).collect()
        };
        let switch = |name: &str| policy.get(name).and_then(Value::as_bool).unwrap_or(false);
        // What the project's type cannot hold is over every limit too.
        let max_age =
            |secs: &Value| secs.as_u64().and_then(|secs| u32::try_from(secs).ok()).unwrap_or(u32::MAX);
        Ok(Self {
            origins: list("origins")?,
            methods: list("methods")?,
            request_headers: list("request_headers")?,
            expose: list("response_headers")?,
            allow_null: false,
            credentials: switch("credentials"),
            max_age_secs: policy.get("max_age").filter(|secs| !secs.is_null()).map(max_age),
            private_network: switch("private_network"),
            tolerate_insecure: switch("tolerate_insecure"),
            tolerate_public_suffix: switch("tolerate_public_suffix"),
        })
    }

    /// The same policy, where `null` among the origins is the explicit call that the project asks for.
    pub(super) fn granting_null(mut self) -> Self {
        self.allow_null = self.origins.extract_if(.., |origin| origin == "null").count() > 0;
        self
    }

    /// What `use_spec` makes of the policy as the project writes it down.
    pub(super) fn with_spec<T>(&self, mode: Mode, use_spec: impl FnOnce(&PolicySpec<'_>) -> T) -> T {
        use_spec(&PolicySpec {
            origins: &strs(&self.origins),
            methods: &strs(&self.methods),
            request_headers: &strs(&self.request_headers),
            expose: &strs(&self.expose),
            credentials: self.credentials,
            max_age_secs: self.max_age_secs,
            private_network: self.private_network,
            disclose_least: mode.disclose_least,
            options_cached_by_intermediary: mode.options_cached,
            dangerously_allow_null: self.allow_null,
            dangerously_allow_http_with_credentials: self.tolerate_insecure,
            dangerously_allow_public_suffixes: self.tolerate_public_suffix,
            ..PolicySpec::EMPTY
        })
    }

    /// Decides about a request: header lines in wire order.
    pub(super) fn answer(
        &self,
        mode: Mode,
        method: &[u8],
        lines: &[(Vec<u8>, Vec<u8>)],
    ) -> anyhow::Result<Answer> {
        let stored = self.with_spec(mode, Stored::try_build).context("the policy is not built")?;
        let policy = stored.policy();
        let mut request = Request::new(method);
        for (name, value) in lines {
            request.observe(name, value);
        }
        let decision = policy.decide(&request);
        let mut fields: Vec<(String, String)> = decision
            .fields(&request)
            .map(|(name, value)| (name.to_owned(), text(&value.flatten().copied().collect::<Vec<_>>())))
            .collect();
        let vary = fields
            .extract_if(.., |(name, _)| name == "vary")
            .flat_map(|(_, value)| members(&value))
            .collect();
        let status = match decision.action() {
            Action::Forward => None,
            Action::Respond { status } | Action::Reject { status } => Some(status),
        };
        let kind = match decision.verdict() {
            Verdict::NotCors => "not-cors",
            Verdict::ActualAllowed => "actual-allowed",
            Verdict::ActualDenied => "actual-denied",
            Verdict::PreflightAllowed => "preflight-allowed",
            Verdict::PreflightDenied => "preflight-denied",
            _ => "unknown",
        };
        Ok(Answer { kind, reason: decision.reason(&request).map(peers_word), status, fields, vary })
    }
}

fn strs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// The members of a list, in lower case and ascending: the order of a list's members says nothing.
pub(super) fn members(value: &str) -> Vec<String> {
    let mut members: Vec<_> = value.split(',').map(|member| member.trim().to_ascii_lowercase()).collect();
    members.sort();
    members
}

/// The header lines of a case's request.
pub(super) fn lines(headers: &Value) -> anyhow::Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let headers = headers.as_array().context("`headers` is no array")?;
    headers.iter().map(|pair| Ok((bytes(&pair[0])?, bytes(&pair[1])?))).collect()
}

/// The cases' coarser vocabulary of reasons.
fn peers_word(reason: Reason) -> &'static str {
    match reason {
        Reason::OriginNotDnsShaped => "origin-malformed",
        Reason::OriginNull => "origin-not-allowed",
        Reason::MethodTooLong => "method-malformed",
        Reason::HeadersTooLong
        | Reason::HeadersTooManyLines
        | Reason::HeadersTooManyNames
        | Reason::HeadersTooManyEmpty => "headers-over-limit",
        other => other.code(),
    }
}
