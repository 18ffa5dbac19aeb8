//! The peers, each with the like of this engine's policy, as far as they can express it.

mod actix;
mod cors_core;
mod poem;
mod salvo;
pub(crate) mod tower_http;
mod warp;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use http::{HeaderValue, Method};
use workloads::{Grants, Workload};

use crate::case::Case;

const MAX_AGE: u64 = 600;

fn methods() -> [Method; 3] {
    [Method::GET, Method::PUT, Method::DELETE]
}

fn request_headers() -> [HeaderName; 4] {
    let names = [AUTHORIZATION, CONTENT_TYPE]
        .into_iter()
        .chain(["x-api-key", "x-requested-with"].map(HeaderName::from_static));
    names.collect::<Vec<_>>().try_into().expect("there are four")
}

/// The exact origins; none where subdomains are granted.
fn origins(grants: Grants) -> Vec<String> {
    match grants {
        Grants::One => vec![workloads::ORIGIN.to_owned()],
        Grants::Numbered(count) => {
            let text = |number| String::from_utf8(workloads::numbered(number).to_vec());
            (0..count).map(|number| text(number).expect("it is ASCII")).collect()
        }
        Grants::Subdomains | Grants::ManyNames => Vec::new(),
    }
}

fn origin_values(grants: Grants) -> impl Iterator<Item = HeaderValue> {
    origins(grants).into_iter().map(|origin| HeaderValue::try_from(origin).expect("an origin is a value"))
}

/// For peers that take a function instead of a pattern.
fn is_subdomain(origin: &[u8]) -> bool {
    origin.starts_with(b"https://") && origin.ends_with(const { suffix() })
}

const fn suffix() -> &'static [u8] {
    b".example.com"
}

/// The cases of all peers with `workload`. Nobody else limits how many names a preflight may ask for.
pub(crate) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    if workload.grants == Grants::ManyNames {
        return;
    }
    tower_http::cases(workload, cases);
    actix::cases(workload, cases);
    salvo::cases(workload, cases);
    poem::cases(workload, cases);
    warp::cases(workload, cases);
    cors_core::cases(workload, cases);
}
