//! The `crossorigin` attribute (HTML, "CORS settings attributes").

use crate::fetch::{Credentials, Mode};

/// The state of a CORS settings attribute (HTML `#cors-settings-attribute`).
///
/// ```
/// use corselet::fetch::embed::CrossOrigin;
/// use corselet::fetch::{Credentials, Mode};
///
/// let state = CrossOrigin::of(Some(b"Use-Credentials"));
/// assert_eq!((state.mode(false), state.credentials()), (Mode::Cors, Credentials::Include));
/// assert_eq!(CrossOrigin::of(None).mode(false), Mode::NoCors);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "HTML defines exactly these three states")]
pub enum CrossOrigin {
    /// No attribute.
    NoCors,
    /// `anonymous`, an empty value, or anything else.
    Anonymous,
    /// `use-credentials`.
    UseCredentials,
}

impl CrossOrigin {
    /// The state of an attribute's value; `None` stands for no attribute. ASCII case does not matter, blanks do.
    #[must_use]
    pub const fn of(attribute: Option<&[u8]>) -> Self {
        match attribute {
            None => Self::NoCors,
            Some(value) if value.eq_ignore_ascii_case(b"use-credentials") => Self::UseCredentials,
            Some(_) => Self::Anonymous,
        }
    }

    /// The mode of the request (HTML `#create-a-potential-cors-request`). `same_origin_fallback` is the flag of
    /// that algorithm: without the attribute, only the own origin is asked.
    #[must_use]
    pub const fn mode(self, same_origin_fallback: bool) -> Mode {
        match self {
            Self::NoCors if same_origin_fallback => Mode::SameOrigin,
            Self::NoCors => Mode::NoCors,
            Self::Anonymous | Self::UseCredentials => Mode::Cors,
        }
    }

    /// The credentials mode of the request (HTML `#create-a-potential-cors-request`).
    #[must_use]
    pub const fn credentials(self) -> Credentials {
        match self {
            Self::Anonymous => Credentials::SameOrigin,
            Self::NoCors | Self::UseCredentials => Credentials::Include,
        }
    }

    /// The credentials mode where the mode is always `cors`: module scripts, preloads of modules, fonts (HTML
    /// `#cors-settings-attribute-credentials-mode`).
    #[must_use]
    pub const fn module_credentials(self) -> Credentials {
        match self {
            Self::NoCors | Self::Anonymous => Credentials::SameOrigin,
            Self::UseCredentials => Credentials::Include,
        }
    }
}
