//! `actix-cors`.

use actix_cors::Cors;
use actix_web::dev::{Service, ServiceRequest, Transform, fn_service};
use actix_web::http::header::ContentType;
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse};
use workloads::{Grants, Workload};

use crate::case::Case;
use crate::over_http::{at_once, bare};

fn cors(grants: Grants) -> Cors {
    let cors =
        super::origins(grants).iter().fold(Cors::default(), |cors, origin| cors.allowed_origin(origin));
    let cors = match grants {
        Grants::Subdomains => cors.allowed_origin_fn(|origin, _| super::is_subdomain(origin.as_bytes())),
        _ => cors,
    };
    cors.allowed_methods(workloads::METHODS.iter().copied())
        .allowed_headers(workloads::REQUEST_HEADERS.iter().copied())
        .supports_credentials()
        .max_age(super::MAX_AGE as usize)
}

fn request(workload: &Workload) -> ServiceRequest {
    let method = actix_web::http::Method::from_bytes(workload.method).expect("it is a token");
    let request = TestRequest::default().method(method);
    let lines = workload.lines.iter();
    lines.fold(request, |request, line| request.append_header(*line)).to_srv_request()
}

fn inner() -> impl Service<ServiceRequest, Response = actix_web::dev::ServiceResponse, Error = Error> {
    let answer = |request: ServiceRequest| {
        let response = HttpResponse::Ok().insert_header(ContentType::json()).finish();
        std::future::ready(Ok::<_, Error>(request.into_response(response)))
    };
    at_once(actix_web::dev::ServiceFactory::new_service(&fn_service(answer), ())).expect("it cannot fail")
}

pub(super) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let Ok(service) = at_once(cors(workload.grants).new_transform(inner())) else {
        panic!("the policy is refused");
    };
    let make = move || request(workload);
    cases.push(Case::fresh("actix-cors", workload.name, make, move |request| {
        drop(at_once(service.call(request)));
    }));
    let service = inner();
    cases.push(bare("actix-bare", workload, make, move |request| drop(at_once(service.call(request)))));
}
