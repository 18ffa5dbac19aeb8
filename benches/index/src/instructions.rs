//! Instructions a lookup: this program runs itself under callgrind, which counts in `measured` only.

use crate::structures::Structure;
use crate::workload::{Case, Workload};
use crate::{COUNTS, Visit, measured, visit_all};
use anyhow::{Context, Result, bail};
use std::hint::black_box;
use std::process::Command;

/// Lookups in one count.
const QUESTIONS: usize = 512;

struct Names(Vec<&'static str>);

impl Visit for Names {
    fn visit<'e, S: Structure<'e>>(&mut self, name: &'static str, _: &'e Workload) -> Result<()> {
        self.0.push(name);
        Ok(())
    }
}

struct One<'n>(&'n str);

impl Visit for One<'_> {
    fn visit<'e, S: Structure<'e>>(&mut self, name: &'static str, workload: &'e Workload) -> Result<()> {
        if name == self.0 {
            let structure = S::build(&workload.entries);
            black_box(measured(
                black_box(&structure),
                black_box(&workload.questions),
                workload.case.is_exact(),
            ));
        }
        Ok(())
    }
}

/// One count's work.
pub(crate) fn one(name: &str, case: Case, count: usize) -> Result<()> {
    visit_all(&Workload::new(case, count, QUESTIONS), &mut One(name))
}

pub(crate) fn print() -> Result<()> {
    for case in Case::ALL {
        println!("{}: instructions", case.name());
        for count in COUNTS {
            let mut names = Names(Vec::new());
            visit_all(&Workload::new(case, 1, 1), &mut names)?;
            let columns = names
                .0
                .into_iter()
                // Known to grow with the list: not worth the minutes.
                .filter(|name| *name != "linear" || count <= 1_000)
                .map(|name| Ok(format!("{name} {:.0}", counted(name, case, count)?)))
                .collect::<Result<Vec<_>>>()?;
            println!("  {count:>6}: {}", columns.join(", "));
        }
    }
    Ok(())
}

fn counted(name: &str, case: Case, count: usize) -> Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(match name {
            "decide and write" => "--toggle-collect=*decide_and_write*",
            _ => "--toggle-collect=*measured*",
        })
        .arg(std::env::current_exe()?)
        .args(["one", name, case.name(), &count.to_string()])
        .output()
        .context("valgrind cannot be run")?;
    let log = String::from_utf8_lossy(&output.stderr);
    let Some((_, collected)) = log.split_once("Collected : ") else {
        bail!("no count from callgrind: {log}")
    };
    let total: f64 = collected.split_whitespace().next().unwrap_or_default().parse()?;
    Ok(total / QUESTIONS as f64)
}
