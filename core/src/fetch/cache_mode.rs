//! A request's cache mode (Fetch `#concept-request-cache-mode`), as far as preflights ask about it.

use super::Profile;

/// A request's cache mode (Fetch `#concept-request-cache-mode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CacheMode {
    /// `default`
    Default,
    /// `no-store`
    NoStore,
    /// `reload`
    Reload,
    /// `no-cache`
    NoCache,
    /// `force-cache`
    ForceCache,
    /// `only-if-cached`
    OnlyIfCached,
}

impl CacheMode {
    /// Whether a remembered preflight may be used: always by the standard, see
    /// [`Profile::cache_mode_rules_preflights`].
    #[must_use]
    pub const fn uses_preflights(self, profile: &Profile) -> bool {
        !(profile.cache_mode_rules_preflights && matches!(self, Self::NoStore | Self::Reload | Self::NoCache))
    }

    /// Whether a preflight's answer may be remembered: always by the standard, see
    /// [`Profile::cache_mode_rules_preflights`].
    #[must_use]
    pub const fn remembers_preflights(self, profile: &Profile) -> bool {
        !(profile.cache_mode_rules_preflights && matches!(self, Self::NoStore))
    }
}
