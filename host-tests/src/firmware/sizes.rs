//! Flash and static RAM, by the ELF file's sections.

use anyhow::{Context, Result};
use object::{Object, ObjectSection};

/// Sections that lie in flash. `.data` is there too: its first values are copied from flash at reset.
const IN_FLASH: [&str; 4] = [".vector_table", ".text", ".rodata", ".data"];
/// Sections that lie in RAM for as long as the device runs. The stack is apart.
const IN_RAM: [&str; 3] = [".data", ".bss", ".uninit"];

/// What a firmware takes before it runs, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Code, constants, vectors and the first values of variables.
    pub flash: u64,
    /// Variables; the stack is not counted.
    pub static_ram: u64,
}

impl Sizes {
    /// Reads an ELF file.
    ///
    /// # Errors
    /// When the bytes are not an object file.
    pub fn of(elf: &[u8]) -> Result<Self> {
        let file = object::File::parse(elf).context("the firmware is no ELF file")?;
        let sections =
            file.sections().filter_map(|section| Some((section.name().ok()?.to_owned(), section.size())));
        Ok(Self::sum(&sections.collect::<Vec<_>>()))
    }

    fn sum(sections: &[(String, u64)]) -> Self {
        let total = |names: &[&str]| {
            sections.iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, size)| size).sum()
        };
        Self { flash: total(&IN_FLASH), static_ram: total(&IN_RAM) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_counts_twice_and_debug_sections_never() {
        let sections = [
            (".vector_table", 0x400),
            (".text", 20_000),
            (".rodata", 3_000),
            (".data", 16),
            (".bss", 9_000),
            (".uninit", 4),
            (".debug_info", 500_000),
            (".defmt", 300),
        ];
        let sections = sections.map(|(name, size)| (name.to_owned(), size));
        let expected = Sizes { flash: 0x400 + 20_000 + 3_000 + 16, static_ram: 16 + 9_000 + 4 };
        assert_eq!(Sizes::sum(&sections), expected);
    }

    #[test]
    fn what_is_no_object_file_is_refused() {
        assert!(Sizes::of(b"#!/bin/sh\n").is_err());
    }

    #[test]
    fn a_real_object_file_has_sizes() {
        let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        if own.starts_with(b"\x7fELF") {
            assert!(Sizes::of(&own).unwrap().flash > 10_000);
        }
    }
}
