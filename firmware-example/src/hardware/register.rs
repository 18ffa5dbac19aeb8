//! Access to memory-mapped registers.

use core::ptr;

/// One 32-bit register of a peripheral.
#[derive(Clone, Copy)]
pub(super) struct Register {
    address: usize,
}

impl Register {
    /// The register at `address`.
    ///
    /// # Safety
    /// A device register, aligned to four bytes, must lie at `address`, and no value written to it may make
    /// the hardware touch memory (no DMA, no remapping, no vector table).
    pub(super) const unsafe fn at(address: usize) -> Self {
        Self { address }
    }

    /// Reads the register, with whatever effect the hardware gives to a read.
    pub(super) fn read(self) -> u32 {
        // SAFETY: `at` was promised an aligned device register at this address.
        unsafe { ptr::with_exposed_provenance::<u32>(self.address).read_volatile() }
    }

    /// Writes the register.
    pub(super) fn write(self, value: u32) {
        // SAFETY: `at` was promised an aligned device register whose values cannot touch memory.
        unsafe { ptr::with_exposed_provenance_mut::<u32>(self.address).write_volatile(value) }
    }

    /// Sets `bits` and keeps the others. Not atomic: for registers that no interrupt handler writes.
    pub(super) fn set(self, bits: u32) {
        self.write(self.read() | bits);
    }
}

/// Run-time clock gating of the peripherals with pins or a network (RCGC2).
// SAFETY: RCGC2 of system control; it switches clocks of peripherals and nothing else.
pub(super) const CLOCK_GATES: Register = unsafe { Register::at(0x400f_e108) };
