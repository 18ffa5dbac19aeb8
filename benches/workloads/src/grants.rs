//! The policies, and what they are made of, for those who build the like from it.

use corselet::{Policy, policy};

use crate::generate::{digits, texts};

/// The one origin of the policy that has one.
pub const ORIGIN: &str = "https://app.example.com";

/// The domain whose subdomains may read, where a pattern is granted.
pub const SUBDOMAINS_OF: &str = "example.com";

/// The granted methods.
pub const METHODS: &[&str] = &["GET", "PUT", "DELETE"];

/// The granted request headers.
pub const REQUEST_HEADERS: &[&str] = &["authorization", "content-type", "x-api-key", "x-requested-with"];

/// Whom a policy grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grants {
    /// [`ORIGIN`].
    One,
    /// So many [`numbered`] origins.
    Numbered(usize),
    /// Every subdomain of [`SUBDOMAINS_OF`].
    Subdomains,
    /// [`ORIGIN`], with as many header names as a request may ask for: [`worst_name`].
    ManyNames,
}

impl Grants {
    /// The policy.
    ///
    /// # Panics
    /// When there is none with so many origins.
    #[must_use]
    pub fn policy(self) -> &'static Policy<'static> {
        match self {
            Self::One => &ONE,
            Self::Numbered(10) => &TEN,
            Self::Numbered(100) => &HUNDRED,
            Self::Numbered(1_000) => &large::THOUSAND,
            #[cfg(feature = "std")]
            Self::Numbered(10_000) => &large::TEN_THOUSAND,
            #[cfg(feature = "std")]
            Self::Numbered(100_000) => &large::HUNDRED_THOUSAND,
            Self::Numbered(count) => panic!("no policy has {count} origins"),
            Self::Subdomains => &SUBDOMAINS,
            Self::ManyNames => &large::MANY_NAMES,
        }
    }
}

/// Origins that differ in a number only, all of one length: the worst for whoever compares lengths first.
#[must_use]
pub const fn numbered(number: usize) -> [u8; 28] {
    let mut text = *b"https://app00000.example.com";
    digits(&mut text, "https://app".len(), 5, number);
    text
}

const fn all_numbered<const N: usize>() -> [[u8; 28]; N] {
    let mut all = [[0; 28]; N];
    let mut number = 0;
    while number < N {
        all[number] = numbered(number);
        number += 1;
    }
    all
}

pub(crate) const WORST_NAMES: usize = 128;

/// 128 of them and 124 commas are 4,092 bytes.
pub(crate) const WORST_LEN: usize = 31;

/// Header names that differ at their ends only.
#[must_use]
pub const fn worst_name(number: usize) -> [u8; 31] {
    let mut text = *b"x-request-header-of-a-kind-0000";
    digits(&mut text, WORST_LEN - 4, 4, number);
    text
}

const fn all_worst_names() -> [[u8; WORST_LEN]; WORST_NAMES] {
    let mut all = [[0; WORST_LEN]; WORST_NAMES];
    let mut number = 0;
    while number < WORST_NAMES {
        all[number] = worst_name(number);
        number += 1;
    }
    all
}

const SUBDOMAINS_PATTERN: &str = "https://*.example.com";

macro_rules! granting {
    ($origins:expr, $headers:ident) => {{
        const ORIGINS: &[&str] = $origins;
        policy! {
            origins: ORIGINS,
            methods: METHODS,
            request_headers: $headers,
            credentials: true,
            max_age_secs: 600,
            options_cached_by_intermediary: true,
        }
    }};
}

macro_rules! granting_numbered {
    ($count:literal) => {{
        const BYTES: &[[u8; 28]; $count] = &all_numbered();
        granting!(&texts(BYTES), REQUEST_HEADERS)
    }};
}

static ONE: Policy = granting!(&[ORIGIN], REQUEST_HEADERS);
static TEN: Policy = granting_numbered!(10);
static HUNDRED: Policy = granting_numbered!(100);
static SUBDOMAINS: Policy = granting!(&[SUBDOMAINS_PATTERN], REQUEST_HEADERS);

/// What takes the compiler long, as it takes a device nothing.
#[cfg(not(feature = "std"))]
#[allow(long_running_const_eval, reason = "lists are checked, rendered and sorted")]
mod large {
    use super::*;

    const WORST_BYTES: &[[u8; WORST_LEN]; WORST_NAMES] = &all_worst_names();
    const WORST: &[&str] = &texts(WORST_BYTES);

    pub(super) static THOUSAND: Policy = granting_numbered!(1000);
    pub(super) static MANY_NAMES: Policy = granting!(&[ORIGIN], WORST);
}

/// The same, and policies too large for any device, made when they are first asked for.
#[cfg(feature = "std")]
mod large {
    use corselet::policy::{IndexedPolicy, PolicySpec};
    use std::boxed::Box;
    use std::sync::LazyLock;
    use std::vec::Vec;

    use super::{
        METHODS, ORIGIN, Policy, REQUEST_HEADERS, WORST_LEN, WORST_NAMES, all_worst_names, numbered, texts,
    };

    const SPEC: PolicySpec<'static> = PolicySpec {
        methods: METHODS,
        request_headers: REQUEST_HEADERS,
        credentials: true,
        max_age_secs: Some(600),
        options_cached_by_intermediary: true,
        ..PolicySpec::EMPTY
    };

    pub(super) static THOUSAND: LazyLock<Policy<'static>> = LazyLock::new(|| numbered_policy(1_000));
    pub(super) static TEN_THOUSAND: LazyLock<Policy<'static>> = LazyLock::new(|| numbered_policy(10_000));
    pub(super) static HUNDRED_THOUSAND: LazyLock<Policy<'static>> =
        LazyLock::new(|| numbered_policy(100_000));

    pub(super) static MANY_NAMES: LazyLock<Policy<'static>> = LazyLock::new(|| {
        const BYTES: &[[u8; WORST_LEN]; WORST_NAMES] = &all_worst_names();
        made(&PolicySpec { origins: &[ORIGIN], request_headers: &texts(BYTES), ..SPEC })
    });

    fn numbered_policy(count: usize) -> Policy<'static> {
        let bytes: Vec<[u8; 28]> = (0..count).map(numbered).collect();
        let origins: Vec<&str> = bytes.iter().map(|bytes| crate::generate::text(bytes)).collect();
        made(&PolicySpec { origins: &origins, ..SPEC })
    }

    fn made(spec: &PolicySpec<'_>) -> Policy<'static> {
        Box::leak(Box::new(IndexedPolicy::try_build(spec).expect("it is valid"))).policy()
    }
}
