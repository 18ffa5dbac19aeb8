//! Where a program's bytes come from: its symbols, and the functions and lines that were inlined into them.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use addr2line::Context;
use addr2line::gimli::{Dwarf, EndianSlice, RunTimeEndian};
use anyhow::Result;
use object::{Object, ObjectSection};

use super::flash::Flash;
use super::image::{Image, Symbol};
use super::stack;
use crate::repo;

/// Code is looked up in pieces of the smallest instruction.
const STEP: u64 = 2;

/// Writes the flash of a program and its symbols, the largest first; then, for `lines`, the source lines that its code
/// was compiled from, whichever functions they were inlined into.
///
/// # Errors
/// When a file cannot be read.
pub fn show(program: &Path, nothing: &Path, lines: bool, out: &mut dyn Write) -> Result<()> {
    let elf = std::fs::read(program)?;
    let image = Image::read(&elf)?;
    let flash = Flash::of(&image, &Image::read(&std::fs::read(nothing)?)?);
    let mut symbols: Vec<&Symbol> = image.symbols.iter().collect();
    symbols.sort_by_key(|symbol| std::cmp::Reverse(symbol.size));
    for Symbol { name, size, code, .. } in symbols {
        writeln!(out, "{size:6} {} {name}", if *code { "code" } else { "data" })?;
    }
    let unnamed =
        image.rodata - image.sum(|symbol| !symbol.code && is_in_rodata(&elf, symbol).unwrap_or(false));
    writeln!(out, "{unnamed:6} data without a name\n")?;
    if lines {
        by_function(&elf, &image, out)?;
    }
    writeln!(
        out,
        "engine {} B = .text {} + .rodata {} - policy {} - memcpy and kin {} - skeleton {}",
        flash.engine(),
        image.text,
        image.rodata,
        flash.policy,
        flash.copies,
        flash.skeleton
    )?;
    let stack = stack::deepest(&elf, &image)?;
    writeln!(out, "stack {} B, statics {} B", stack.depth, image.statics)?;
    stack.chain.iter().try_for_each(|(name, depth)| writeln!(out, "{depth:6} {name}"))?;
    Ok(())
}

fn is_in_rodata(elf: &[u8], symbol: &Symbol) -> Result<bool> {
    let file = object::File::parse(elf)?;
    let mut sections = file.sections();
    let inside = |address: u64, size: u64| (address..address + size).contains(&symbol.address);
    Ok(sections.any(|part| {
        part.name().is_ok_and(|name| name.starts_with(".rodata")) && inside(part.address(), part.size())
    }))
}

/// Writes functions as the source has them, the largest first, each with its lines.
fn by_function(elf: &[u8], image: &Image, out: &mut dyn Write) -> Result<()> {
    let context = context(elf)?;
    let mut functions: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for symbol in image.symbols.iter().filter(|symbol| symbol.code) {
        for address in (symbol.address..symbol.address + symbol.size).step_by(STEP as usize) {
            let (function, line) =
                owner(&context, address)?.unwrap_or_else(|| (symbol.name.clone(), String::new()));
            *functions.entry(function).or_default().entry(line).or_default() += STEP;
        }
    }
    let mut functions: Vec<_> = functions.into_iter().collect();
    functions.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.values().sum::<u64>()));
    writeln!(out, "code by the function of the crate that it was made for, whatever it was inlined into:")?;
    for (name, lines) in functions {
        writeln!(out, "{:6} {name}", lines.values().sum::<u64>())?;
        let mut lines: Vec<_> = lines.into_iter().collect();
        lines.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        for (line, size) in lines {
            writeln!(out, "       {size:6} {line}")?;
        }
    }
    writeln!(out)?;
    Ok(())
}

type Slice<'e> = EndianSlice<'e, RunTimeEndian>;

fn context(elf: &[u8]) -> Result<Context<Slice<'_>>> {
    let file = object::File::parse(elf)?;
    let load = |id: addr2line::gimli::SectionId| -> Result<Slice<'_>> {
        let bytes = file.section_by_name(id.name()).map(|section| section.data()).transpose()?;
        Ok(EndianSlice::new(bytes.unwrap_or_default(), RunTimeEndian::Little))
    };
    Ok(Context::from_dwarf(Dwarf::load(load)?)?)
}

/// The crate's function, and its line, that an instruction was made for: the innermost of those that it was inlined into,
/// not counting the standard library's and `nom`'s.
fn owner(context: &Context<Slice<'_>>, address: u64) -> Result<Option<(String, String)>> {
    let mut frames = context.find_frames(address).skip_all_loads()?;
    while let Some(frame) = frames.next()? {
        let place = frame.location.and_then(|place| Some((place.file?, place.line.unwrap_or_default())));
        let own = place.and_then(|(file, line)| {
            Some((Path::new(file).strip_prefix(repo::root()).ok()?.display(), line))
        });
        if let (Some((file, line)), Some(function)) = (own, frame.function) {
            return Ok(Some((format!("{} ({file})", function.demangle()?), format!("line {line}"))));
        }
    }
    Ok(None)
}
