//! What the entries are given: anything that their types allow.

use corselet::header::{Elements, Field, Head, HeadError, HeaderList, Lines, Split, Values};
use corselet::origin::{Host, Origin, OriginError, TupleOrigin};
use corselet::policy::{PolicySpec, Problem, Problems, StoredPolicy};
use corselet::server::{Fields, Reason, Value};
use corselet::{Decision, Policy, Request};

pub(crate) struct Given<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) more: &'a [u8],
    pub(crate) slices: &'a [&'a [u8]],
    pub(crate) pairs: &'a [(&'a [u8], &'a [u8])],
    pub(crate) buffer: &'a mut [u8],
    pub(crate) origin: &'a Origin<'a>,
    pub(crate) other_origin: &'a Origin<'a>,
    pub(crate) tuple: &'a TupleOrigin<'a>,
    pub(crate) other_tuple: &'a TupleOrigin<'a>,
    pub(crate) host: &'a Host<'a>,
    pub(crate) origin_error: &'a OriginError,
    pub(crate) field: Field,
    pub(crate) elements: &'a mut Elements<'a>,
    pub(crate) split: &'a mut Split<'a>,
    pub(crate) list: &'a HeaderList<'a>,
    pub(crate) values: &'a mut Values<'a>,
    pub(crate) head: &'a Head<'a>,
    pub(crate) head_lines: &'a mut Lines<'a>,
    pub(crate) head_error: HeadError,
    pub(crate) spec: &'a PolicySpec<'a>,
    pub(crate) problems: &'a mut Problems<'a>,
    pub(crate) problem: &'a Problem,
    pub(crate) policy: &'a Policy<'a>,
    pub(crate) stored: &'a mut StoredPolicy<1024, 8, 16>,
    pub(crate) request: &'a mut Request<'a>,
    pub(crate) decision: &'a Decision<'a>,
    pub(crate) fields: &'a mut Fields<'a>,
    pub(crate) value: &'a mut Value<'a>,
    pub(crate) reason: &'a Reason,
}
