#![doc = include_str!("../README.md")]
#![no_std]

pub mod header;
pub mod origin;
