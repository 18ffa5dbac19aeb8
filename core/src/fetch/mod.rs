//! The user agent's half: what a browser does with an answer, and why (Fetch, HTML).
//!
//! A program that only serves links none of it. What is used takes, in bytes of code on a Cortex-M3 (thumbv7m, opt-level
//! `z`, fat LTO; what several share is counted where it is listed first):
//!
//! | algorithm | bytes |
//! |---|---|
//! | reading a URL, every form | 7,362 |
//! | serialising a URL | 992 |
//! | sites | 360 |
//! | constructing a request | 1,168 |
//! | safelist and unsafe names | 1,978 |
//! | preflight check | 804 |
//! | CORS check, with the reason's fine print | 1,102 |
//! | filtering | 468 |
//! | hops and redirects | 2,372 |
//! | both preflight caches | 3,238 |
//! | bad ports | 244 |
//! | nosniff and MIME types | 994 |
//! | opaque-response blocking | 2,298 |
//! | Cross-Origin-Resource-Policy | 540 |
//! | X-Frame-Options and `frame-ancestors` | 2,050 |
//! | Timing-Allow-Origin | 188 |
//! | Sec-Fetch-Site | 204 |
//! | cookies | 500 |
//! | windows | 110 |

pub mod access;
mod cache;
mod cache_mode;
mod check;
mod client_hint;
mod construct;
pub mod cookie;
pub mod document;
pub mod embed;
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
