//! Hostile values of growing lengths.

use corselet::header::Field;
use workloads::{WORKLOADS, Workload};

/// 64 bytes to 16 KiB.
const LENGTHS: [usize; 5] = [64, 256, 1_024, 4_096, 16_384];

/// Each of the workloads with 16 KiB, cut to each of the lengths. A length stands behind the name: `commas-64`.
pub(crate) fn workloads() -> &'static [Workload] {
    let mut workloads = Vec::new();
    for whole in WORKLOADS {
        let Some(kind) = whole.name.strip_suffix("-16k") else { continue };
        for len in LENGTHS {
            let lines = whole.lines.iter().map(|(name, value)| (*name, cut(value, name, len)));
            let lines: &'static [_] = Box::leak(lines.collect());
            let name: &'static str = format!("{kind}-{len}").leak();
            workloads.push(Workload { name, lines, ..*whole });
        }
    }
    workloads.leak()
}

/// The first so many bytes of a list; of an origin, its beginning and its end.
fn cut(value: &'static [u8], name: &[u8], len: usize) -> &'static [u8] {
    const END: usize = 12;
    match value.len().checked_sub(len) {
        Some(more) if value.len() == 16_384 && name == Field::Origin.name().as_bytes() => {
            [&value[..len - END], &value[len - END + more..]].concat().leak()
        }
        Some(_) if value.len() == 16_384 => &value[..len],
        _ => value,
    }
}
