//! What a machine needs to run the project's commands, and how it gets it.
//!
//! A need that is met costs a look and no word. One that is not met is announced in a line, then installed;
//! when that fails, one line says what to install by hand.

mod machine;
mod package_manager;
mod program;
mod rust;
#[cfg(all(test, unix))]
mod tests;

use std::io::Write;

use anyhow::Result;

use machine::Machine;
pub use package_manager::PackageManager;
pub use program::Program;

/// One thing that a command needs.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Need {
    /// The standard library of a Rust target, for the pinned toolchain.
    RustTarget(&'static str),
    /// A component of the pinned toolchain, as rustup names it.
    RustComponent(&'static str),
    /// A program of the system.
    Program(Program),
}

/// The emulator of the gateway's board.
pub const QEMU: Need = Need::Program(Program {
    command: "qemu-system-arm",
    packages: &[
        (PackageManager::Apt, "qemu-system-arm"),
        (PackageManager::Dnf, "qemu-system-arm"),
        (PackageManager::Pacman, "qemu-system-arm"),
        (PackageManager::Zypper, "qemu-arm"),
        (PackageManager::Apk, "qemu-system-arm"),
        (PackageManager::Brew, "qemu"),
    ],
});

/// The emulator of a RISC-V board.
pub const QEMU_RISCV: Need = Need::Program(Program {
    command: "qemu-system-riscv32",
    packages: &[
        (PackageManager::Apt, "qemu-system-misc"),
        (PackageManager::Dnf, "qemu-system-riscv"),
        (PackageManager::Pacman, "qemu-system-riscv"),
        (PackageManager::Zypper, "qemu-extra"),
        (PackageManager::Apk, "qemu-system-riscv32"),
        (PackageManager::Brew, "qemu"),
    ],
});

/// What counts instructions.
pub const VALGRIND: Need = Need::Program(Program {
    command: "valgrind",
    packages: &[
        (PackageManager::Apt, "valgrind"),
        (PackageManager::Dnf, "valgrind"),
        (PackageManager::Pacman, "valgrind"),
        (PackageManager::Zypper, "valgrind"),
        (PackageManager::Apk, "valgrind"),
    ],
});

/// The browser that is driven in tests.
pub const CHROMIUM: Need = Need::Program(Program {
    command: "chromium",
    packages: &[
        (PackageManager::Apt, "chromium"),
        (PackageManager::Dnf, "chromium"),
        (PackageManager::Pacman, "chromium"),
        (PackageManager::Zypper, "chromium"),
        (PackageManager::Apk, "chromium"),
        (PackageManager::Brew, "chromium"),
    ],
});

/// Makes sure that this machine has all of `needs`; what it installs it announces on `out`.
///
/// # Errors
/// One line that says what to install by hand.
pub fn ensure(needs: &[Need], out: &mut dyn Write) -> Result<()> {
    let machine = Machine::this();
    needs.iter().try_for_each(|need| match need {
        Need::RustTarget(target) => rust::ensure_target(target, out),
        Need::RustComponent(component) => rust::ensure_component(component, out),
        Need::Program(program) => program.ensure(&machine, out),
    })
}
