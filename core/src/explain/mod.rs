//! A decision in words: what nearly matched (feature `explain`).

mod near_miss;

pub use near_miss::{Change, NearMiss, near_miss};
