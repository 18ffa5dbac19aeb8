//! A minimal `tower` middleware.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use corselet::Action;
use http::{Request, Response, StatusCode};
use tower_service::Service;

use super::adapter::{Adapter, Answer};

/// A service that answers preflights itself, and adds the fields of CORS to the answers of the one within.
#[derive(Clone)]
pub(crate) struct Cors<S> {
    adapter: &'static Adapter,
    inner: S,
}

impl<S> Cors<S> {
    pub(crate) const fn new(adapter: &'static Adapter, inner: S) -> Self {
        Self { adapter, inner }
    }
}

impl<S, B, R> Service<Request<B>> for Cors<S>
where
    S: Service<Request<B>, Response = Response<R>, Future: Unpin>,
    R: Default,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let answer = self.adapter.answer(request.method(), request.headers());
        let inner = match answer.action {
            Action::Forward => Ok(self.inner.call(request)),
            Action::Respond { status } | Action::Reject { status } => Err(status),
        };
        Answering { inner, answer: Some(answer) }
    }
}

/// The answer to come.
pub(crate) struct Answering<F> {
    /// The inner service's, or a status to answer with.
    inner: Result<F, u16>,
    answer: Option<Answer<'static>>,
}

impl<F, R, E> Future for Answering<F>
where
    F: Future<Output = Result<Response<R>, E>> + Unpin,
    R: Default,
{
    type Output = Result<Response<R>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut response = match &mut self.inner {
            Ok(inner) => match Pin::new(inner).poll(context) {
                Poll::Ready(response) => response?,
                Poll::Pending => return Poll::Pending,
            },
            Err(status) => {
                let mut response = Response::new(R::default());
                *response.status_mut() = StatusCode::from_u16(*status).unwrap_or_default();
                response
            }
        };
        if let Some(answer) = self.answer.take() {
            answer.add_to(response.headers_mut());
        }
        Poll::Ready(Ok(response))
    }
}
