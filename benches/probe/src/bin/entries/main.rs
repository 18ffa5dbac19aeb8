//! Every public entry of the crate: if this program links, none of them can panic.
//!
//! A new entry is one line in the list of its room. `policy::compile_time` is left out: it runs in the compiler, where
//! its panic is the error message. So are `Debug` and `Display`: what they are made of, `core::fmt`, has panics of its own.
#![no_std]
#![no_main]

/// A function for each entry, and the list of them. Nobody calls `_start`, so all arguments are unknown.
macro_rules! entries {
    ($($name:ident: |$given:ident| $value:expr;)*) => {
        $(
            #[inline(never)]
            fn $name($given: &mut $crate::Given<'_>) {
                let _ = core::hint::black_box($value);
            }
        )*
        pub(crate) static ENTRIES: &[fn(&mut $crate::Given<'_>)] = &[$($name),*];
    };
}

#[cfg(feature = "browser")]
mod fetch;
mod gate;
mod given;
mod guard;
mod header;
mod origin;
mod policy;
mod server;

use given::Given;
// For its panic handler.
use probe as _;

#[unsafe(no_mangle)]
extern "C" fn _start(room: usize, entry: usize, given: &mut Given<'_>) {
    let rooms = [
        origin::ENTRIES,
        header::ENTRIES,
        policy::ENTRIES,
        server::ENTRIES,
        guard::ENTRIES,
        gate::ENTRIES,
        #[cfg(feature = "browser")]
        fetch::ENTRIES,
    ];
    if let Some(call) = rooms.get(room).and_then(|entries| entries.get(entry)) {
        call(given);
    }
}
