//! What can be wrong with a guard, as data, and the check that finds it.

use super::spec::GuardSpec;
use crate::header::Fill;
use crate::origin::{Located, OriginErrorKind, Port, authority, locate};
use core::fmt;

/// One thing that is wrong with a guard: what, in which field, at which entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GuardProblem {
    code: GuardProblemCode,
    field: GuardField,
    index: usize,
}

impl GuardProblem {
    /// What it is.
    #[must_use]
    pub const fn code(&self) -> GuardProblemCode {
        self.code
    }

    /// The field it is in.
    #[must_use]
    pub const fn field(&self) -> GuardField {
        self.field
    }

    /// The entry of the field's list, from 0.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }
}

impl fmt::Display for GuardProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.field.as_str(), self.index, self.code.as_str())
    }
}

impl core::error::Error for GuardProblem {}

/// A field of [`GuardSpec`](super::GuardSpec) that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum GuardField {
    /// `hosts`
    Hosts,
    /// `trusted_writers`
    TrustedWriters,
    /// `timing_origins`
    TimingOrigins,
}

impl GuardField {
    /// The field's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hosts => "hosts",
            Self::TrustedWriters => "trusted_writers",
            Self::TimingOrigins => "timing_origins",
        }
    }

    const fn of<'a>(self, spec: &GuardSpec<'a>) -> &'a [&'a str] {
        match self {
            Self::Hosts => spec.hosts,
            Self::TrustedWriters => spec.trusted_writers,
            Self::TimingOrigins => spec.timing_origins,
        }
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum GuardProblemCode {
    /// Not a host, or not an origin.
    Syntax(OriginErrorKind),
    /// A wildcard.
    Wildcard,
    /// A host with a port.
    HostPort,
    /// A host with a dot at its end.
    TrailingDot,
    /// The name could not be a DNS name.
    NotDnsShaped,
    /// `null` among origins.
    NullOrigin,
    /// A `file` origin.
    FileOrigin,
    /// `*` beside other entries.
    AnyBesideOthers,
}

impl GuardProblemCode {
    /// The problem in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax(kind) => kind.as_str(),
            Self::Wildcard => "whoever owns one of the names that a wildcard stands for gets past the guard",
            Self::HostPort => "a host has no port here: every port is taken",
            Self::TrailingDot => "a host has no dot at its end here: it is taken with it all the same",
            Self::NotDnsShaped => {
                "a host has labels of 1 to 63 letters, digits, `-` or `_`, 253 bytes in all"
            }
            Self::NullOrigin => "`null` is every sandboxed frame of the web",
            Self::FileOrigin => "a file origin is serialised as `null`",
            Self::AnyBesideOthers => "`*` stands alone: it says all that the others do",
        }
    }
}

impl fmt::Display for GuardProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'a> GuardSpec<'a> {
    /// Everything that is wrong with the guard, in the order of its fields; linear in the lists.
    #[must_use]
    pub const fn problems(&self) -> GuardProblems<'a> {
        GuardProblems { spec: *self, field: GuardField::Hosts, index: 0 }
    }
}

/// The problems of a [`GuardSpec`], one after the other. Also usable in `const`, through
/// [`next_problem`](Self::next_problem).
#[derive(Clone, Debug)]
pub struct GuardProblems<'a> {
    spec: GuardSpec<'a>,
    field: GuardField,
    index: usize,
}

impl Iterator for GuardProblems<'_> {
    type Item = GuardProblem;

    fn next(&mut self) -> Option<GuardProblem> {
        self.next_problem()
    }
}

impl GuardProblems<'_> {
    /// The next problem, or `None` at the end.
    pub const fn next_problem(&mut self) -> Option<GuardProblem> {
        loop {
            let (field, index) = (self.field, self.index);
            let list = field.of(&self.spec);
            let Some((_, [entry, ..])) = list.split_at_checked(index) else {
                self.field = match field {
                    GuardField::Hosts => GuardField::TrustedWriters,
                    GuardField::TrustedWriters => GuardField::TimingOrigins,
                    GuardField::TimingOrigins => return None,
                };
                self.index = 0;
                continue;
            };
            self.index = index.saturating_add(1);
            let entry = entry.as_bytes();
            let checked = match field {
                GuardField::Hosts => host(entry),
                GuardField::TrustedWriters => origin(entry),
                GuardField::TimingOrigins => match entry {
                    b"*" if list.len() > 1 => Err(GuardProblemCode::AnyBesideOthers),
                    b"*" => Ok(()),
                    _ => origin(entry),
                },
            };
            if let Err(code) = checked {
                return Some(GuardProblem { code, field, index });
            }
        }
    }
}

const fn host(entry: &[u8]) -> Result<(), GuardProblemCode> {
    if holds_star(entry) {
        return Err(GuardProblemCode::Wildcard);
    }
    // Of no scheme, so that no port is its default.
    match authority(b"", entry) {
        Err(fault) => Err(GuardProblemCode::Syntax(fault.kind)),
        Ok(Located { tuple, host_text }) => match (tuple.port(), host_text) {
            (Port::Number(_), _) => Err(GuardProblemCode::HostPort),
            (_, [.., b'.']) => Err(GuardProblemCode::TrailingDot),
            _ if !tuple.is_dns_shaped() => Err(GuardProblemCode::NotDnsShaped),
            _ => Ok(()),
        },
    }
}

const fn origin(entry: &[u8]) -> Result<(), GuardProblemCode> {
    if let b"null" = entry {
        return Err(GuardProblemCode::NullOrigin);
    }
    if holds_star(entry) {
        return Err(GuardProblemCode::Wildcard);
    }
    match locate(entry) {
        Err(fault) => Err(GuardProblemCode::Syntax(fault.kind)),
        Ok(located) if matches!(located.tuple.scheme(), b"file") => Err(GuardProblemCode::FileOrigin),
        Ok(located) if !located.tuple.is_dns_shaped() => Err(GuardProblemCode::NotDnsShaped),
        Ok(_) => Ok(()),
    }
}

const fn holds_star(entry: &[u8]) -> bool {
    let mut rest = entry;
    while let [byte, tail @ ..] = rest {
        if *byte == b'*' {
            return true;
        }
        rest = tail;
    }
    false
}

/// The longest message, in bytes; what does not fit is cut off.
const MAX_MESSAGE: usize = 2048;

/// Fails to evaluate, naming every problem, if the guard has any; the compiler points at the guard.
///
/// # Panics
/// Only in `const`, where a panic is a compile error: that is its purpose.
#[track_caller]
pub const fn assert_valid(spec: &GuardSpec<'_>) {
    let mut problems = spec.problems();
    let mut buffer = [0; MAX_MESSAGE];
    let mut text = Fill::new(&mut buffer);
    while let Some(problem) = problems.next_problem() {
        text.bytes(if text.len() == 0 { b"guard: " } else { b"; guard: " });
        text.bytes(problem.field.as_str().as_bytes());
        if let Some((_, [entry, ..])) = problem.field.of(spec).split_at_checked(problem.index) {
            text.bytes(b" \"");
            text.bytes(entry.as_bytes());
            text.bytes(b"\": ");
        }
        text.bytes(problem.code.as_str().as_bytes());
    }
    let written = if text.len() < MAX_MESSAGE { text.len() } else { MAX_MESSAGE };
    if written == 0 {
        return;
    }
    #[expect(clippy::panic, reason = "evaluated in const only: the panic is the compile error")]
    match buffer.split_at_checked(written) {
        Some((message, _)) => match core::str::from_utf8(message) {
            Ok(message) => panic!("{}", message),
            Err(_) => panic!("guard: an entry is not valid, and its text was cut off"),
        },
        None => panic!("guard: an entry is not valid"),
    }
}
