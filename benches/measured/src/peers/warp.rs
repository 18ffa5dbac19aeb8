//! `warp`: its `cors` filter. It knows no patterns.

use ::warp::Filter;
use bytes::Bytes;
use http_body_util::Empty;
use tower_service::Service;
use workloads::{Grants, Workload};

use crate::case::Case;
use crate::over_http::{at_once, bare, headers, request};

pub(super) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    if workload.grants == Grants::Subdomains {
        return;
    }
    let origins = super::origins(workload.grants);
    let cors = ::warp::cors()
        .allow_origins(origins.iter().map(String::as_str))
        .allow_methods(super::methods())
        .allow_headers(super::request_headers())
        .allow_credentials(true)
        .max_age(super::MAX_AGE as u32)
        .build();
    let inner = || ::warp::any().map(|| ::warp::reply::with_header("", "content-type", "application/json"));
    let headers = headers(workload);
    let make = move || request(workload, &headers, Empty::<Bytes>::new());
    let mut service = ::warp::service(inner().with(cors));
    cases.push(Case::fresh("warp", workload.name, make.clone(), move |request| {
        drop(at_once(service.call(request)));
    }));
    let mut service = ::warp::service(inner());
    cases.push(bare("warp-bare", workload, make, move |request| drop(at_once(service.call(request)))));
}
