//! Records that ask for a decision.

use crate::NAMES;
use crate::answer::Answer;
use crate::read::Reader;
use corselet::policy::{PolicySpec, StoredPolicy};
use corselet::{Action, Request};
use heapless::Vec;

/// The memory of the policies.
pub type Stored = StoredPolicy<4096, 16, 160>;

/// Switches of a policy, one bit each.
const CREDENTIALS: u8 = 1;
const PRIVATE_NETWORK: u8 = 2;
const LEAST: u8 = 4;
const TOLERATE_INSECURE: u8 = 8;
const NULL: u8 = 16;
const OPTIONS_CACHED: u8 = 32;
const MAX_AGE: u8 = 64;

/// Origins, methods, request headers, exposed headers (lists), switches (a byte), maximum age (two bytes and two more);
/// then the method (a part) and the header lines: a count, and for each a byte of [`NAMES`] and the value (a part).
pub(crate) fn run(reader: &mut Reader<'_>, stored: &mut Stored, answer: &mut Answer) -> Option<()> {
    let (origins, methods) = (list::<16>(reader)?, list::<16>(reader)?);
    let (request_headers, expose) = (list::<160>(reader)?, list::<16>(reader)?);
    let switches = reader.byte()?;
    let on = |switch| switches & switch != 0;
    let secs = reader.number()? as u32 | (reader.number()? as u32) << 16;
    let spec = PolicySpec {
        origins: &origins,
        methods: &methods,
        request_headers: &request_headers,
        expose: &expose,
        credentials: on(CREDENTIALS),
        max_age_secs: on(MAX_AGE).then_some(secs),
        private_network: on(PRIVATE_NETWORK),
        disclose_least: on(LEAST),
        options_cached_by_intermediary: on(OPTIONS_CACHED),
        dangerously_allow_null: on(NULL),
        dangerously_allow_http_with_credentials: on(TOLERATE_INSECURE),
        ..PolicySpec::EMPTY
    };
    for problem in spec.problems() {
        answer.text(problem.code().as_str());
        answer.number(problem.index());
    }
    if stored.try_replace(&spec).is_err() {
        answer.text("not built");
        return Some(());
    }
    let mut request = Request::new(reader.part()?);
    for _ in 0..reader.number()? {
        let name = match reader.byte()? {
            255 => reader.part()?,
            place => NAMES.get(usize::from(place))?.as_bytes(),
        };
        request.observe(name, reader.part()?);
    }
    let policy = stored.policy();
    let decision = policy.decide(&request);
    let (action, status) = match decision.action() {
        Action::Forward => ("forward", 0),
        Action::Respond { status } => ("respond", status),
        Action::Reject { status } => ("reject", status),
    };
    answer.text(action);
    answer.number(usize::from(status));
    answer.text(decision.reason(&request).map_or("granted", |reason| reason.code()));
    answer.part_written_by(|buffer| decision.write_to(&request, buffer).map(<[u8]>::len).ok());
    Some(())
}

type Texts<'a, const N: usize> = Vec<&'a str, N>;

fn list<'a, const N: usize>(reader: &mut Reader<'a>) -> Option<Texts<'a, N>> {
    let mut texts = Texts::new();
    for _ in 0..reader.number()? {
        texts.push(reader.text()?).ok()?;
    }
    Some(texts)
}
