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
use gateway::{BANKS, Gateway};
use hardware::{Board, Card, clock, stack};
use net::Net;
use records::Banks;
use static_cell::{ConstStaticCell, StaticCell};

static GATEWAY: ConstStaticCell<Gateway> = ConstStaticCell::new(Gateway::new());
static MEMORY: StaticCell<Banks<Card>> = StaticCell::new();

defmt::timestamp!("{=u64:ms}", clock::now_ms());

#[entry]
fn main() -> ! {
    let Board { mut ethernet, mut led, mut button, card } = Board::take();
    let gateway = GATEWAY.take();
    let memory = gateway.remember(MEMORY.init(Banks::new(card, BANKS)));
    gateway.set_address(net::ADDRESS.into());
    let mut net = Net::take(&mut ethernet, clock::now_ms());
    let mut watch = stack::Watch::new();
    ethernet.start();
    defmt::info!("memory: {}", memory);
    defmt::info!("gateway up: {=usize} B static RAM, {=usize} B stack", stack::statics(), stack::size());

    loop {
        let now = clock::now_ms();
        let Ok(pressed) = button.is_low();
        let Ok(()) = led.set_state(gateway.tick(now, pressed).into());
        if let Some(notice) = gateway.take_notice() {
            defmt::info!("{}", notice);
        }
        if !net.turn(&mut ethernet, gateway, now, &mut |event| defmt::info!("{}", event)) {
            if let Some(mark) = watch.grown(now) {
                defmt::info!("stack high-water {=usize} of {=usize} B", mark, stack::size());
            }
            ethernet.sleep();
        }
    }
}
