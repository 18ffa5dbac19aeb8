//! Requests and header lists as case files write them.

use super::{bytes, text};
use crate::idna::Idna;
use anyhow::{Context, bail};
use corselet::fetch::{CheckError, Credentials, Mode, RedirectMode, ReferrerPolicy};
use corselet::header::HeaderList;
use corselet::origin::url::{self, Scratch, Url};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A header list that owns its bytes.
#[derive(Default)]
pub(super) struct Headers(Vec<(Vec<u8>, Vec<u8>)>);

impl Headers {
    /// Reads `[[name, value], ...]`.
    pub(super) fn read(value: &Value) -> anyhow::Result<Self> {
        let list = value.as_array().with_context(|| format!("{value} is not a header list"))?;
        let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
            Some([name, value]) => Ok((bytes(name)?, bytes(value)?)),
            _ => bail!("{pair} is not a name and a value"),
        };
        list.iter().map(pair).collect::<anyhow::Result<_>>().map(Self)
    }

    /// Every value that is `mark` replaced.
    pub(super) fn replaced(mut self, mark: &[u8], with: &[u8]) -> Self {
        for (_, value) in &mut self.0 {
            if value == mark {
                *value = with.to_vec();
            }
        }
        self
    }

    /// The pairs, to make a `HeaderList` of.
    pub(super) fn pairs(&self) -> Vec<(&[u8], &[u8])> {
        self.0.iter().map(|(name, value)| (&name[..], &value[..])).collect()
    }
}

/// A string member.
pub(super) fn string<'a>(value: &'a Value, member: &str) -> anyhow::Result<&'a str> {
    value[member].as_str().with_context(|| format!("`{member}` is not a string"))
}

pub(super) fn credentials(value: &Value) -> anyhow::Result<Credentials> {
    Ok(match string(value, "credentials")? {
        "omit" => Credentials::Omit,
        "same-origin" => Credentials::SameOrigin,
        "include" => Credentials::Include,
        other => bail!("unknown credentials mode `{other}`"),
    })
}

pub(super) fn mode(value: &Value) -> anyhow::Result<Mode> {
    Ok(match string(value, "mode")? {
        "same-origin" => Mode::SameOrigin,
        "cors" => Mode::Cors,
        "no-cors" => Mode::NoCors,
        "navigate" => Mode::Navigate,
        "websocket" => Mode::WebSocket,
        "webtransport" => Mode::WebTransport,
        other => bail!("unknown mode `{other}`"),
    })
}

pub(super) fn redirect_mode(value: &Value, member: &str) -> anyhow::Result<RedirectMode> {
    Ok(match string(value, member)? {
        "follow" => RedirectMode::Follow,
        "error" => RedirectMode::Error,
        "manual" => RedirectMode::Manual,
        other => bail!("unknown redirect mode `{other}`"),
    })
}

pub(super) fn referrer_policy(value: &Value) -> anyhow::Result<ReferrerPolicy> {
    let name = string(value, "referrer_policy")?;
    ReferrerPolicy::parse(name.as_bytes()).with_context(|| format!("unknown referrer policy `{name}`"))
}

pub(super) fn status(value: &Value) -> anyhow::Result<u16> {
    let status = value["status"].as_u64().context("`status` is not a number")?;
    Ok(u16::try_from(status)?)
}

/// The names of headers as a page iterates them: lower case, sorted, each once.
pub(super) fn lower_names<'a>(headers: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> Vec<String> {
    let names: BTreeSet<String> = headers.map(|(name, _)| text(&name.to_ascii_lowercase())).collect();
    names.into_iter().collect()
}

/// Reads a URL and hands it on.
pub(super) fn parsed<T>(input: &[u8], with: impl FnOnce(&Url<'_>) -> T) -> anyhow::Result<T> {
    let mut buffer = [0; 1024];
    let url = url::parse(input, None, &Idna, &mut Scratch::new(&mut buffer))?;
    Ok(with(&url))
}

/// What Chromium shows of a failed CORS check: the value at fault, unless it is empty or not UTF-8.
pub(super) fn failed_parameter(error: CheckError, response: &HeaderList<'_>) -> Option<String> {
    let value: Vec<u8> = response.combined(error.field()?.name().as_bytes()).collect();
    String::from_utf8(value).ok().filter(|value| !value.is_empty())
}

/// Headers as a page iterates them: names in lower case, sorted, values combined.
pub(super) fn combined_pairs(pairs: &[(&[u8], &[u8])]) -> Vec<(String, String)> {
    let mut combined = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in pairs {
        combined.entry(text(&name.to_ascii_lowercase())).or_default().push(text(value));
    }
    combined.into_iter().map(|(name, values)| (name, values.join(", "))).collect()
}

/// The `Content-Type` that a body brings along (Fetch `#concept-bodyinit-extract`); a `Blob` lower-cases its own
/// (File API `#constructorBlob`).
pub(super) fn body_type(body: &Value) -> anyhow::Result<Option<String>> {
    Ok(match body["kind"].as_str() {
        None | Some("buffer") => None,
        Some("text") => Some("text/plain;charset=UTF-8".to_owned()),
        Some("urlencoded") => Some("application/x-www-form-urlencoded;charset=UTF-8".to_owned()),
        Some("formdata") => {
            Some("multipart/form-data; boundary=----WebKitFormBoundaryXXXXXXXXXXXXXXXX".to_owned())
        }
        Some("blob") => {
            let kind = body["type"].as_str().unwrap_or_default().to_ascii_lowercase();
            Some(kind).filter(|kind| !kind.is_empty())
        }
        Some(other) => bail!("unknown body `{other}`"),
    })
}
