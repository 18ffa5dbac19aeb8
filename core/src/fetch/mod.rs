//! The user agent's half: what a browser does with an answer, and why (Fetch, HTML).

pub mod access;
mod cache;
mod cache_mode;
mod check;
mod client_hint;
mod construct;
pub mod cookie;
pub mod document;
mod error;
mod filter;
mod hop;
pub mod message;
mod network_error;
mod origin_grammar;
mod origin_header;
mod preflight;
mod profile;
mod redirect;
mod referrer_policy;
mod request;
mod safelist;
pub mod window;

pub use cache::{CacheKey, DEFAULT_MAX_AGE, EntryCache, PreflightCache, ResultCache, max_age};
pub use cache_mode::CacheMode;
pub use check::{CheckError, Shared, cors_check};
pub use construct::{Init, InitError};
pub use error::CorsError;
pub use filter::{ResponseType, visible_headers};
pub use hop::{Hop, MAX_REDIRECTS, Next, RedirectTaint, Tainting};
pub use network_error::NetworkError;
pub use origin_header::origin_header;
pub use preflight::{Preflight, PreflightError};
pub use profile::Profile;
pub use redirect::{Redirect, is_redirect_status};
pub use referrer_policy::ReferrerPolicy;
pub use request::{Body, Credentials, Mode, RedirectMode, Request, RequestOrigin};
pub use safelist::{
    MAX_SAFELISTED_TOTAL, MAX_SAFELISTED_VALUE, UnsafeNames, is_safelisted_request_header, unsafe_names,
};
