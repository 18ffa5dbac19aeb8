//! Panics for some input. The proof must fail for it, else the proof proves nothing.
#![no_std]
#![no_main]

// For its panic handler.
use probe as _;

#[unsafe(no_mangle)]
extern "C" fn _start(bytes: &[u8; 4], at: usize) -> u8 {
    bytes[at]
}
