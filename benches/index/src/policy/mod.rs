//! The index as it stands in the core, over entries of this program instead of a compiled policy's: so that it is measured
//! by itself, like the structures that it was chosen over.

#![allow(dead_code, unreachable_pub, reason = "the core uses all of it")]

#[path = "../../../../core/src/policy/bytes.rs"]
pub(crate) mod bytes;
pub(crate) mod index;
#[path = "../../../../core/src/header/words.rs"]
pub(crate) mod words;
