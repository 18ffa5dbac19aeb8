//! Pages that mean no harm: what the browser makes of the gateway's answers, and that the crate's user agent half makes the
//! same of the very same bytes.

mod predict;
mod run;
mod visit;
mod visits;

pub(super) use run::run;
