//! Tests that need the device: the same cases there and here, and hostile bytes.

mod cases;
mod convert;
mod hostile;
mod mutate;
mod record;

pub use cases::run as cases;
pub use hostile::run as hostile;
