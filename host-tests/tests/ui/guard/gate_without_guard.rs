use corselet::gate::Gate;
use corselet::policy::NOBODY;
use corselet::server::{CheckedHost, Scheme};

// The same host is granted behind a guard or not at all: neither the proof nor a gate can be had without one.
static GATE: Gate = Gate::new(&NOBODY).with_same_host();

fn main() {
    let _ = GATE;
    let _ = CheckedHost::new(Scheme::Http, b"evil.example", corselet::origin::Port::Default);
}
