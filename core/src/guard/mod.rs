//! The guard: refuses what CORS does not stop.
//!
//! CORS decides who may *read* an answer. Whatever page a user happens to look at may still send a form to the device,
//! put its pages into a frame, or give the device's address a name of its own and be of the same origin with it (DNS
//! rebinding). A [`Guard`] looks at each request before its handler runs, and lends the header lines that keep answers
//! out of other pages. What it cannot stop: a `GET` that changes something, and whatever is no browser.
//!
//! # The host
//! A request passes only if the host that it asks for is on the list: the device's names and addresses. Behind the list,
//! and only there, does it mean something that a page's origin is the host that it writes to.
//!
//! | the request says | decision |
//! |---|---|
//! | a listed name or address, in any case | taken |
//! | ... with any port | taken: who rebinds a name needs the name, and a device behind a forwarded port knows neither |
//! | ... with one dot at the end | taken: the same name of the DNS, though another origin |
//! | no `host`, as HTTP/1.0 allows | [`HostMissing`](Reason::HostMissing): no browser sends that |
//! | two `host` lines, even if they are equal | [`HostRepeated`](Reason::HostRepeated) |
//! | `host` and `:authority`, or an absolute target, that are not equal | [`HostConflicting`](Reason::HostConflicting) (RFC 9113 8.3.1; RFC 9112 3.2.2 would have the first ignored) |
//! | an empty port, one over 65,535 or with leading zeros | [`HostMalformed`](Reason::HostMalformed) |
//! | a user name, a path, a blank, two dots at the end | [`HostMalformed`](Reason::HostMalformed) |
//! | an address as no browser writes it (`127.1`, `[0:0:0:0:0:0:0:1]`, a zone) | [`HostMalformed`](Reason::HostMalformed) |
//! | any other host | [`HostUnknown`](Reason::HostUnknown), also a name under a listed one |
//!
//! # The page
//! What set the request off is told by `Sec-Fetch-Site` where it comes; by `origin` against the host where it does not
//! (over plain http, but to a loopback address, browsers send no `Sec-Fetch-` field); by nothing where neither comes:
//! that is no browser, or a load that `origin` never comes with, and it passes. Preflights pass too: they do nothing, and
//! CORS answers them.
//!
//! A page of the device's own that is served with `Referrer-Policy: no-referrer` sends `origin: null` with its forms:
//! over plain http they are then refused.

mod answer;
mod arrival;
mod cross_site;
#[cfg(feature = "csrf")]
pub mod csrf;
mod host;
mod problem;
mod reason;
mod spec;

pub use answer::Fields;
pub use arrival::{Arrival, MAX_AUTHORITY_LEN};
pub use problem::{GuardField, GuardProblem, GuardProblemCode, GuardProblems};
pub use reason::{Deed, Reason};
pub use spec::{Framing, GuardSpec, OpenerPolicy, ResourcePolicy, Rule};

#[doc(hidden)]
pub mod compile_time {
    //! What the expansion of `guard!` uses; not for use by hand.
    use super::{Guard, GuardSpec, answer};
    use crate::header::Fill;

    pub use super::problem::assert_valid;

    /// How many bytes the header lines take.
    #[must_use]
    pub const fn block_len(spec: &GuardSpec<'_>) -> usize {
        let mut block = Fill::new(&mut []);
        answer::render(spec, &mut block);
        block.len()
    }

    /// The header lines, of exactly this length.
    #[must_use]
    pub const fn block<const LEN: usize>(spec: &GuardSpec<'_>) -> [u8; LEN] {
        let mut block = [0; LEN];
        answer::render(spec, &mut Fill::new(&mut block));
        block
    }

    /// The guard over its lines; its problems are none.
    #[must_use]
    pub const fn guard<'a>(spec: &GuardSpec<'a>, block: &'a [u8]) -> Guard<'a> {
        Guard::over(spec, block)
    }
}

use crate::header::{BufferTooSmall, Fill};
use crate::server::{CheckedHost, Request};
use core::net::IpAddr;

/// A checked guard: lists and header lines, all borrowed. A device keeps it in flash.
///
/// ```
/// use corselet::guard::{Arrival, Deed, Guard, Reason};
/// use corselet::server::Scheme;
/// use corselet::{Request, guard};
///
/// static GUARD: Guard = guard! { hosts: ["gateway.local"], trusted_writers: ["https://app.example.com"] };
///
/// let refused = |method: &'static [u8], host: &[u8], origin: &[u8]| {
///     let (mut arrival, mut request) = (Arrival::new(Scheme::Http), Request::new(method));
///     for (name, value) in [(&b"host"[..], host), (b"origin", origin)] {
///         arrival.observe(name, value);
///         request.observe(name, value);
///     }
///     GUARD.admit(&arrival, &request).err()
/// };
/// assert_eq!(refused(b"PUT", b"gateway.local", b"http://gateway.local"), None);
/// assert_eq!(refused(b"PUT", b"gateway.local", b"https://app.example.com"), None);
/// let foreign = Some(Reason::OtherOrigin(Deed::Write));
/// assert_eq!(refused(b"PUT", b"gateway.local", b"https://evil.example"), foreign);
/// // The attacker's name, made to point at the device: its pages are of the same origin as the answer.
/// assert_eq!(refused(b"PUT", b"evil.example", b"http://evil.example"), Some(Reason::HostUnknown));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Guard<'a> {
    hosts: &'a [&'a str],
    names: &'a [&'a str],
    addresses: &'a [IpAddr],
    trusted_writers: &'a [&'a str],
    writers: &'a [&'a str],
    rule: Rule,
    block: &'a [u8],
}

impl<'a> Guard<'a> {
    const fn over(spec: &GuardSpec<'a>, block: &'a [u8]) -> Self {
        Self {
            hosts: spec.hosts,
            names: &[],
            addresses: &[],
            trusted_writers: spec.trusted_writers,
            writers: &[],
            rule: spec.rule,
            block,
        }
    }

    /// Checks a guard at run time and renders its header lines into `buffer`; [`guard!`](crate::guard!) does both while
    /// the program is compiled.
    ///
    /// # Errors
    /// [`GuardError`]: the guard has a problem, or its lines do not fit.
    pub fn try_build(spec: &GuardSpec<'a>, buffer: &'a mut [u8]) -> Result<Self, GuardError> {
        if let Some(problem) = spec.problems().next() {
            return Err(GuardError::Invalid(problem));
        }
        let mut block = Fill::new(buffer);
        answer::render(spec, &mut block);
        let needed = block.len();
        let block = buffer.get(..needed).ok_or(GuardError::Buffer(BufferTooSmall { needed }))?;
        Ok(Self::over(spec, block))
    }

    /// The guard with these names beside its hosts: what the device is called, where that is only known at run time.
    /// Compared in any case; one that is no host name matches no request. Replaces those given before.
    #[must_use]
    pub const fn with_names(mut self, names: &'a [&'a str]) -> Self {
        self.names = names;
        self
    }

    /// The guard with these addresses beside its hosts: the device's own, of each of its interfaces. Replaces those
    /// given before.
    #[must_use]
    pub const fn with_addresses(mut self, addresses: &'a [IpAddr]) -> Self {
        self.addresses = addresses;
        self
    }

    /// The guard with these trusted writers beside its own: origins, compared byte by byte; `null` never counts, and
    /// what is no origin matches no request. Replaces those given before.
    #[must_use]
    pub const fn with_trusted_writers(mut self, writers: &'a [&'a str]) -> Self {
        self.writers = writers;
        self
    }

    /// Lets a request pass, or says why not. First the host, then the page. Hand in both views of the same request.
    ///
    /// Linear in the lists; of the request only values of bounded length are looked at.
    ///
    /// # Errors
    /// [`Reason`]: answer with its [`status`](Reason::status) and the guard's fields, and do not run the handler.
    pub fn admit<'r>(&self, arrival: &Arrival<'r>, request: &Request<'r>) -> Result<CheckedHost<'r>, Reason> {
        let host = self.check_host(arrival)?;
        self.check_site(arrival, request, &host)?;
        Ok(host)
    }

    /// The header lines that every answer is to carry, refusals and errors too: `name: value` and CR LF each. Ready, the
    /// same for every request.
    #[must_use]
    pub const fn block(&self) -> &'a [u8] {
        self.block
    }

    /// The same, field by field.
    #[must_use]
    pub const fn fields(&self) -> Fields<'a> {
        Fields::new(self.block)
    }
}

/// Why a guard was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum GuardError {
    /// The first problem; [`GuardSpec::problems`] tells all of them.
    Invalid(GuardProblem),
    /// The header lines need more bytes than there are.
    Buffer(BufferTooSmall),
}

impl core::fmt::Display for GuardError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Invalid(problem) => problem.fmt(f),
            Self::Buffer(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for GuardError {}

/// Checks and compiles a guard while the program is compiled: a guard with a problem does not build, and the compiler's
/// message says which entry it is and why.
///
/// The hosts come first and cannot be left out: without them nothing that the guard could say of a page would hold. An
/// empty list says that they are all [told](crate::guard::Guard::with_names) at run time. Of the other fields of
/// [`GuardSpec`](crate::guard::GuardSpec) name those that differ from its `EMPTY`. The value is a
/// [`Guard`](crate::guard::Guard) over constants.
///
/// ```
/// use corselet::guard;
/// use corselet::guard::{Framing, Guard, Rule};
///
/// static GUARD: Guard = guard! {
///     hosts: ["gateway.local", "192.168.4.1"],
///     trusted_writers: ["https://app.example.com"],
///     rule: Rule::RESOURCE_ISOLATION,
///     framing: Framing::SameOrigin,
/// };
/// ```
///
/// ```compile_fail
/// # use corselet::{guard, guard::Guard};
/// // error: guard: hosts "*.local": whoever owns one of the names that a wildcard stands for gets past the guard
/// static GUARD: Guard = guard! { hosts: ["*.local"] };
/// ```
///
/// ```compile_fail
/// # use corselet::{guard, guard::Guard};
/// // error: no rules expected
/// static GUARD: Guard = guard! { trusted_writers: ["https://app.example.com"] };
/// ```
#[macro_export]
macro_rules! guard {
    (hosts: $($fields:tt)*) => {{
        const SPEC: $crate::guard::GuardSpec<'static> = $crate::guard_spec!(hosts: $($fields)*);
        const _: () = $crate::guard::compile_time::assert_valid(&SPEC);
        const LEN: usize = $crate::guard::compile_time::block_len(&SPEC);
        // A static, not a constant, so that a linker's map tells what a guard takes.
        static BLOCK: [u8; LEN] = $crate::guard::compile_time::block(&SPEC);
        const GUARD: $crate::guard::Guard<'static> = $crate::guard::compile_time::guard(&SPEC, &BLOCK);
        GUARD
    }};
}

/// The fields of a guard as a constant [`GuardSpec`](crate::guard::GuardSpec), written as in
/// [`guard!`](crate::guard!) but not checked: to be checked at run time, or to have its problems listed.
///
/// ```
/// use corselet::guard_spec;
///
/// let spec = guard_spec! { hosts: ["Gateway.local"], trusted_writers: ["null"] };
/// assert_eq!(spec.problems().count(), 2);
/// ```
#[macro_export]
macro_rules! guard_spec {
    () => { $crate::guard::GuardSpec::EMPTY };
    ($name:ident : [$($entry:expr),* $(,)?] $(, $($rest:tt)*)?) => {
        $crate::guard::GuardSpec { $name: &[$($entry),*], ..$crate::guard_spec!($($($rest)*)?) }
    };
    ($name:ident : $value:expr $(, $($rest:tt)*)?) => {
        $crate::guard::GuardSpec { $name: $value, ..$crate::guard_spec!($($($rest)*)?) }
    };
}
