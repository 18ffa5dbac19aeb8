//! Counting instructions with callgrind.
//!
//! The measured program names each case on its standard output and has callgrind write a file for each, in the same order.
//! What counts is what happens inside of functions called `counted_...`, so that no harness is part of a figure.
//!
//! The C library's `memcpy` and `memcmp` are chosen for the processor, and take another path for another address: what they
//! do differs from machine to machine and from run to run. So instructions are counted apart: those of the program itself,
//! which are the same wherever the same compiler built it, and those of shared libraries.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::figures::Figures;
use crate::program::printed;

/// What one request takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructions {
    /// Instructions of the program itself.
    pub own: u64,
    /// Calls from there into shared libraries: copies, comparisons, allocations.
    pub calls: u64,
    /// Instructions of those, on this machine.
    pub library: u64,
}

impl Instructions {
    /// All of them.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.own + self.library
    }
}

/// Counts for the cases of `program` whose subject begins with one of `subjects`, or for all.
///
/// # Errors
/// When callgrind cannot be run, or its files are not understood.
pub fn count(program: &Path, subjects: &[&str]) -> Result<Figures<Instructions>> {
    let folder = host_tests::repo::root().join("target/callgrind");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    // Callgrind names files as the system does.
    let program = program.canonicalize()?;
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--toggle-collect=*counted_*", "--compress-strings=no"]);
    command.args(["--compress-pos=no", "--dump-line=no"]);
    command.arg(format!("--callgrind-out-file={}", folder.join("out").display()));
    let listed = printed(command.arg(&program).arg("count").args(subjects))?;
    let mut figures = Figures::here();
    for (line, number) in listed.lines().zip(1_u32..) {
        let (subject, workload) = line.split_once(' ').context("a case has two names")?;
        let file = folder.join(format!("out.{number}"));
        let text =
            fs::read_to_string(&file).with_context(|| format!("callgrind wrote no {}", file.display()))?;
        let instructions = read(&text, &program.display().to_string());
        ensure!(instructions.own > 0, "callgrind counted nothing for {subject} with {workload}");
        figures.add(workload, subject, instructions);
    }
    Ok(figures)
}

/// Sums what callgrind wrote for one case. Costs stand on lines that begin with a position; one that follows a line
/// `calls=` is the callee's, and stands there again.
fn read(text: &str, program: &str) -> Instructions {
    let mut sum = Instructions::default();
    let (mut object, mut callee) = ("", None);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("ob=") {
            object = name;
        } else if let Some(name) = line.strip_prefix("cob=") {
            callee = Some(name);
        } else if let Some(count) = line.strip_prefix("calls=") {
            let count = count.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
            if object == program && callee.take().unwrap_or(object) != program {
                sum.calls += count;
            }
            lines.next();
        } else if line.starts_with(|first: char| first.is_ascii_digit()) {
            let cost = line.rsplit(' ').next().and_then(|cost| cost.parse().ok()).unwrap_or(0);
            *(if object == program { &mut sum.own } else { &mut sum.library }) += cost;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callees_count_once_and_libraries_apart() {
        let text = "events: Ir\nsummary: 17\n\nob=/it\nfl=a.rs\nfn=counted_it\n1 4\ncob=/lib/libc.so\ncfn=memcpy\n\
            calls=1 264\n1 12\ncfn=inner\ncalls=2 7\n2 1\n\nfn=inner\n7 1\n\nob=/lib/libc.so\nfn=memcpy\n264 12\n";
        assert_eq!(read(text, "/it"), Instructions { own: 5, calls: 1, library: 12 });
    }
}
