//! One small record on flash or a memory card, whole after every cut of power: what is found afterwards is the last one
//! that was acknowledged, or the one that was being stored, and never a mixture.
//!
//! Two banks take turns. A new record goes into the bank whose record is out of force, with the next number and a
//! checksum; the one in force is not touched until the new one has been read back whole. At the start the valid record
//! with the higher number is in force. So whatever a cut leaves of an erase or a write, the other bank still counts.
//!
//! Key-value stores for flash (`sequential-storage`, `ekv`) put many items into one page, which takes a medium whose words
//! are written apart. A card writes blocks of 512 bytes, and a cut may ruin a whole block: items in it that were
//! acknowledged long before would go with it. For a single short record two banks are all it takes, on either medium.
//!
//! Each store erases one bank: a flash of 10,000 cycles takes 20,000 of them. It is for what a person changes, not for
//! what a sensor measures.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod banks;
mod record;

pub use banks::{Banks, Found, StoreError};
pub use record::{Block, MAX_CONTENT, SIZE};
