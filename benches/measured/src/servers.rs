//! Servers over loopback: `hyper` alone, with the engine's middleware, and with `tower-http`'s.
//!
//! Each server is a process of its own with one thread, so that what it takes of the processor can be asked of the system;
//! the client is this process. Servers take turns; the requests and the rounds are counted, so it ends by itself.

mod client;

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io::{BufRead, BufReader, Read, stdin};
use std::net::Ipv4Addr;
use std::process::{Child, Command, Stdio};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tower_layer::Layer;
use tower_service::Service;
use workloads::{Grants, WORKLOADS};

use crate::over_http::adapter::Adapter;
use crate::over_http::granted;
use crate::over_http::middleware::Cors;
use crate::peers::tower_http::layer;

const KINDS: [&str; 3] = ["hyper", "hyper-engine", "hyper-tower-http"];

const ASKED: [&str; 3] = ["not-cors", "actual", "preflight"];

const ROUNDS: usize = 9;

/// A handler with a short answer.
#[derive(Clone)]
struct Hello;

impl Service<Request<Incoming>> for Hello {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Incoming>) -> Self::Future {
        let mut response = Response::new(Full::new(Bytes::from_static(b"{\"greeting\":\"hello\"}")));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        ready(Ok(response))
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime can be made")
}

/// Serves until standard input ends.
pub(crate) fn serve(kind: &str) {
    std::thread::spawn(|| {
        let _ = stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    match kind {
        "hyper-engine" => {
            let policy = Grants::One.policy();
            let adapter = Box::leak(Box::new(Adapter::new(policy, granted(Grants::One))));
            run(Cors::new(adapter, Hello));
        }
        "hyper-tower-http" => run(layer(Grants::One).layer(Hello)),
        _ => run(Hello),
    }
}

fn run<S>(service: S)
where
    S: Service<Request<Incoming>, Response = Response<Full<Bytes>>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send,
{
    runtime().block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        println!("{}", listener.local_addr().expect("it is bound").port());
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            let service = service.clone();
            let service = service_fn(move |request| service.clone().call(request));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection);
        }
    });
}

/// Prints `server workload nanoseconds` of processor time a request: the median over all rounds.
pub(crate) fn compare() {
    let mut servers = KINDS.map(Server::start);
    let mut times = [(); KINDS.len()].map(|()| [(); ASKED.len()].map(|()| Vec::new()));
    for round in 0..=ROUNDS {
        for (place, name) in ASKED.iter().enumerate() {
            let workload = WORKLOADS.iter().find(|workload| workload.name == *name).expect("it is one");
            for (server, times) in servers.iter_mut().zip(&mut times) {
                let before = server.processor_time();
                let requests = runtime().block_on(client::ask(server.port, workload));
                let time = (server.processor_time() - before) / requests as f64;
                // The first round is for warming up.
                if round > 0 {
                    times[place].push(time);
                }
            }
        }
    }
    for (kind, times) in KINDS.iter().zip(&mut times) {
        for (name, times) in ASKED.iter().zip(times) {
            times.sort_by(f64::total_cmp);
            println!("{kind} {name} {:.1}", times[times.len() / 2]);
        }
    }
}

struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(kind: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program has a file"));
        command.args(["serve", kind]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it can be started again");
        let mut line = String::new();
        let output = child.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut line).expect("it tells its port");
        Self { port: line.trim().parse().expect("it tells its port"), child }
    }

    /// What it has taken of the processor so far, in nanoseconds.
    fn processor_time(&self) -> f64 {
        let id = self.child.id();
        let text = std::fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat"));
        let text = text.expect("Linux tells what a thread has taken");
        text.split(' ').next().and_then(|time| time.parse().ok()).expect("it is a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
