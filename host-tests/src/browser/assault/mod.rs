//! Pages that mean harm.

mod attack;
mod attacks;
mod judge;
mod predict;
mod run;

pub(super) use run::run;
