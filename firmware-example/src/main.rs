//! The gateway on an LM3S6965 (Cortex-M3, 256 KB of flash, 64 KB of RAM): frames in, decisions out, and
//! asleep between them.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

mod backlog;
mod hardware;
mod net;
mod slot;

use cortex_m_rt::entry;
use defmt_semihosting as _;
use embedded_hal::digital::{InputPin, OutputPin};
use gateway::Gateway;
use hardware::{Board, clock, stack};
use net::Net;
use static_cell::ConstStaticCell;

static GATEWAY: ConstStaticCell<Gateway> = ConstStaticCell::new(Gateway::new());

defmt::timestamp!("{=u64:ms}", clock::now_ms());

#[entry]
fn main() -> ! {
    let Board { mut ethernet, mut led, mut button } = Board::take();
    let gateway = GATEWAY.take();
    gateway.set_address(net::ADDRESS.into());
    let mut net = Net::take(&mut ethernet, clock::now_ms());
    let mut watch = stack::Watch::new();
    ethernet.start();
    defmt::info!("gateway up: {=usize} B static RAM, {=usize} B stack", stack::statics(), stack::size());

    loop {
        let now = clock::now_ms();
        let Ok(pressed) = button.is_low();
        let Ok(()) = led.set_state(gateway.tick(now, pressed).into());
        if !net.turn(&mut ethernet, gateway, now, &mut |event| defmt::info!("{}", event)) {
            if let Some(mark) = watch.grown(now) {
                defmt::info!("stack high-water {=usize} of {=usize} B", mark, stack::size());
            }
            ethernet.sleep();
        }
    }
}
