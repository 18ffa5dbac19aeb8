//! The table of steps: the cheap ones first.

use std::path::PathBuf;

use anyhow::Result;

use super::features::{bare_features, feature_sets};
use super::step::{Counts, Step};
use crate::firmware;
use crate::repo;
use crate::setup::{self, Need};

/// The targets that the core must build for.
const CORE_TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7m-none-eabi", "riscv32imc-unknown-none-elf", "wasm32-unknown-unknown"];

const BOARD: Need = Need::RustTarget(firmware::TARGET);

/// All steps, in order.
pub(super) fn steps() -> Result<Vec<Step>> {
    let mut steps = vec![
        Step::cargo("format/workspace", "fmt --all --check"),
        Step::cargo("format/firmware", "fmt --all --check").in_firmware(),
        Step::cargo("format/measured", "fmt --manifest-path benches/measured/Cargo.toml --check"),
        Step::cargo("clippy/workspace", "clippy --workspace --all-targets -- -D warnings"),
    ];
    steps.extend(feature_sets("corselet")?.into_iter().map(|set| {
        let name = format!("clippy/core:{}", set.name);
        Step::cargo(name, &format!("clippy -p corselet --all-targets {} -- -D warnings", set.arguments))
    }));
    steps.extend([
        Step::cargo("clippy/firmware", "clippy --release --workspace -- -D warnings")
            .in_firmware()
            .needing(BOARD),
        Step::cargo(
            "clippy/gateway",
            "clippy -p gateway -p records -p sdcard --all-targets --target host-tuple -- -D warnings",
        )
        .in_firmware(),
        // Without the peers, which bring some hundreds of crates.
        Step::cargo(
            "clippy/measured",
            "clippy --release --manifest-path benches/measured/Cargo.toml --target-dir target/measured -- -D warnings",
        ),
        Step::cargo("doc/workspace", "doc --workspace --all-features --no-deps")
            .with("RUSTDOCFLAGS", "-D warnings"),
        Step::cargo("doc/firmware", "doc --release --workspace --no-deps")
            .in_firmware()
            .with("RUSTDOCFLAGS", "-D warnings")
            .needing(BOARD),
        Step::cargo("test/workspace", "test --workspace").counting(Counts::Tests),
        Step::cargo("test/core:all", "test -p corselet --all-features").counting(Counts::Tests),
        Step::cargo("test/gateway", "test -p gateway -p records -p sdcard --target host-tuple")
            .in_firmware()
            .counting(Counts::Tests),
    ]);
    let bare = bare_features("corselet")?;
    steps.extend(CORE_TARGETS.map(|target| {
        let line = format!("build -p corselet {bare} --target {target}");
        Step::cargo(format!("build/{target}"), &line).needing(Need::RustTarget(target))
    }));
    steps.extend([
        Step::cargo("instructions", "bench -p benches -- gate")
            .counting(Counts::Closing)
            .needing(setup::VALGRIND),
        Step::cargo("footprint/budget", "footprint").counting(Counts::Closing),
        Step::cargo("footprint/board", "footprint --board").counting(Counts::Closing),
        Step::cargo("build/firmware", "build --release").in_firmware().needing(BOARD),
        Step::cargo("demo/board", "demo").counting(Counts::Closing).needing(BOARD).needing(setup::QEMU),
        Step::cargo("device/cases", "run --release --package host-tests --bin device -- cases")
            .counting(Counts::Closing),
        Step::cargo("device/hostile", "run --release --package host-tests --bin device -- hostile")
            .counting(Counts::Closing),
        Step::cargo("device/memory", "run --release --package host-tests --bin device -- memory")
            .counting(Counts::Closing),
        Step::cargo("demo/host", "demo --host").counting(Counts::Closing),
        Step::cargo("browser", "run --release --package host-tests --bin browser --")
            .counting(Counts::Closing)
            .needing(BOARD)
            .needing(setup::QEMU)
            .needing(setup::CHROMIUM),
    ]);
    steps.extend(replay("replay/cases", &repo::case_files()));
    // More of the same kinds, where they lie beside the project.
    let known =
        repo::vector_files().into_iter().filter(|file| crate::replay::is_known(file)).collect::<Vec<_>>();
    steps.extend(replay("replay/vectors", &known));
    Ok(steps)
}

/// A replay of `files`, if there are any.
fn replay(name: &str, files: &[PathBuf]) -> Option<Step> {
    (!files.is_empty()).then(|| Step::cargo(name, "replay").over(files).counting(Counts::Closing))
}
