//! Tells the linker where the emulated board's memories are.

use std::{env, error::Error, fs, path::PathBuf};

/// Texas Instruments' LM3S6965.
const LM3S6965: &str = "MEMORY { FLASH : ORIGIN = 0x00000000, LENGTH = 256K
         RAM : ORIGIN = 0x20000000, LENGTH = 64K }";
/// The micro:bit's nRF51822.
const NRF51822: &str = "MEMORY { FLASH : ORIGIN = 0x00000000, LENGTH = 256K
         RAM : ORIGIN = 0x20000000, LENGTH = 16K }";
/// Arm's MPS2 board with a Cortex-M4.
const MPS2: &str = "MEMORY { FLASH : ORIGIN = 0x00000000, LENGTH = 4M
         RAM : ORIGIN = 0x20000000, LENGTH = 4M }";
/// QEMU's generic RISC-V board: all is RAM.
const VIRT: &str = "MEMORY { FLASH : ORIGIN = 0x80000000, LENGTH = 4M
         RAM : ORIGIN = 0x80400000, LENGTH = 4M }
REGION_ALIAS(\"REGION_TEXT\", FLASH);
REGION_ALIAS(\"REGION_RODATA\", FLASH);
REGION_ALIAS(\"REGION_DATA\", RAM);
REGION_ALIAS(\"REGION_BSS\", RAM);
REGION_ALIAS(\"REGION_HEAP\", RAM);
REGION_ALIAS(\"REGION_STACK\", RAM);";

fn main() -> Result<(), Box<dyn Error>> {
    let target = env::var("TARGET")?;
    let memories = match target.split('-').next() {
        Some("thumbv6m") => NRF51822,
        Some("thumbv7m") => LM3S6965,
        Some("thumbv7em") => MPS2,
        Some("riscv32imc") => VIRT,
        _ => return Err(format!("there is no board for {target}").into()),
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    fs::write(out.join("memory.x"), memories)?;
    println!("cargo::rustc-link-search={}", out.display());
    if target.starts_with("riscv") {
        println!("cargo::rustc-link-arg-bins=-Tmemory.x");
    }
    println!("cargo::rustc-link-arg-bins=-Tlink.x");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
