//! The policy that has no origin.

use super::arena::{Arena, Sizes};
use super::{Policy, PolicySpec};

const SIZES: Sizes = Sizes::of(&PolicySpec::EMPTY, true);

static ARENA: Arena<{ SIZES.text }, { SIZES.exact }, { SIZES.patterns }, { SIZES.methods }, { SIZES.names }> =
    Arena::compile(&PolicySpec::EMPTY);

/// Grants no origin anything. For routes that are the host's own alone: behind a [`Gate`](crate::Gate) that
/// [grants the same host](crate::Gate::with_same_host), or without.
pub const NOBODY: Policy<'static> = ARENA.policy();
