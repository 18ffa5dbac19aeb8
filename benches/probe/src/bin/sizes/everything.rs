//! A device with policies of every kind: all that the server's half can decide and answer.
#![no_std]
#![no_main]

use probe::{Exchange, POLICY};

#[unsafe(no_mangle)]
extern "C" fn _start(route: usize, exchange: &mut Exchange<'_>) {
    if let Some(policy) = POLICY.get(route) {
        exchange.answer(policy);
    }
}
