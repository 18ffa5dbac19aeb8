//! As `everything`, behind a guard: a list of hosts, the same host, writers and framing.
#![no_std]
#![no_main]

use corselet::gate::{Gate, Request};
use corselet::guard::Guard;
use corselet::server::Scheme;
use corselet::{Action, guard};
use probe::{Exchange, POLICY};

static GUARD: Guard =
    guard! { hosts: ["gateway.local", "192.168.1.10"], trusted_writers: ["https://app.example.com"] };

#[unsafe(no_mangle)]
extern "C" fn _start(route: usize, scheme: Scheme, exchange: &mut Exchange<'_>) {
    let Some(policy) = POLICY.get(route) else { return };
    let gate = Gate::new(&GUARD, policy).with_same_host();
    let mut request = Request::new(exchange.method, scheme);
    for (name, value) in exchange.lines {
        request.observe(name, value);
    }
    let decision = gate.decide(&request);
    exchange.status = match decision.action() {
        Action::Forward => 0,
        Action::Respond { status } | Action::Reject { status } => status,
    };
    exchange.written = decision.write_to(&request, exchange.buffer).map_or(0, <[u8]>::len);
}
