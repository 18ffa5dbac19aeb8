//! The floor: the least that any engine must do, by hand.
//!
//! An engine must compare the request's origin with what its owner wrote down, and must hand out or copy an answer. These
//! routines do that and nothing else: the answers are rendered beforehand, the origin, the method and the header names are
//! each compared as one string. So they are no engine: they know one single preflight, and would refuse the same names in
//! another order. What an engine costs beyond them is the price of being right.
//!
//! `f0` knows its configuration while it is compiled; `f1` gets it behind a pointer, as every engine does, and is what all
//! ratios refer to. `ref` hands out the answer, `write` copies it into a buffer. Many origins: one hash, one probe of a
//! table, one comparison. Subdomains: one comparison of the scheme and one of the suffix; what stands between is not looked
//! at, although it is echoed.

mod configuration;
mod routines;

use std::hint::black_box;

use corselet::header::Field;
use workloads::{Grants, Workload};

use crate::case::Case;
use configuration::Configuration;
use routines::Room;

/// The observed fields, as a floor wants them.
#[derive(Clone, Copy)]
struct Seen {
    origin: Option<&'static [u8]>,
    /// The requested method, if it is a preflight.
    requested: Option<&'static [u8]>,
    headers: &'static [u8],
}

impl Seen {
    fn of(workload: &Workload) -> Self {
        let value = |field: Field| {
            let mut lines = workload.lines.iter();
            lines.find(|(name, _)| *name == field.name().as_bytes()).map(|(_, value)| *value)
        };
        Self {
            origin: value(Field::Origin),
            requested: value(Field::RequestMethod).filter(|_| workload.method == b"OPTIONS"),
            headers: value(Field::RequestHeaders).unwrap_or_default(),
        }
    }
}

type Asked = (&'static Configuration, &'static Seen);

/// The cases of the floor with `workload`. Names in any order and case are not for it.
pub(crate) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let seen: &'static Seen = Box::leak(Box::new(Seen::of(workload)));
    let configuration: &'static Configuration = Box::leak(Box::new(Configuration::of(workload.grants)));
    let asked: Asked = (configuration, seen);
    let name = workload.name;
    let mut case = |subject, asked: Asked, call: fn(Asked, &mut Room)| {
        let mut room = Box::new(Room::EMPTY);
        cases.push(Case::same(subject, name, asked, move |asked| call(asked, &mut room)));
    };
    match workload.grants {
        Grants::One => {
            case("f0-ref", asked, |(_, seen), _| {
                black_box(routines::counted_f0_ref(seen));
            });
            case("f0-write", asked, |(_, seen), room| routines::counted_f0_write(seen, room));
            case("f1-ref", asked, |(configuration, seen), _| {
                black_box(routines::counted_f1_ref(configuration, seen));
            });
            case("f1-write", asked, |(configuration, seen), room| {
                routines::counted_f1_write(configuration, seen, room)
            });
        }
        Grants::Numbered(_) => case("f1-write", asked, |(configuration, seen), room| {
            routines::counted_f1_hashed(configuration, seen, room)
        }),
        Grants::Subdomains => case("f1-write", asked, |(configuration, seen), room| {
            routines::counted_f1_subdomains(configuration, seen, room)
        }),
        Grants::ManyNames => {}
    }
}
