//! The card: how it is started, and one block each way.

use embedded_hal::{digital::OutputPin, spi::SpiBus};

use crate::flash::BLOCK;
use crate::link::{Error, IDLE, ILLEGAL, IN_IDLE_STATE, Link};

const GO_IDLE: u8 = 0;
const SEND_INTERFACE_CONDITION: u8 = 8;
const SEND_STATUS: u8 = 13;
const SET_BLOCK_LENGTH: u8 = 16;
const READ_BLOCK: u8 = 17;
const WRITE_BLOCK: u8 = 24;
const SEND_OPERATING_CONDITION: u8 = 41;
const APPLICATION_COMMAND: u8 = 55;
const READ_CONDITIONS: u8 = 58;

/// 2.7 to 3.6 V, and a pattern that the card gives back.
const INTERFACE_CONDITION: u32 = 0x1aa;
/// Cards that address blocks are welcome.
const HIGH_CAPACITY: u32 = 1 << 30;

const START_OF_BLOCK: u8 = 0xfe;
const ACCEPTED: u8 = 0x05;
const ACCEPTANCE: u8 = 0x1f;

/// How often a card is asked to reset.
const ATTEMPTS: usize = 10;
/// How often it is asked whether it is ready: a second's worth at 400 kHz, as long as a card may take (4.2.3).
const READINESS: usize = 2_000;
/// How long a block may take to come, 100 ms, and to be written, 500 ms (4.6.2), in bytes at 400 kHz.
const READ_BYTES: u32 = 5_000;
const WRITE_BYTES: u32 = 25_000;

/// A card, started when it is first used, and again after an error: it may have been changed for another one.
///
/// Time limits are counted in bytes of a bus of 400 kHz, which is as fast as a card may be started.
#[derive(Debug)]
pub struct Card<B, S> {
    link: Link<B, S>,
    addressing: Option<Addressing>,
}

/// What a card's addresses count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Addressing {
    Bytes,
    Blocks,
}

impl<B: SpiBus, S: OutputPin> Card<B, S> {
    /// The card on this bus, which nobody else uses, with this select line, which selects when low.
    pub const fn new(bus: B, select: S) -> Self {
        Self { link: Link::new(bus, select), addressing: None }
    }

    pub(crate) fn read_block(&mut self, number: u32, room: &mut [u8]) -> Result<(), Error> {
        self.with_address(number, |link, address| {
            link.demand(READ_BLOCK, address)?;
            match link.wait(READ_BYTES, |byte| byte != IDLE)? {
                START_OF_BLOCK => {}
                token => return Err(Error::Block(token)),
            }
            link.receive(room)?;
            // The checksum, which is not asked for: what is stored has its own.
            link.receive(&mut [0; 2])
        })
    }

    pub(crate) fn write_block(&mut self, number: u32, bytes: &[u8]) -> Result<(), Error> {
        self.with_address(number, |link, address| {
            link.demand(WRITE_BLOCK, address)?;
            link.send(&[IDLE, START_OF_BLOCK])?;
            link.send(bytes)?;
            link.send(&[IDLE; 2])?;
            let answer = link.byte(IDLE)?;
            if answer & ACCEPTANCE != ACCEPTED {
                return Err(Error::Block(answer));
            }
            link.wait(WRITE_BYTES, |byte| byte == IDLE)?;
            link.demand(SEND_STATUS, 0)?;
            match link.byte(IDLE)? {
                0 => Ok(()),
                status => Err(Error::Block(status)),
            }
        })
    }

    fn with_address(
        &mut self,
        number: u32,
        action: impl FnOnce(&mut Link<B, S>, u32) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let addressing = match self.addressing {
            Some(addressing) => addressing,
            None => self.start()?,
        };
        let address = match addressing {
            Addressing::Bytes => number.saturating_mul(BLOCK as u32),
            Addressing::Blocks => number,
        };
        let outcome = self.link.selected(|link| action(link, address));
        self.addressing = outcome.is_ok().then_some(addressing);
        outcome
    }

    /// Section 7.2.1.
    fn start(&mut self) -> Result<Addressing, Error> {
        self.link.wake()?;
        self.link.selected(|link| {
            let mut reset = (0..ATTEMPTS).map(|_| link.command(GO_IDLE, 0));
            if !reset.any(|answer| answer == Ok(IN_IDLE_STATE)) {
                return Err(Error::NoCard);
            }
            let modern = link.command(SEND_INTERFACE_CONDITION, INTERFACE_CONDITION)? & ILLEGAL == 0;
            if modern && trailer(link)? & 0xfff != INTERFACE_CONDITION {
                return Err(Error::NoCard);
            }
            get_ready(link, if modern { HIGH_CAPACITY } else { 0 })?;
            if modern && conditions(link)? & HIGH_CAPACITY != 0 {
                return Ok(Addressing::Blocks);
            }
            link.demand(SET_BLOCK_LENGTH, BLOCK as u32)?;
            Ok(Addressing::Bytes)
        })
    }
}

fn get_ready<B: SpiBus, S: OutputPin>(link: &mut Link<B, S>, capacity: u32) -> Result<(), Error> {
    for _ in 0..READINESS {
        link.command(APPLICATION_COMMAND, 0)?;
        match link.command(SEND_OPERATING_CONDITION, capacity)? {
            0 => return Ok(()),
            IN_IDLE_STATE => {}
            answer => return Err(Error::Refused { command: SEND_OPERATING_CONDITION, answer }),
        }
    }
    Err(Error::Timeout)
}

fn conditions<B: SpiBus, S: OutputPin>(link: &mut Link<B, S>) -> Result<u32, Error> {
    // A card just said that it is ready, so whether this answer says so too does not matter.
    match link.command(READ_CONDITIONS, 0)? & !IN_IDLE_STATE {
        0 => trailer(link),
        answer => Err(Error::Refused { command: READ_CONDITIONS, answer }),
    }
}

/// The four bytes behind some answers.
fn trailer<B: SpiBus, S: OutputPin>(link: &mut Link<B, S>) -> Result<u32, Error> {
    let mut bytes = [0; 4];
    link.receive(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes))
}
