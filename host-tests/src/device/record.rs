//! Writing records in the form that the crate `cases` reads.

use cases::{Kind, NAMES};

/// Switches of a policy, one bit each, as the crate `cases` reads them.
pub(super) const CREDENTIALS: u8 = 1;
pub(super) const PRIVATE_NETWORK: u8 = 2;
pub(super) const LEAST: u8 = 4;
pub(super) const TOLERATE_INSECURE: u8 = 8;
pub(super) const NULL: u8 = 16;
pub(super) const OPTIONS_CACHED: u8 = 32;
const MAX_AGE: u8 = 64;

/// A policy as a record holds it.
#[derive(Clone, Debug, Default)]
pub(super) struct Policy {
    pub(super) origins: Vec<String>,
    pub(super) methods: Vec<String>,
    pub(super) request_headers: Vec<String>,
    pub(super) expose: Vec<String>,
    pub(super) switches: u8,
    pub(super) max_age: Option<u32>,
}

/// A record of bytes that are the whole of its input.
pub(super) fn bytes(kind: Kind, value: &[u8]) -> Vec<u8> {
    let mut record = vec![kind as u8];
    part(&mut record, value);
    record
}

/// A record of a policy and a request.
pub(super) fn decide(policy: &Policy, method: &[u8], lines: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut record = vec![Kind::Decide as u8];
    for list in [&policy.origins, &policy.methods, &policy.request_headers, &policy.expose] {
        number(&mut record, list.len());
        list.iter().for_each(|text| part(&mut record, text.as_bytes()));
    }
    record.push(policy.switches | if policy.max_age.is_some() { MAX_AGE } else { 0 });
    record.extend_from_slice(&policy.max_age.unwrap_or(0).to_le_bytes());
    part(&mut record, method);
    number(&mut record, lines.len());
    for (name, value) in lines {
        match NAMES.iter().position(|known| known.as_bytes().eq_ignore_ascii_case(name)) {
            Some(place) => record.push(place as u8),
            None => {
                record.push(255);
                part(&mut record, name);
            }
        }
        part(&mut record, value);
    }
    record
}

fn number(record: &mut Vec<u8>, number: usize) {
    // What is cut here is read as something else, on the host and on the device alike.
    record.extend_from_slice(&(number as u16).to_le_bytes());
}

fn part(record: &mut Vec<u8>, bytes: &[u8]) {
    number(record, bytes.len());
    record.extend_from_slice(bytes);
}
