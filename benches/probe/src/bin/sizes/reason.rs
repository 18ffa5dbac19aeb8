//! As `everything`, and tells why a request was denied.
#![no_std]
#![no_main]

use corselet::Request;
use probe::{Exchange, POLICY};

#[unsafe(no_mangle)]
extern "C" fn _start(route: usize, exchange: &mut Exchange<'_>, code: &mut Option<&'static str>) {
    if let Some(policy) = POLICY.get(route) {
        let mut request = Request::new(exchange.method);
        exchange.observe(&mut request);
        let decision = policy.decide(&request);
        exchange.send(&decision, &request);
        *code = decision.reason(&request).map(|reason| reason.code());
    }
}
