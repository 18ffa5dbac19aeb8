//! The user agent's half: what a browser does with an answer, and why (Fetch, HTML).

mod client_hint;
mod construct;
pub mod embed;
mod profile;
mod request;
mod safelist;

pub use construct::{Init, InitError};
pub use profile::Profile;
pub use request::{Body, Credentials, Mode, RedirectMode, ReferrerPolicy, Request, RequestOrigin};
pub use safelist::{
    MAX_SAFELISTED_TOTAL, MAX_SAFELISTED_VALUE, UnsafeNames, is_safelisted_request_header, unsafe_names,
};
