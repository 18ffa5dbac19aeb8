//! Values of Fetch by the names that case files give them.

use anyhow::{Context, bail};
use corselet::fetch::{Credentials, Mode, Tainting};

const MODES: [Mode; 6] =
    [Mode::SameOrigin, Mode::Cors, Mode::NoCors, Mode::Navigate, Mode::WebSocket, Mode::WebTransport];

/// The mode of that name.
pub(super) fn mode(name: &str) -> anyhow::Result<Mode> {
    let found = MODES.into_iter().find(|mode| mode.name() == name.as_bytes());
    found.with_context(|| format!("unknown mode {name}"))
}

/// The response tainting of that name.
pub(super) fn tainting(name: &str) -> anyhow::Result<Tainting> {
    Ok(match name {
        "basic" => Tainting::Basic,
        "cors" => Tainting::Cors,
        "opaque" => Tainting::Opaque,
        _ => bail!("unknown response tainting {name}"),
    })
}

/// The name of a credentials mode.
pub(super) fn credentials(credentials: Credentials) -> &'static str {
    match credentials {
        Credentials::Omit => "omit",
        Credentials::SameOrigin => "same-origin",
        Credentials::Include => "include",
        _ => "unknown",
    }
}
