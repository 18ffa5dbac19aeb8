//! Building the gateway's firmware, and what it takes of the device.

mod build;
mod sizes;

pub use build::build;
pub use sizes::Sizes;

/// The target of the LM3S6965's Cortex-M3.
pub const TARGET: &str = "thumbv7m-none-eabi";
/// The device's flash, in bytes.
pub const FLASH: u64 = 256 * 1024;
/// The device's RAM, in bytes.
pub const RAM: u64 = 64 * 1024;
