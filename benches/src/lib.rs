//! `cargo bench -p benches`: what corselet costs, beside a hand-made floor and its peers.
//!
//! What is measured is a workspace of its own, `benches/measured`, whose programs are built and run here: the engine and the
//! floor alone for whatever must be quick and exact, and the same with all peers for comparisons within one process.
//! Figures are kept in `benches/results`, from which tables and plots are drawn.

pub mod callgrind;
pub mod figures;
pub mod gate;
pub mod levels;
pub mod measure;
pub mod plots;
pub mod program;
pub mod subjects;
pub mod tables;
