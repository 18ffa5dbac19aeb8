//! A memory card over SPI (SD Physical Layer Simplified Specification, section 7) as an `embedded-storage` flash of blocks:
//! one block at a time, a few in a day.
//!
//! `embedded-sdmmc` has more, file systems too, but insists that a card answers command 58 as ready, which QEMU's does not
//! before version 8. And it lets go of the select line within a command, which not every card takes well.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod card;
mod flash;
mod link;

pub use card::Card;
pub use flash::BLOCK;
pub use link::Error;
