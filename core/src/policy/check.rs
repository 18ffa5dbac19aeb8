//! Checking a policy: everything that is wrong or doubtful with it, one after the other, without allocation.

use super::bytes::equal;
use super::pattern::{Entry, Fault, parse};
use super::problem::{PolicyField as Field, Problem, ProblemCode as Code};
use super::spec::{PolicySpec, has_wildcard};
use crate::header::{
    is_forbidden_method, is_forbidden_request_header_name, is_forbidden_response_header_name,
    is_safelisted_method, is_safelisted_response_header_name, is_token, normalize_method,
};
use crate::origin::{Host, Located};

/// The longest maximum age that is taken, in seconds: a day, Firefox's cap, the highest of all browsers.
pub const MAX_AGE_LIMIT: u32 = 86_400;

/// Chromium's cap of the maximum age, in seconds.
const CHROMIUM_MAX_AGE: u32 = 7_200;

/// WebKit's cap of the maximum age, in seconds.
const WEBKIT_MAX_AGE: u32 = 600;

impl<'a> PolicySpec<'a> {
    /// Everything that is wrong or doubtful with the policy, in the order of its fields. Redundancy is looked for among
    /// all pairs of entries, so the work grows with the square of a list's length.
    #[must_use]
    pub const fn problems(&self) -> Problems<'a> {
        Problems { spec: *self, at: Place { field: Field::Origins, index: 0, check: 0 }, warnings: true }
    }

    /// As [`problems`](Self::problems), without the warnings; linear in the lists.
    #[must_use]
    pub const fn errors(&self) -> Problems<'a> {
        Problems { warnings: false, ..self.problems() }
    }
}

/// The problems of a [`PolicySpec`], one after the other. Also usable in `const`, through
/// [`next_problem`](Self::next_problem).
#[derive(Clone, Debug)]
pub struct Problems<'a> {
    spec: PolicySpec<'a>,
    at: Place,
    warnings: bool,
}

/// Where the search stands: a field, an entry of it, and which of the entry's checks comes next.
#[derive(Clone, Copy, Debug)]
struct Place {
    field: Field,
    index: usize,
    check: u8,
}

/// What one check came to.
enum Step {
    Clean,
    Found(Code, usize, usize),
    /// No further check of this entry.
    EntryDone,
    /// No further entry in this field; the next field.
    FieldDone(Field),
    End,
}

impl Iterator for Problems<'_> {
    type Item = Problem;

    fn next(&mut self) -> Option<Problem> {
        self.next_problem()
    }
}

impl Problems<'_> {
    /// The next problem, or `None` at the end.
    pub const fn next_problem(&mut self) -> Option<Problem> {
        loop {
            let Place { field, index, check } = self.at;
            self.at.check = check.saturating_add(1);
            match self.step(field, index, check) {
                Step::Clean => {}
                Step::EntryDone => self.at = Place { field, index: index.saturating_add(1), check: 0 },
                Step::FieldDone(next) => self.at = Place { field: next, index: 0, check: 0 },
                Step::End => {
                    self.at.check = check;
                    return None;
                }
                Step::Found(code, start, end) => {
                    let problem = Problem { code, field, index, start, end };
                    if self.warnings || !problem.is_warning() {
                        return Some(problem);
                    }
                }
            }
        }
    }

    const fn step(&self, field: Field, index: usize, check: u8) -> Step {
        match field {
            Field::Origins => self.origin(index, check),
            Field::Methods => self.method(index, check),
            Field::RequestHeaders => self.request_header(index, check),
            Field::Expose => self.exposed(index, check),
            Field::MaxAge => self.max_age(check),
            Field::SuccessStatus => match check {
                0 if !matches!(self.spec.success_status, 200..=299) => Step::Found(Code::Status, 0, 0),
                _ => Step::FieldDone(Field::DenialStatus),
            },
            Field::DenialStatus => match check {
                0 if !matches!(self.spec.denial_status, 400..=599) => Step::Found(Code::Status, 0, 0),
                _ => Step::FieldDone(Field::StaticOrigin),
            },
            Field::StaticOrigin => match check {
                0 if self.spec.static_origin && !self.has_one_exact_origin() => {
                    Step::Found(Code::StaticOriginNeedsOne, 0, 0)
                }
                _ => Step::FieldDone(Field::AllowNull),
            },
            Field::AllowNull => match check {
                0 if self.spec.dangerously_allow_null && self.spec.credentials => {
                    Step::Found(Code::NullWithCredentials, 0, 0)
                }
                _ => Step::End,
            },
        }
    }

    const fn has_one_exact_origin(&self) -> bool {
        match self.spec.origins {
            [only] => {
                !self.spec.dangerously_allow_null && matches!(parse(only.as_bytes()), Ok(Entry::Exact(_)))
            }
            _ => false,
        }
    }

    const fn origin(&self, index: usize, check: u8) -> Step {
        let text = match entry(self.spec.origins, index) {
            Some(text) => text,
            None if index == 0 && check == 0 && !self.spec.dangerously_allow_null => {
                return Step::Found(Code::NoOrigins, 0, 0);
            }
            None => return Step::FieldDone(Field::Methods),
        };
        let parsed = match parse(text) {
            Ok(parsed) => parsed,
            Err(fault) => return once(check, fault),
        };
        let whole = text.len();
        match check {
            0 => self.origin_with_credentials(&parsed, whole),
            1 if self.warnings && self.is_redundant(&parsed, index) => Step::Found(Code::Redundant, 0, whole),
            1 => Step::Clean,
            2 => match parsed.base() {
                Some(base) if has_underscore(base) => Step::Found(Code::Underscore, 0, whole),
                _ => Step::Clean,
            },
            3 => match parsed.base() {
                Some(base) if self.spec.credentials && is_plain(base) && is_local(base) => {
                    Step::Found(Code::LocalWithCredentials, 0, whole)
                }
                _ => Step::Clean,
            },
            _ => Step::EntryDone,
        }
    }

    const fn origin_with_credentials(&self, parsed: &Entry<'_>, whole: usize) -> Step {
        if !self.spec.credentials {
            return Step::Clean;
        }
        match parsed.base() {
            None => Step::Found(Code::AnyOriginWithCredentials, 0, whole),
            Some(base)
                if is_plain(base)
                    && !base.tuple.host().is_loopback()
                    && !self.spec.dangerously_allow_http_with_credentials =>
            {
                Step::Found(Code::HttpWithCredentials, 0, whole)
            }
            Some(_) => Step::Clean,
        }
    }

    /// Whether another entry covers this one; of two equal ones the later is redundant.
    const fn is_redundant(&self, parsed: &Entry<'_>, index: usize) -> bool {
        let mut rest = self.spec.origins;
        let mut at = 0_usize;
        while let [other, tail @ ..] = rest {
            if at != index
                && let Ok(other) = parse(other.as_bytes())
                && other.covers(parsed)
                && (at < index || !parsed.covers(&other))
            {
                return true;
            }
            at = at.wrapping_add(1);
            rest = tail;
        }
        false
    }

    const fn method(&self, index: usize, check: u8) -> Step {
        let Some(method) = entry(self.spec.methods, index) else {
            return Step::FieldDone(Field::RequestHeaders);
        };
        let whole = method.len();
        if !is_token(method) {
            return once(check, (Code::NotAToken, 0, whole));
        }
        if is_forbidden_method(method) {
            return once(check, (Code::ForbiddenName, 0, whole));
        }
        match check {
            0 if is_safelisted_method(normalize_method(method)) => Step::Found(Code::Safelisted, 0, whole),
            1 if self.warnings && repeats_method(self.spec.methods, index, normalize_method(method)) => {
                Step::Found(Code::Redundant, 0, whole)
            }
            0 | 1 => Step::Clean,
            _ => Step::EntryDone,
        }
    }

    const fn request_header(&self, index: usize, check: u8) -> Step {
        let names = self.spec.request_headers;
        let Some(name) = entry(names, index) else {
            return Step::FieldDone(Field::Expose);
        };
        let whole = name.len();
        if !is_token(name) {
            return once(check, (Code::NotAToken, 0, whole));
        }
        if is_forbidden_request_header_name(name) {
            return once(check, (Code::ForbiddenName, 0, whole));
        }
        if is_answer_header(name) {
            return once(check, (Code::MisplacedName, 0, whole));
        }
        match check {
            0 if self.warnings && repeats_name(names, index, name) => Step::Found(Code::Redundant, 0, whole),
            1 if equal(name, b"*") && !self.spec.credentials && !lists(names, b"authorization") => {
                Step::Found(Code::AuthorizationNotListed, 0, whole)
            }
            0 | 1 => Step::Clean,
            _ => Step::EntryDone,
        }
    }

    const fn exposed(&self, index: usize, check: u8) -> Step {
        let names = self.spec.expose;
        let Some(name) = entry(names, index) else {
            return Step::FieldDone(Field::MaxAge);
        };
        let whole = name.len();
        if !is_token(name) {
            return once(check, (Code::NotAToken, 0, whole));
        }
        if is_forbidden_response_header_name(name) {
            return once(check, (Code::ForbiddenName, 0, whole));
        }
        if is_question_header(name) {
            return once(check, (Code::MisplacedName, 0, whole));
        }
        match check {
            0 if equal(name, b"*") && self.spec.credentials => {
                Step::Found(Code::AnyExposedWithCredentials, 0, whole)
            }
            1 if is_safelisted_response_header_name(name) => Step::Found(Code::Safelisted, 0, whole),
            2 if self.warnings && repeats_name(names, index, name) => Step::Found(Code::Redundant, 0, whole),
            0..=2 => Step::Clean,
            _ => Step::EntryDone,
        }
    }

    const fn max_age(&self, check: u8) -> Step {
        match (check, self.spec.max_age_secs) {
            (0, Some(secs)) if secs > MAX_AGE_LIMIT => Step::Found(Code::MaxAgeTooLong, 0, 0),
            (0, Some(secs)) if secs > CHROMIUM_MAX_AGE || secs > WEBKIT_MAX_AGE => {
                Step::Found(Code::MaxAgeOverCap, 0, 0)
            }
            _ => Step::FieldDone(Field::SuccessStatus),
        }
    }
}

/// An entry's only problem: told at its first check, then the entry is done.
const fn once(check: u8, (code, start, end): Fault) -> Step {
    if check == 0 { Step::Found(code, start, end) } else { Step::EntryDone }
}

const fn entry<'a>(list: &[&'a str], index: usize) -> Option<&'a [u8]> {
    match list.split_at_checked(index) {
        Some((_, [entry, ..])) => Some(entry.as_bytes()),
        _ => None,
    }
}

/// Schemes that carry requests in clear text.
const fn is_plain(origin: &Located<'_>) -> bool {
    matches!(origin.tuple.scheme(), b"http" | b"ws" | b"ftp")
}

/// A name or an address that a local network gives out: nobody vouches for who answers there.
const fn is_local(origin: &Located<'_>) -> bool {
    match origin.tuple.host() {
        Host::Name(name) => matches!(
            name,
            [.., b'.', b'l', b'o', b'c', b'a', b'l'] | [.., b'.', b'l', b'o', b'c', b'a', b'l', b'.']
        ),
        Host::Ipv4(address) => !address.is_loopback(),
        Host::Ipv6(address) => !address.is_loopback(),
    }
}

const fn has_underscore(origin: &Located<'_>) -> bool {
    let mut rest = origin.host_text;
    while let [byte, tail @ ..] = rest {
        if *byte == b'_' {
            return true;
        }
        rest = tail;
    }
    false
}

/// Whether an earlier entry normalises to this method, or `*` absorbs it.
const fn repeats_method(list: &[&str], index: usize, method: &[u8]) -> bool {
    let mut rest = list;
    let mut at = 0_usize;
    while let [other, tail @ ..] = rest {
        let other = normalize_method(other.as_bytes());
        if (at < index && equal(other, method)) || (at != index && equal(other, b"*")) {
            return true;
        }
        at = at.wrapping_add(1);
        rest = tail;
    }
    false
}

/// Whether an earlier entry is the same name, or `*` absorbs it; it never absorbs `authorization`.
const fn repeats_name(list: &[&str], index: usize, name: &[u8]) -> bool {
    let (before, _) = match list.split_at_checked(index) {
        Some(split) => split,
        None => return false,
    };
    lists(before, name)
        || (has_wildcard(list) && !equal(name, b"*") && !name.eq_ignore_ascii_case(b"authorization"))
}

const fn lists(list: &[&str], name: &[u8]) -> bool {
    let mut rest = list;
    while let [other, tail @ ..] = rest {
        if name.eq_ignore_ascii_case(other.as_bytes()) {
            return true;
        }
        rest = tail;
    }
    false
}

/// Names that only answers carry: as a request header always a misunderstanding.
const fn is_answer_header(name: &[u8]) -> bool {
    lists(
        &[
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-allow-private-network",
            "access-control-max-age",
            "access-control-expose-headers",
        ],
        name,
    )
}

/// Names that only requests, or only preflights' answers, carry: exposing them is always a misunderstanding.
const fn is_question_header(name: &[u8]) -> bool {
    lists(
        &[
            "origin",
            "access-control-request-method",
            "access-control-request-headers",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-max-age",
        ],
        name,
    )
}
