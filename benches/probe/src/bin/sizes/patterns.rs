//! A device with one policy, of exact origins and of patterns.
#![no_std]
#![no_main]

use corselet::{Policy, policy};
use probe::Exchange;

static POLICY: Policy = policy! {
    origins: ["https://app.example.com", "https://*.example.org", "https://localhost:*"],
    methods: ["PUT", "DELETE"],
    request_headers: ["authorization", "content-type", "x-api-key", "x-request-id"],
    expose: ["etag"],
    credentials: true,
    max_age_secs: 600,
};

#[unsafe(no_mangle)]
extern "C" fn _start(exchange: &mut Exchange<'_>) {
    exchange.answer(&POLICY);
}
