//! The same cases on the device and on the host: every answer's bytes must be equal.

use std::io::Write;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cases::{Answer, Digest, Kind, MAX_RECORD, Stored};
use tempfile::TempDir;

use super::{convert, mutate, record};
use crate::firmware;
use crate::qemu::run_to_end;
use crate::repo;
use crate::setup::{self, Need};
use crate::tally::Tally;

/// How many mutated heads go with the case files.
const HEADS: usize = 1_000;
const SEED: u64 = 1;
const LIMIT: Duration = Duration::from_secs(120);

/// Runs all case files on the emulated device and here.
///
/// # Errors
/// When something does not build or run.
pub fn run(out: &mut dyn Write) -> Result<Tally> {
    setup::ensure(&[Need::RustTarget(firmware::TARGET), setup::QEMU], out)?;
    let mut records = Vec::new();
    for path in repo::case_files() {
        records.extend(convert::file(&path)?);
    }
    let mut random = mutate::Random::new(SEED);
    records.extend((0..HEADS).map(|_| record::bytes(Kind::Head, &mutate::request(&mut random))));
    let too_long = records.iter().filter(|record| record.len() > MAX_RECORD).count();
    records.retain(|record| record.len() <= MAX_RECORD);

    let (expected, digest) = on_the_host(&records);
    let elf = firmware::build(&repo::firmware().join("selftest"), "selftest", &[])?;
    let folder = TempDir::with_prefix("cases-")?;
    std::fs::write(folder.path().join("cases.bin"), joined(&records))?;
    let said = run_to_end(&elf, folder.path(), LIMIT)?;
    let got =
        split(&std::fs::read(folder.path().join("answers.bin"))?).context("the answers cannot be read")?;

    ensure!(got.len() == expected.len(), "{} answers to {} cases", got.len(), expected.len());
    let mut tally = Tally::default();
    for (number, (expected, got)) in expected.iter().zip(&got).enumerate() {
        if expected != got {
            let (expected, got) = (expected.escape_ascii(), got.escape_ascii());
            writeln!(
                out,
                "case {number}: {}: host {expected}, device {got}",
                records[number].escape_ascii()
            )?;
        }
        tally += Tally::one(expected == got);
    }
    let counted = format!("{} cases, digest {:016x}", records.len(), digest.value());
    writeln!(out, "host:   {counted}")?;
    writeln!(out, "device: {}", said.trim())?;
    if too_long > 0 {
        writeln!(out, "{too_long} cases are longer than the device's {MAX_RECORD} bytes and were left out")?;
    }
    tally += Tally::one(said.trim() == counted);
    writeln!(out, "{tally}")?;
    Ok(tally)
}

fn on_the_host(records: &[Vec<u8>]) -> (Vec<Vec<u8>>, Digest) {
    let (mut stored, mut answer, mut digest) =
        (Box::new(Stored::deny_all()), Box::new(Answer::new()), Digest::new());
    let answers = records.iter().map(|record| {
        cases::run(record, &mut stored, &mut answer);
        digest.update(answer.as_bytes());
        answer.as_bytes().to_vec()
    });
    (answers.collect(), digest)
}

fn joined(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|record| [&(record.len() as u32).to_le_bytes()[..], record].concat()).collect()
}

fn split(mut bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut entries = Vec::new();
    while let Some((len, rest)) = bytes.split_first_chunk() {
        let (entry, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        entries.push(entry.to_vec());
        bytes = rest;
    }
    bytes.is_empty().then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_survive_their_file() {
        let entries = vec![vec![1, 2, 3], vec![], vec![9; 300]];
        assert_eq!(split(&joined(&entries)), Some(entries));
        assert_eq!(split(&[1, 0, 0]), None);
    }

    #[test]
    fn the_committed_cases_make_records_of_every_kind() {
        let files = repo::case_files();
        let records: Vec<_> = files.iter().flat_map(|file| convert::file(file).unwrap()).collect();
        for kind in [Kind::Decide, Kind::Origin, Kind::List] {
            assert!(records.iter().any(|record| record[0] == kind as u8), "{kind:?}");
        }
        let (answers, _) = on_the_host(&records);
        assert!(!answers.iter().any(|answer| answer.ends_with(b"unreadable record")));
    }
}
