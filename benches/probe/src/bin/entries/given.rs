//! What the entries are given: anything that their types allow.

use core::net::IpAddr;
use corselet::fetch::cookie::{Cookie, CookieRequest};
use corselet::fetch::embed::{CorpRequest, Destination, MediaRequest, TimingRequest};
use corselet::fetch::{self, CacheKey, Credentials, EntryCache, Hop, Init, Profile, Redirect, ResultCache};
use corselet::gate::{self, Gate};
use corselet::guard::csrf::{Secret, Token, TokenError};
use corselet::guard::{self, Arrival, Guard, GuardProblem, GuardProblems, GuardSpec};
use corselet::header::{Elements, Field, Head, HeadError, HeaderList, Lines, Split, Values};
use corselet::origin::site::LastLabel;
use corselet::origin::url::{Scratch, Url};
use corselet::origin::{EnvironmentOrigin, Host, Origin, OriginError, TupleOrigin};
use corselet::policy::{
    PolicySpec, PolicyText, Problem, Problems, StoredPolicy, SuffixProblems, TextError, TextErrors,
};
use corselet::server::{CheckedHost, Fields, Reason, Scheme, Value};
use corselet::{Decision, Policy, Request};
use rand_core::{TryCryptoRng, TryRng};

#[cfg_attr(not(feature = "browser"), expect(dead_code, reason = "some of it is for the user agent's half"))]
pub(crate) struct Given<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) more: &'a [u8],
    pub(crate) text: &'a str,
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
    pub(crate) suffix_problems: &'a mut SuffixProblems<'a, 'a, LastLabel>,
    pub(crate) problem: &'a Problem,
    pub(crate) policy_text: &'a PolicyText<'a, 8, 16>,
    pub(crate) text_errors: &'a mut TextErrors<'a>,
    pub(crate) text_error: &'a TextError,
    pub(crate) policy: &'a Policy<'a>,
    pub(crate) stored: &'a mut StoredPolicy<1024, 8, 16>,
    pub(crate) request: &'a mut Request<'a>,
    pub(crate) decision: &'a Decision<'a>,
    pub(crate) fields: &'a mut Fields<'a>,
    pub(crate) value: &'a mut Value<'a>,
    pub(crate) reason: &'a Reason,
    pub(crate) texts: &'a [&'a str],
    pub(crate) addresses: &'a [IpAddr],
    pub(crate) scheme: Scheme,
    pub(crate) arrival: &'a mut Arrival<'a>,
    pub(crate) guard_spec: &'a GuardSpec<'a>,
    pub(crate) guard_problems: &'a mut GuardProblems<'a>,
    pub(crate) guard_problem: &'a GuardProblem,
    pub(crate) guard: &'a Guard<'a>,
    pub(crate) guard_reason: guard::Reason,
    pub(crate) guard_fields: &'a mut guard::Fields<'a>,
    pub(crate) own: &'a CheckedHost<'a>,
    pub(crate) secret: &'a Secret,
    pub(crate) token: &'a Token,
    pub(crate) token_error: TokenError,
    pub(crate) rng: &'a mut Rng<'a>,
    pub(crate) gate: &'a Gate<'a>,
    pub(crate) gate_request: &'a mut gate::Request<'a>,
    pub(crate) gate_decision: &'a gate::Decision<'a>,
    pub(crate) gate_reason: &'a gate::Reason,
    pub(crate) gate_fields: &'a mut gate::Fields<'a>,
    pub(crate) url: &'a Url<'a>,
    pub(crate) other_url: &'a Url<'a>,
    pub(crate) scratch: &'a mut Scratch<'a>,
    pub(crate) profile: &'a Profile,
    pub(crate) init: &'a Init<'a>,
    pub(crate) fetch: &'a fetch::Request<'a>,
    pub(crate) hop: Hop<'a>,
    pub(crate) redirect: &'a Redirect<'a>,
    pub(crate) credentials: Credentials,
    pub(crate) status: u16,
    pub(crate) now: u64,
    pub(crate) key: &'a CacheKey<'a>,
    pub(crate) entries: &'a mut EntryCache<8, 1024>,
    pub(crate) results: &'a mut ResultCache<8, 1024>,
    pub(crate) destination: Destination,
    pub(crate) media: MediaRequest,
    pub(crate) corp: &'a CorpRequest<'a>,
    pub(crate) timing: &'a TimingRequest<'a>,
    pub(crate) origins: &'a [Origin<'a>],
    pub(crate) cookie: &'a Cookie<'a>,
    pub(crate) cookie_request: &'a CookieRequest<'a, 'a>,
    pub(crate) environment: &'a EnvironmentOrigin<'a>,
    pub(crate) other_environment: &'a EnvironmentOrigin<'a>,
}

/// A source of randomness of which nothing is known.
pub(crate) struct Rng<'a> {
    bytes: &'a [u8],
}

impl TryRng for Rng<'_> {
    type Error = core::fmt::Error;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Err(core::fmt::Error)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Err(core::fmt::Error)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        let random = self.bytes.get(..bytes.len()).ok_or(core::fmt::Error)?;
        bytes.iter_mut().zip(random).for_each(|(slot, byte)| *slot = *byte);
        Ok(())
    }
}

impl TryCryptoRng for Rng<'_> {}
