//! As `everything`, and makes the policy at run time.
#![no_std]
#![no_main]

use corselet::policy::{PolicySpec, StoredPolicy};
use probe::{Exchange, answer};

#[unsafe(no_mangle)]
extern "C" fn _start(
    stored: &mut StoredPolicy<512, 4, 8>,
    spec: Option<&PolicySpec<'_>>,
    exchange: &mut Exchange<'_>,
) {
    match spec {
        Some(spec) => exchange.status = stored.try_replace(spec).map_or(0, |()| 200),
        None => answer(&stored.policy(), exchange),
    }
}
