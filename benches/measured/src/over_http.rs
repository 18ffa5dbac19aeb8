//! corselet behind the types of the crate `http`, as servers have them: the adapter's own cost comes on top.

pub(crate) mod adapter;
pub(crate) mod middleware;

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response};
use tower_service::Service;
use workloads::{Grants, Workload};

use crate::case::Case;
use adapter::Adapter;
use middleware::Cors;

/// A service that answers at once.
#[derive(Clone)]
pub(crate) struct Bare;

impl<B> Service<Request<B>> for Bare {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<B>) -> Self::Future {
        let mut response = Response::new(());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        ready(Ok(response))
    }
}

/// The request's header map.
pub(crate) fn headers(workload: &Workload) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in workload.lines {
        let name = HeaderName::from_bytes(name).expect("a workload's names are tokens");
        let value = str::from_utf8(value).expect("a workload's values are ASCII");
        headers.append(name, HeaderValue::from_static(value));
    }
    headers
}

/// The request.
pub(crate) fn request<B>(workload: &Workload, headers: &HeaderMap, body: B) -> Request<B> {
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(workload.method).expect("a workload's method is a token");
    *request.headers_mut() = headers.clone();
    request
}

/// What a future that never waits comes to.
pub(crate) fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits for anything"),
    }
}

/// An origin that a policy grants.
pub(crate) fn granted(grants: Grants) -> &'static [u8] {
    match grants {
        Grants::One | Grants::ManyNames => workloads::ORIGIN.as_bytes(),
        Grants::Numbered(_) => const { &workloads::numbered(0) },
        Grants::Subdomains => b"https://shop.example.com",
    }
}

/// The cases over `http` with `workload`: filling a map that is there, and as a middleware around a service. A service that
/// is bare is measured too, for what it costs to be taken off; where a preflight does not reach it, that is no more than the
/// request's end.
pub(crate) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let name = workload.name;
    let headers = headers(workload);
    let adapter: &'static Adapter =
        Box::leak(Box::new(Adapter::new(workload.grants.policy(), granted(workload.grants))));
    let asked: Request<()> = request(workload, &headers, ());
    let answer = || at_once(Bare.call(Request::new(()))).expect("it cannot fail").into_parts().0.headers;
    cases.push(Case::fresh("engine-map", name, answer, move |mut map| {
        adapter.answer(asked.method(), asked.headers()).add_to(&mut map);
        map
    }));

    let mut service = Cors::new(adapter, Bare);
    let make = {
        let headers = headers.clone();
        move || request(workload, &headers, ())
    };
    cases.push(Case::fresh("engine-service", name, make.clone(), move |request| {
        drop(at_once(service.call(request)));
    }));
    cases.push(bare("service-bare", workload, make, |request| drop(at_once(Bare.call(request)))));
}

/// A service without a middleware; or the end of a preflight, which does not reach one.
pub(crate) fn bare<I: 'static>(
    subject: &'static str,
    workload: &'static Workload,
    make: impl FnMut() -> I + 'static,
    call: impl FnMut(I) + 'static,
) -> Case {
    let preflight = workload.method == b"OPTIONS";
    if preflight {
        Case::fresh(subject, workload.name, make, drop)
    } else {
        Case::fresh(subject, workload.name, make, call)
    }
}
