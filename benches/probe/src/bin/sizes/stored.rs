//! As `everything`, and policies are made at run time.
#![no_std]
#![no_main]

use corselet::policy::{PolicySpec, StoredPolicy};
use probe::{Exchange, POLICY};

#[unsafe(no_mangle)]
extern "C" fn _start(
    route: usize,
    stored: &mut StoredPolicy<512, 4, 8>,
    spec: Option<&PolicySpec<'_>>,
    exchange: &mut Exchange<'_>,
) {
    match (spec, POLICY.get(route)) {
        (Some(spec), _) => exchange.status = stored.try_replace(spec).map_or(0, |()| 200),
        (None, Some(policy)) => exchange.answer(policy),
        (None, None) => exchange.answer(&stored.policy()),
    }
}
