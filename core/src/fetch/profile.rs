//! Profiles: where a user agent leaves the standards, as data.

/// What a user agent does where user agents differ. Every field is one named deviation; [`Profile::STANDARD`] has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// Ports that Fetch lists as bad and that are let through (Fetch `#port-blocking`). Chromium 156: 4190 and 6679.
    pub unblocked_ports: &'static [u16],
}

impl Profile {
    /// The standards to the letter.
    pub const STANDARD: Self = Self { unblocked_ports: &[] };

    /// Chromium 156, as observed.
    pub const CHROMIUM: Self = Self { unblocked_ports: &[4190, 6679] };
}
