//! As `everything`, and tells why a request was denied.
#![no_std]
#![no_main]

use corselet::{Policy, Request};
use probe::{Exchange, answer};

#[unsafe(no_mangle)]
extern "C" fn _start(
    policy: &Policy<'_>,
    exchange: &mut Exchange<'_>,
    request: &Request<'_>,
    code: &mut Option<&'static str>,
) {
    answer(policy, exchange);
    *code = policy.decide(request).reason(request).map(|reason| reason.code());
}
