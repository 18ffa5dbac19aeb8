//! What a linked program holds: its sections in flash and in RAM, and its symbols.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use object::{Object, ObjectSection, ObjectSymbol, SectionKind, SymbolKind};

/// A function or a constant that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// As written in Rust, without the hash.
    pub name: String,
    /// Where it lies.
    pub address: u64,
    /// In bytes.
    pub size: u64,
    /// Whether it is code.
    pub code: bool,
}

/// A linked program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// `.text`, in bytes.
    pub text: u64,
    /// `.rodata`, in bytes.
    pub rodata: u64,
    /// `.data` and `.bss`, in bytes.
    pub statics: u64,
    /// Each once, where several names stand for the same bytes.
    pub symbols: Vec<Symbol>,
    /// The words of `.rodata`, without the lowest bit: a function's address may be among them.
    pub words: BTreeSet<u32>,
}

impl Image {
    /// Reads an ELF file.
    ///
    /// # Errors
    /// When the bytes are no object file.
    pub fn read(elf: &[u8]) -> Result<Self> {
        let file = object::File::parse(elf).context("the program is no ELF file")?;
        let total = |wanted: fn(&str, SectionKind) -> bool| {
            let sections = file.sections();
            sections
                .filter(|part| part.name().is_ok_and(|name| wanted(name, part.kind())))
                .map(|part| part.size())
                .sum()
        };
        let mut symbols: Vec<_> = file.symbols().filter_map(|symbol| own(&symbol)).collect();
        symbols.sort_by(|one, other| (one.address, &one.name).cmp(&(other.address, &other.name)));
        symbols.dedup_by_key(|symbol| symbol.address);
        Ok(Self {
            text: total(|_, kind| kind == SectionKind::Text),
            // By name: a linker marks tables of unwinding, which a firmware's script drops, as read-only data too.
            rodata: total(|name, _| name.starts_with(".rodata")),
            statics: total(|_, kind| matches!(kind, SectionKind::Data | SectionKind::UninitializedData)),
            symbols,
            words: words(&file),
        })
    }

    /// What the symbols that `wanted` picks take together, in bytes.
    #[must_use]
    pub fn sum(&self, wanted: impl Fn(&Symbol) -> bool) -> u64 {
        self.symbols.iter().filter(|symbol| wanted(symbol)).map(|symbol| symbol.size).sum()
    }
}

fn words(file: &object::File<'_>) -> BTreeSet<u32> {
    let sections = file.sections().filter(|part| part.name().is_ok_and(|name| name.starts_with(".rodata")));
    let bytes = sections.filter_map(|part| part.data().ok()).flat_map(|bytes| bytes.chunks_exact(4));
    bytes.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]) & !1).collect()
}

fn own(symbol: &object::Symbol<'_, '_>) -> Option<Symbol> {
    let code = match symbol.kind() {
        SymbolKind::Text => true,
        SymbolKind::Data => false,
        _ => return None,
    };
    let name = format!("{:#}", rustc_demangle::demangle(symbol.name().ok()?));
    // The lowest bit of a Thumb function's address marks it as such.
    let address = if code { symbol.address() & !1 } else { symbol.address() };
    (symbol.size() > 0).then(|| Symbol { name, address, size: symbol.size(), code })
}
