#![doc = include_str!("../README.md")]
#![no_std]

pub mod fetch;
pub mod header;
pub mod origin;
