//! `poem`: its `Cors` middleware.

use ::poem::endpoint::make_sync;
use ::poem::middleware::Cors;
use ::poem::{Endpoint, EndpointExt, Request, Response};
use workloads::{Grants, Workload};

use crate::case::Case;
use crate::over_http::{at_once, bare, headers};

fn cors(grants: Grants) -> Cors {
    let cors = match grants {
        Grants::Subdomains => {
            Cors::new().allow_origin_regex(format!("https://*.{}", workloads::SUBDOMAINS_OF))
        }
        _ => Cors::new().allow_origins(super::origin_values(grants)),
    };
    cors.allow_methods(super::methods())
        .allow_headers(super::request_headers())
        .allow_credentials(true)
        .max_age(super::MAX_AGE as i32)
}

fn inner() -> impl Endpoint<Output = Response> {
    make_sync(|_| Response::builder().content_type("application/json").finish())
}

pub(super) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let headers = headers(workload);
    let make = move || {
        let method = http::Method::from_bytes(workload.method).expect("it is a token");
        let mut request = Request::builder().method(method).finish();
        *request.headers_mut() = headers.clone();
        request
    };
    let service = inner().with(cors(workload.grants));
    cases.push(Case::fresh("poem", workload.name, make.clone(), move |request| {
        drop(at_once(service.get_response(request)));
    }));
    let service = inner();
    cases
        .push(bare("poem-bare", workload, make, move |request| drop(at_once(service.get_response(request)))));
}
