//! A card as the bus sees it, with faults to order.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::rc::Rc;

use crc::{CRC_7_MMC, Crc};
use embedded_hal::digital::{self, OutputPin};
use embedded_hal::spi::{self, SpiBus};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Knows no command 8, counts bytes.
    Old,
    /// Counts bytes.
    Standard,
    /// Counts blocks.
    HighCapacity,
}

/// What is wrong with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Answers command 58 as if it were not ready, as some emulated cards do.
    NeverSaysReady,
    Absent,
    NeverReady,
    ReadsFail,
    WritesRefused,
    BusyForEver,
    WritesFail,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) kind: Kind,
    pub(crate) fault: Option<Fault>,
    pub(crate) selected: bool,
    /// By address, as the card counts.
    pub(crate) blocks: HashMap<u32, Vec<u8>>,
    /// How often it was started.
    pub(crate) starts: usize,
    clocks_unselected: usize,
    idle: bool,
    application: bool,
    asked_ready: usize,
    frame: Vec<u8>,
    answer: VecDeque<u8>,
    /// The address of a block that is being received, and the token and bytes so far.
    receiving: Option<(u32, Vec<u8>)>,
}

/// Both the bus and the select line.
#[derive(Clone, Debug)]
pub(crate) struct Fake(pub(crate) Rc<RefCell<State>>);

impl Fake {
    pub(crate) fn new(kind: Kind, fault: Option<Fault>) -> Self {
        Self(Rc::new(RefCell::new(State {
            kind,
            fault,
            selected: false,
            blocks: HashMap::new(),
            starts: 0,
            clocks_unselected: 0,
            idle: true,
            application: false,
            asked_ready: 0,
            frame: Vec::new(),
            answer: VecDeque::new(),
            receiving: None,
        })))
    }
}

impl State {
    fn exchange(&mut self, sent: u8) -> u8 {
        if self.fault == Some(Fault::Absent) {
            return 0xff;
        }
        if !self.selected {
            self.clocks_unselected += 8;
            return 0xff;
        }
        let received = self.answer.pop_front().unwrap_or(0xff);
        if let Some((address, mut bytes)) = self.receiving.take() {
            if !bytes.is_empty() || sent == 0xfe {
                bytes.push(sent);
            }
            self.receive(address, bytes);
        } else if !self.frame.is_empty() || sent & 0xc0 == 0x40 {
            assert!(self.answer.is_empty(), "a command into an answer");
            self.frame.push(sent);
            if let [command, a, b, c, d, check] = self.frame[..] {
                let crc = Crc::<u8>::new(&CRC_7_MMC).checksum(&self.frame[..5]);
                assert_eq!(check, crc << 1 | 1, "command {command:#x}");
                self.frame.clear();
                self.command(command & 0x3f, u32::from_be_bytes([a, b, c, d]));
            }
        }
        received
    }

    fn receive(&mut self, address: u32, bytes: Vec<u8>) {
        // Token, block, checksum.
        if bytes.len() < 1 + 512 + 2 {
            self.receiving = Some((address, bytes));
            return;
        }
        match self.fault {
            Some(Fault::WritesRefused) => self.answer.push_back(0xeb),
            Some(Fault::BusyForEver) => {
                self.answer.push_back(0xe5);
                self.answer.extend([0; 100_000]);
            }
            _ => {
                self.answer.extend([0xe5, 0, 0, 0]);
                self.blocks.insert(address, bytes[1..513].to_vec());
            }
        }
    }

    fn command(&mut self, command: u8, argument: u32) {
        let idle = u8::from(self.idle);
        // A card may take its time.
        self.answer.extend([0xff, 0xff]);
        let application = std::mem::take(&mut self.application);
        match (command, application) {
            (0, _) => {
                assert!(self.clocks_unselected >= 74, "not woken");
                self.answer.clear();
                (self.idle, self.asked_ready) = (true, 0);
                self.starts += 1;
                self.answer.push_back(1);
            }
            (8, _) if self.kind == Kind::Old => self.answer.push_back(idle | 4),
            (8, _) => self.answer.extend([idle, 0, 0, 1, argument as u8]),
            (55, _) => {
                self.application = true;
                self.answer.push_back(idle);
            }
            (41, true) => {
                self.asked_ready += 1;
                self.idle = self.asked_ready < 3 || self.fault == Some(Fault::NeverReady);
                self.answer.push_back(u8::from(self.idle));
            }
            (58, _) => {
                let says = if self.fault == Some(Fault::NeverSaysReady) { 1 } else { idle };
                let capacity = if self.kind == Kind::HighCapacity { 0x40 } else { 0 };
                self.answer.extend([says, 0x80 | capacity, 0xff, 0x80, 0]);
            }
            (16, _) => self.answer.push_back(if argument == 512 { idle } else { 0x40 }),
            (17, _) if self.fault == Some(Fault::ReadsFail) => self.answer.extend([idle, 0xff, 0x08]),
            (17, _) => {
                let block = self.blocks.get(&argument).cloned().unwrap_or(vec![0; 512]);
                self.answer.extend([idle, 0xff, 0xff, 0xfe]);
                self.answer.extend(block);
                self.answer.extend([0x12, 0x34]);
            }
            (24, _) => {
                self.answer.push_back(idle);
                self.receiving = Some((argument, Vec::new()));
            }
            (13, _) => self.answer.extend([idle, u8::from(self.fault == Some(Fault::WritesFail)) << 2]),
            _ => self.answer.push_back(idle | 4),
        }
    }
}

impl spi::ErrorType for Fake {
    type Error = Infallible;
}

impl SpiBus for Fake {
    fn read(&mut self, room: &mut [u8]) -> Result<(), Infallible> {
        room.fill(0xff);
        self.transfer_in_place(room)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.transfer_in_place(&mut bytes.to_vec())
    }

    fn transfer(&mut self, _: &mut [u8], _: &[u8]) -> Result<(), Infallible> {
        unreachable!("the driver does not use it")
    }

    fn transfer_in_place(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let mut state = self.0.borrow_mut();
        bytes.iter_mut().for_each(|byte| *byte = state.exchange(*byte));
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl digital::ErrorType for Fake {
    type Error = Infallible;
}

impl OutputPin for Fake {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.0.borrow_mut().selected = true;
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        let mut state = self.0.borrow_mut();
        state.selected = false;
        // A card that is let go of in the middle of something forgets it.
        state.frame.clear();
        state.answer.clear();
        state.receiving = None;
        Ok(())
    }
}
