//! Finding an origin among many: the structure that corselet uses against those that lost.
//!
//! `cargo run --release -p index-bench` prints nanoseconds a lookup and the bytes an entry takes; `... -- instructions`
//! prints instructions a lookup, counted by valgrind's callgrind.

mod entry;
mod instructions;
mod nanoseconds;
mod policy;
mod structures;
mod workload;

use anyhow::{Result, bail};
use policy::index::Perfect;
use structures::{Decision, Linear, Open, Set, Sorted, Structure, SuffixLengths, Trie};
use workload::{Case, Workload};

/// The numbers of entries that are measured.
const COUNTS: [usize; 6] = [1, 10, 100, 1_000, 10_000, 100_000];

/// What is done with each structure: its name, and how it is built.
trait Visit {
    fn visit<'e, S: Structure<'e>>(&mut self, name: &'static str, workload: &'e Workload) -> Result<()>;
}

fn visit_all(workload: &Workload, visit: &mut impl Visit) -> Result<()> {
    visit.visit::<Perfect<'_>>("perfect hash", workload)?;
    visit.visit::<Open<'_>>("open addressing", workload)?;
    if !workload.case.is_exact() {
        visit.visit::<SuffixLengths<'_>>("by suffix lengths", workload)?;
    }
    visit.visit::<Trie<'_>>("radix tree", workload)?;
    visit.visit::<Sorted<'_>>("sorted suffixes", workload)?;
    visit.visit::<Set<'_>>("std HashSet", workload)?;
    visit.visit::<Linear<'_>>("linear", workload)?;
    visit.visit::<Decision>("decide and write", workload)
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => nanoseconds::print(),
        ["instructions"] => instructions::print(),
        ["one", name, case, count] => {
            instructions::one(name, Case::named(case).ok_or(anyhow::anyhow!("no such case"))?, count.parse()?)
        }
        _ => bail!("usage: index-bench [instructions]"),
    }
}

/// Looks every question up, and tells how many were found.
#[inline(never)]
fn measured<'e, S: Structure<'e>>(structure: &S, questions: &[Vec<u8>], exact: bool) -> usize {
    if exact {
        questions.iter().filter(|question| structure.find_exact(question)).count()
    } else {
        questions.iter().filter(|question| structure.find_pattern(question)).count()
    }
}
