//! Counts what each workload takes on a device, and prints a line for each: its name, then the ticks of observing the
//! header lines, of deciding, of deciding and writing the answer, of deciding and handing out the answer where it is
//! ready, and of telling the reason; then the bytes of stack under the whole chain. What does not apply is `-`.
//!
//! The first line, `nothing`, is what the counting itself takes of each.
#![no_std]
#![no_main]

mod clock;
mod stack;
mod work;

use core::fmt;
use core::hint::black_box;

use corselet::Request;
use semihosting::{println, process};
use work::Case;
use workloads::{WORKLOADS, Workload};

#[cfg_attr(target_arch = "arm", cortex_m_rt::entry)]
#[cfg_attr(target_arch = "riscv32", riscv_rt::entry)]
fn main() -> ! {
    let mut clock = clock::Clock::new();
    // Aligned, as a server's buffers are that are made for it.
    let mut room = work::Room::new();
    println!("nothing {}", clock.count(|| ()));
    for workload in WORKLOADS {
        show(workload, &mut clock, &mut room);
    }
    process::exit(0)
}

fn show(workload: &'static Workload, clock: &mut clock::Clock, room: &mut work::Room) {
    let policy = black_box(workload.grants.policy());
    let (method, lines) = black_box((workload.method, workload.lines));
    let request: Request<'_> = black_box(workload.request());
    let (request, buffer) = (&request, &mut room.0[..]);
    let observe = clock.count(|| work::observe(method, lines));
    let decide = clock.count(|| work::decide(policy, request));
    let write = clock.count(|| work::decide_and_write(policy, request, buffer));
    let ready = policy.decide(request).ready_block().is_some();
    let ready = ready.then(|| clock.count(|| work::decide_and_hand_out(policy, request)));
    let decision = black_box(policy.decide(request));
    let reason = decision.reason(request).is_some();
    let reason = reason.then(|| clock.count(|| work::reason(&decision, request)));
    let stack = stack::depth(work::chain, &mut Case { policy, method, lines, buffer, written: 0 });
    println!(
        "{} {} {} {} {} {} {}",
        workload.name,
        observe,
        decide,
        write,
        Figure(ready),
        Figure(reason),
        stack
    );
}

/// What may not apply.
struct Figure(Option<u32>);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(count) => count.fmt(f),
            None => f.write_str("-"),
        }
    }
}
