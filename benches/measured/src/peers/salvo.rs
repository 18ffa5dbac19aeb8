//! `salvo-cors`.

use std::sync::Arc;

use salvo_core::http::header::{CONTENT_TYPE, HeaderValue};
use salvo_core::http::{Request, Response};
use salvo_core::{Depot, FlowCtrl, Handler, async_trait};
use salvo_cors::{AllowOrigin, Cors};
use workloads::{Grants, Workload};

use crate::case::Case;
use crate::over_http::{at_once, headers};

struct Inner;

#[async_trait]
impl Handler for Inner {
    async fn handle(&self, _: &mut Request, _: &mut Depot, response: &mut Response, _: &mut FlowCtrl) {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
}

fn cors(grants: Grants) -> impl Handler {
    let origins = match grants {
        Grants::Subdomains => AllowOrigin::dynamic(|origin, _, _| {
            origin.filter(|origin| super::is_subdomain(origin.as_bytes())).cloned()
        }),
        _ => AllowOrigin::list(super::origin_values(grants)),
    };
    Cors::new()
        .allow_origin(origins)
        .allow_methods(super::methods().to_vec())
        .allow_headers(super::request_headers().to_vec())
        .allow_credentials(true)
        .max_age(super::MAX_AGE)
        .into_handler()
}

type Asked = (Request, Depot, Response, FlowCtrl);

fn run((mut request, mut depot, mut response, mut flow): Asked) {
    at_once(flow.call_next(&mut request, &mut depot, &mut response));
}

/// It calls the handler for preflights too.
pub(super) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let headers = headers(workload);
    let cors: Arc<dyn Handler> = Arc::new(cors(workload.grants));
    let inner: Arc<dyn Handler> = Arc::new(Inner);
    for (subject, handlers) in [("salvo-cors", vec![cors, inner.clone()]), ("salvo-bare", vec![inner])] {
        let headers = headers.clone();
        let make = move || {
            let mut request = Request::new();
            *request.method_mut() = http::Method::from_bytes(workload.method).expect("it is a token");
            *request.headers_mut() = headers.clone();
            (request, Depot::new(), Response::new(), FlowCtrl::new(handlers.clone()))
        };
        cases.push(Case::fresh(subject, workload.name, make, run));
    }
}
