//! The gateway's board, emulated: QEMU's LM3S6965 with the firmware in flash, its port 80 on a loopback port.

mod machine;
mod panel;
mod program;
mod qmp;

pub use machine::Machine;
pub use program::{Emulator, run_on, run_to_end};
pub use qmp::Qmp;
