//! Tests that need the device: the same cases there and here, hostile bytes, and its memory card.

mod cases;
mod convert;
mod hostile;
mod memory;
mod mutate;
mod record;

pub use cases::run as cases;
pub use hostile::run as hostile;
pub use memory::run as memory;
