//! What an owner writes down: the fields of a guard, not checked yet.

/// The fields of a guard as its owner writes them. [`guard!`](crate::guard!) checks and compiles them into a
/// [`Guard`](super::Guard); [`problems`](Self::problems) tells everything that is wrong with them.
///
/// [`EMPTY`](Self::EMPTY) has no host, so it refuses everything; name only the fields that differ from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuardSpec<'a> {
    /// The names and addresses that the device goes by: exact names in lower case, IPv4 addresses, IPv6 addresses in
    /// their brackets; without port and without wildcard. A name that anybody may give himself, such as every name under
    /// `.local`, would be none. What is only known at run time:
    /// [`Guard::with_names`](super::Guard::with_names), [`Guard::with_addresses`](super::Guard::with_addresses).
    pub hosts: &'a [&'a str],
    /// Exact origins whose pages may write though they are not the host's own. A list apart from every CORS policy's:
    /// who may read may not write. No pattern, no `*`, no `null`.
    pub trusted_writers: &'a [&'a str],
    /// What requests of other pages are refused.
    pub rule: Rule,
    /// Who may show an answer in a frame.
    pub framing: Framing,
    /// Who may load an answer into a page without asking by CORS.
    pub resource_policy: ResourcePolicy,
    /// Whether a page that opens this one in a window keeps hold of it.
    pub opener_policy: OpenerPolicy,
    /// Origins whose pages may read the timing of a load, or `*` alone.
    pub timing_origins: &'a [&'a str],
}

impl GuardSpec<'_> {
    /// No host, no writer, and the strictest headers; the rule is [`Rule::CROSS_ORIGIN_WRITES`].
    pub const EMPTY: Self = GuardSpec {
        hosts: &[],
        trusted_writers: &[],
        rule: Rule::CROSS_ORIGIN_WRITES,
        framing: Framing::Nobody,
        resource_policy: ResourcePolicy::SameOrigin,
        opener_policy: OpenerPolicy::SameOrigin,
        timing_origins: &[],
    };
}

impl Default for GuardSpec<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}

/// Which requests of other pages are refused: one of two ready rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rule {
    pub(super) isolates: bool,
}

impl Rule {
    /// Writes: every method but `GET`, `HEAD` and `OPTIONS`, and every upgrade of the connection, unless a page of the
    /// very same origin set it off. As Go's `CrossOriginProtection`, which does not look at upgrades. For routes whose
    /// answers other origins may read.
    pub const CROSS_ORIGIN_WRITES: Self = Self { isolates: false };

    /// Whatever another site sets off, reads and embeds too, but for `GET` navigations: the resource isolation policy of
    /// Fetch Metadata. Pages of the same site pass, with all methods. For routes that are nobody's but the host's own;
    /// cross-origin `fetch` of a CORS policy would be refused.
    pub const RESOURCE_ISOLATION: Self = Self { isolates: true };
}

/// Who may show an answer in a frame: `x-frame-options`, and `frame-ancestors` for browsers that know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Framing {
    /// Nobody.
    Nobody,
    /// Pages of the same origin.
    SameOrigin,
    /// Everybody: a frame can then be laid under another page's clicks.
    Everybody,
}

/// Who may load an answer into a page without asking by CORS (Fetch `#cross-origin-resource-policy-header`): images,
/// scripts and the like. Answers that CORS grants are not concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ResourcePolicy {
    /// Pages of the same origin.
    SameOrigin,
    /// Pages of the same site.
    SameSite,
    /// Everybody.
    CrossOrigin,
}

/// Whether a window keeps hold of one that it opened (HTML `#cross-origin-opener-policies`). Browsers heed it where the
/// page came by https, or from a loopback address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum OpenerPolicy {
    /// Only among pages of the same origin with the same policy.
    SameOrigin,
    /// As `SameOrigin`, but windows that this page opens it keeps hold of.
    SameOriginAllowPopups,
    /// Always: nothing is sent.
    UnsafeNone,
}
