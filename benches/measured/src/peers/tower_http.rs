//! `tower-http`: `CorsLayer`.

use std::time::Duration;

use ::tower_http::cors::{AllowOrigin, CorsLayer};
use tower_layer::Layer;
use tower_service::Service;
use workloads::{Grants, Workload};

use crate::case::Case;
use crate::over_http::{Bare, at_once, headers, request};

pub(crate) fn layer(grants: Grants) -> CorsLayer {
    let origins = match grants {
        Grants::Subdomains => AllowOrigin::predicate(|origin, _| super::is_subdomain(origin.as_bytes())),
        _ => AllowOrigin::list(super::origin_values(grants)),
    };
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods(super::methods())
        .allow_headers(super::request_headers())
        .allow_credentials(true)
        .max_age(Duration::from_secs(super::MAX_AGE))
}

/// Its bare service is the one that the engine's middleware has too.
pub(super) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let headers = headers(workload);
    let mut service = layer(workload.grants).layer(Bare);
    let make = move || request(workload, &headers, ());
    cases.push(Case::fresh("tower-http", workload.name, make, move |request| {
        drop(at_once(service.call(request)));
    }));
}
