//! The lists of names: methods, request headers, exposed response headers.

use super::{Problems, Step, entry, once};
use crate::header::{
    is_forbidden_method, is_forbidden_request_header_name, is_forbidden_response_header_name,
    is_safelisted_method, is_safelisted_response_header_name, is_token, normalize_method,
};
use crate::policy::bytes::equal;
use crate::policy::field::PolicyField as Field;
use crate::policy::problem_code::ProblemCode as Code;
use crate::policy::spec::has_wildcard;

impl Problems<'_> {
    pub(super) const fn method(&self, index: usize, check: u8) -> Step {
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

    pub(super) const fn request_header(&self, index: usize, check: u8) -> Step {
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

    pub(super) const fn exposed(&self, index: usize, check: u8) -> Step {
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
