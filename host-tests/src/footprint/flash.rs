//! What the engine takes of a program's flash.
//!
//! All of `.text` and `.rodata`, without what is not the engine's: the tables and texts of policy and guard, the compiler's
//! `memcpy` and its kin (any firmware has them), and the program `nothing`, which has all that the measured programs have
//! beside the engine.

use super::image::{Image, Symbol};

/// The parts of a program's flash, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flash {
    /// `.text` and `.rodata`.
    pub all: u64,
    /// The policy and the guard: the statics that `policy!` and `guard!` make.
    pub policy: u64,
    /// `memcpy`, `memset`, `memcmp` and their kin.
    pub copies: u64,
    /// The program `nothing`, of the same target and level.
    pub skeleton: u64,
}

impl Flash {
    /// Of a program, given `nothing`.
    #[must_use]
    pub fn of(image: &Image, nothing: &Image) -> Self {
        Self {
            all: image.text + image.rodata,
            policy: image.sum(is_policy),
            copies: image.sum(is_copy),
            skeleton: nothing.text + nothing.rodata - nothing.sum(is_copy),
        }
    }

    /// What the engine takes.
    #[must_use]
    pub const fn engine(&self) -> u64 {
        self.all - self.policy - self.copies - self.skeleton
    }
}

/// The programs call their policy `POLICY` and their guard `GUARD`; what the macros make of them lies within.
pub(super) fn is_policy(symbol: &Symbol) -> bool {
    !symbol.code && symbol.name.split("::").any(|part| part == "POLICY" || part == "GUARD")
}

/// The compiler's own library has nothing else that copies, fills or compares memory.
pub(super) fn is_copy(symbol: &Symbol) -> bool {
    const NAMES: [&str; 6] = ["memcpy", "memmove", "memset", "memcmp", "memclr", "bcmp"];
    let name = symbol.name.strip_prefix("compiler_builtins::mem::").unwrap_or(&symbol.name);
    let name = name.strip_prefix("__aeabi_").unwrap_or(name);
    // `__aeabi_memcpy4` is for aligned words.
    symbol.code
        && (symbol.name.starts_with("compiler_builtins::mem::")
            || NAMES.contains(&name.trim_end_matches(['4', '8'])))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn symbol(name: &str, size: u64, code: bool) -> Symbol {
        Symbol { name: name.to_owned(), address: 0, size, code }
    }

    #[test]
    fn what_is_not_the_engine_is_taken_off() {
        let nothing = Image {
            text: 30,
            rodata: 2,
            statics: 0,
            symbols: vec![symbol("memcpy", 10, true)],
            words: BTreeSet::new(),
        };
        let symbols = vec![
            symbol("exact::POLICY", 100, false),
            symbol("exact::POLICY::ARENA", 200, false),
            symbol("exact::POLICY::{{closure}}", 7, true),
            symbol("corselet::NAMES", 40, false),
            symbol("corselet::server::decide", 500, true),
            symbol("__aeabi_memcpy4", 60, true),
            symbol("compiler_builtins::mem::impls::copy", 50, true),
            symbol("memcmp_like", 5, true),
        ];
        let flash = Flash::of(
            &Image { text: 1_000, rodata: 400, statics: 0, symbols, words: BTreeSet::new() },
            &nothing,
        );
        assert_eq!(flash, Flash { all: 1_400, policy: 300, copies: 110, skeleton: 22 });
        assert_eq!(flash.engine(), 968);
    }
}
