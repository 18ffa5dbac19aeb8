//! A device with policies of every kind, one for each route, or made at run time: all that the server's half can decide
//! and answer.
#![no_std]
#![no_main]

use corselet::Policy;
use probe::{Exchange, answer};

#[unsafe(no_mangle)]
extern "C" fn _start(policy: &Policy<'_>, exchange: &mut Exchange<'_>) {
    answer(policy, exchange);
}
