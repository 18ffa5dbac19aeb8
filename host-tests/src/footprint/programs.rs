//! All size programs, for every device and level: their flash and stack against the committed budget.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::TARGETS;
use super::build::{Level, Order, Outcome, Variant};
use super::flash::Flash;
use super::image::Image;
use super::ledger::{self, Ledger, Row};
use super::stack;
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;

/// What is measured, of `benches/probe`: with exact origins, with patterns, with all that a policy can say, and that with
/// the guard, with reasons, and with policies made at run time.
pub(super) const PROGRAMS: [&str; 6] = ["exact", "patterns", "everything", "gate", "reason", "stored"];

/// What they have beside the engine.
pub(super) const SKELETON: &str = "nothing";

/// Flash may grow by so many bytes before the budget must be raised.
const FLASH_TOLERANCE: u64 = 32;

/// Where the budget is committed.
pub(super) fn budget() -> PathBuf {
    repo::root().join("benches/results/footprint.json")
}

/// Measures, and holds the figures against the budget or, with `accept`, makes them the budget.
///
/// # Errors
/// When the programs do not build or their stack cannot be followed.
pub(super) fn check(accept: bool, out: &mut dyn Write) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut rows = Vec::new();
    for (target, level, program, image, row) in measure(out)? {
        let allocates = image.symbols.iter().any(|symbol| is_allocator(&symbol.name));
        if allocates {
            writeln!(out, "{target} {level} {program}: THE ALLOCATOR IS LINKED")?;
        }
        if image.statics > 0 {
            writeln!(out, "{target} {level} {program}: {} bytes of .data and .bss", image.statics)?;
        }
        tally += Tally::one(!allocates);
        tally += Tally::one(image.statics == 0);
        rows.push(row);
    }
    if accept {
        ledger::write(&budget(), &rows)?;
        writeln!(out, "wrote {}", budget().display())?;
        return Ok(tally);
    }
    tally += Ledger::read(&budget())?.compare(&rows, limit, out)?;
    Ok(tally)
}

fn limit(figure: &str, budget: u64) -> u64 {
    if figure == "flash" { budget + FLASH_TOLERANCE } else { budget }
}

type Measured = (&'static str, Level, &'static str, Image, Row);

fn measure(out: &mut dyn Write) -> Result<Vec<Measured>> {
    setup::ensure(&TARGETS.map(Need::RustTarget), out)?;
    let programs: Vec<_> = PROGRAMS.into_iter().chain([SKELETON]).collect();
    let mut measured = Vec::new();
    for level in Level::ALL {
        let order = Order { programs: &programs, targets: &TARGETS, level, variant: Variant::Plain };
        if let Outcome::Failed(why) = order.build()? {
            bail!("benches/probe does not build:\n{why}");
        }
        for target in TARGETS {
            let skeleton = Image::read(&std::fs::read(order.file(SKELETON, target))?)?;
            for program in PROGRAMS {
                let elf = std::fs::read(order.file(program, target))?;
                let image = Image::read(&elf)?;
                let stack = stack::deepest(&elf, &image)
                    .with_context(|| format!("{program} for {target}, {level}"))?;
                let key = [("target", target), ("level", level.name()), ("program", program)];
                let row = Row {
                    key: key.map(|(part, value)| (part, value.to_owned())).into(),
                    figures: vec![("flash", Flash::of(&image, &skeleton).engine()), ("stack", stack.depth)],
                };
                measured.push((target, level, program, image, row));
            }
        }
    }
    Ok(measured)
}

/// By the names of what the compiler and `alloc` call to get memory.
fn is_allocator(name: &str) -> bool {
    name.contains("__rust_alloc")
        || name.contains("__rg_")
        || name.contains("__rdl_")
        || name.starts_with("alloc::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allocator_is_known_by_its_names() {
        assert!(is_allocator("__rust_alloc") && is_allocator("alloc::raw_vec::finish_grow"));
        assert!(!is_allocator("corselet::server::decide") && !is_allocator("heapless::vec::Vec"));
    }

    #[test]
    fn flash_may_grow_a_little_and_the_stack_not_at_all() {
        assert_eq!([limit("flash", 100), limit("stack", 100)], [132, 100]);
    }
}
