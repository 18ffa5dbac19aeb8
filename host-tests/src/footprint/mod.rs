//! `cargo footprint`: what the crate takes of a device.
//!
//! So far the proof that no panic can be reached: [`panics`].

pub mod build;
pub mod panics;

/// The devices: Cortex-M0, M3, M4 and a 32-bit RISC-V.
pub const TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7m-none-eabi", "thumbv7em-none-eabi", "riscv32imc-unknown-none-elf"];
