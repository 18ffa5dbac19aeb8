//! What would have had to be different about a denied origin.

use crate::origin::{MAX_ORIGIN_LEN, default_port};
use crate::policy::Policy;
use crate::server::{Request, Verdict};
use core::fmt;

/// One way in which an origin differs from one that the policy grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Change {
    /// It has a trailing slash, or a path, query or fragment.
    Path,
    /// It has upper-case letters.
    Case,
    /// It spells out its scheme's default port.
    DefaultPort,
    /// It has `http` for `https`, or the reverse.
    Scheme,
    /// It has a port that the policy does not.
    Port,
    /// It has `www.` before its host, or lacks it.
    Www,
    /// It has a dot after its host, or lacks it.
    TrailingDot,
}

impl Change {
    /// How the granted origin reads, after "the policy has this origin".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "without the trailing slash or path",
            Self::Case => "in lower case",
            Self::DefaultPort => "without the default port",
            Self::Scheme => "with the other of http and https",
            Self::Port => "without the port",
            Self::Www => "with or without www.",
            Self::TrailingDot => "with or without the dot after the host",
        }
    }
}

/// How a denied origin would have been granted: up to three slips of spelling, or one of them all with one change of
/// substance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NearMiss {
    changes: [Option<Change>; 4],
}

impl NearMiss {
    /// What has to change, in the order in which the origin is read.
    pub fn changes(&self) -> impl Iterator<Item = Change> + '_ {
        self.changes.iter().flatten().copied()
    }

    fn with(mut self, change: Change) -> Self {
        if let Some(slot) = self.changes.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(change);
        }
        self
    }
}

impl fmt::Display for NearMiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the policy has this origin")?;
        self.changes().enumerate().try_for_each(|(place, change)| {
            f.write_str(if place == 0 { " " } else { ", " })?;
            f.write_str(change.as_str())
        })
    }
}

/// What would have had to be different about a denied origin, if it is only little. For logs and consoles: never grant
/// anything by it. A handful of decisions; the origin is copied into a buffer on the stack.
///
/// ```
/// use corselet::{Policy, Request, policy};
/// use corselet::explain::near_miss;
///
/// static POLICY: Policy = policy! { origins: ["https://app.example.com"] };
///
/// let mut request = Request::new(b"GET");
/// request.observe(b"origin", b"https://App.example.com/");
/// let miss = near_miss(&POLICY, &request).expect("it is near");
/// assert_eq!(
///     miss.to_string(),
///     "the policy has this origin without the trailing slash or path, in lower case",
/// );
/// ```
#[must_use]
pub fn near_miss(policy: &Policy<'_>, request: &Request<'_>) -> Option<NearMiss> {
    let value = request.origin()?;
    let granted = |origin: &Text| {
        let mut request = Request::new(b"GET");
        request.observe(b"origin", origin.as_bytes());
        policy.decide(&request).verdict() == Verdict::ActualAllowed
    };
    let mut origin = Text::of(value)?;
    if granted(&origin) {
        return None;
    }
    let mut miss = NearMiss { changes: [None; 4] };
    for (change, apply) in [
        (Change::Path, without_path as fn(&Text) -> Option<Text>),
        (Change::Case, in_lower_case),
        (Change::DefaultPort, without_default_port),
    ] {
        if let Some(changed) = apply(&origin) {
            origin = changed;
            miss = miss.with(change);
            if granted(&origin) {
                return Some(miss);
            }
        }
    }
    for (change, apply) in [
        (Change::Scheme, other_scheme as fn(&Text) -> Option<Text>),
        (Change::Port, without_port),
        (Change::Www, toggle_www),
        (Change::TrailingDot, toggle_dot),
    ] {
        if apply(&origin).is_some_and(|changed| granted(&changed)) {
            return Some(miss.with(change));
        }
    }
    None
}

/// An origin being changed: a little longer than the longest, for what is put in.
#[derive(Clone)]
struct Text {
    bytes: [u8; MAX_ORIGIN_LEN + 8],
    len: usize,
}

impl Text {
    fn of(bytes: &[u8]) -> Option<Self> {
        Self::join([bytes, b"", b""])
    }

    fn join(parts: [&[u8]; 3]) -> Option<Self> {
        let mut text = Self { bytes: [0; MAX_ORIGIN_LEN + 8], len: 0 };
        for part in parts {
            let end = text.len.checked_add(part.len())?;
            text.bytes.get_mut(text.len..end)?.copy_from_slice(part);
            text.len = end;
        }
        Some(text)
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Scheme with `://`, host, and port with its colon.
    fn parts(&self) -> Option<(&[u8], &[u8], &[u8])> {
        let bytes = self.as_bytes();
        let colon = bytes.windows(3).position(|window| window == b"://")?;
        let (scheme, authority) = bytes.split_at_checked(colon.checked_add(3)?)?;
        let bracket = authority.iter().rposition(|byte| *byte == b']').unwrap_or(0);
        let port = authority.iter().rposition(|byte| *byte == b':').filter(|at| *at > bracket);
        let (host, port) = authority.split_at_checked(port.unwrap_or(authority.len()))?;
        Some((scheme, host, port))
    }
}

fn without_path(origin: &Text) -> Option<Text> {
    let bytes = origin.as_bytes();
    let authority = bytes.windows(3).position(|window| window == b"://")?.checked_add(3)?;
    let end = bytes.iter().skip(authority).position(|byte| matches!(byte, b'/' | b'?' | b'#'))?;
    Text::of(bytes.get(..authority.checked_add(end)?)?)
}

fn in_lower_case(origin: &Text) -> Option<Text> {
    let mut lower = origin.clone();
    lower.bytes.make_ascii_lowercase();
    (lower.bytes != origin.bytes).then_some(lower)
}

fn without_default_port(origin: &Text) -> Option<Text> {
    let (scheme, host, port) = origin.parts()?;
    let digits = core::str::from_utf8(port.strip_prefix(b":")?).ok()?;
    let default = default_port(scheme.strip_suffix(b"://")?)?;
    (digits.parse() == Ok(default)).then(|| Text::join([scheme, host, b""]))?
}

fn other_scheme(origin: &Text) -> Option<Text> {
    let (scheme, host, port) = origin.parts()?;
    let other: &[u8] = if scheme == b"https://" { b"http://" } else { b"https://" };
    Text::join([other, host, port])
}

fn without_port(origin: &Text) -> Option<Text> {
    let (scheme, host, _) = origin.parts()?;
    Text::join([scheme, host, b""])
}

fn toggle_www(origin: &Text) -> Option<Text> {
    let (scheme, host, port) = origin.parts()?;
    match host.strip_prefix(b"www.") {
        Some(bare) => Text::join([scheme, bare, port]),
        None => {
            let with = Text::join([scheme, b"www.", host])?;
            Text::join([with.as_bytes(), port, b""])
        }
    }
}

fn toggle_dot(origin: &Text) -> Option<Text> {
    let (scheme, host, port) = origin.parts()?;
    match host.strip_suffix(b".") {
        Some(bare) => Text::join([scheme, bare, port]),
        None => {
            let with = Text::join([scheme, host, b"."])?;
            Text::join([with.as_bytes(), port, b""])
        }
    }
}
