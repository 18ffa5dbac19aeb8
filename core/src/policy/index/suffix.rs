//! Which patterns may stand for an origin: those whose fixed end is what follows one of its dots, or its whole host.

use super::dots::Dots;
use super::hash::Hash;
use super::keys::Keys;
use super::table::Table;

/// What the ends of a policy's patterns have in common, in one word: what cannot match is not looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shapes {
    /// The fewest dots in the end of a pattern that stands for subdomains.
    pub(super) fewest: u8,
    /// The most dots in the end of any pattern.
    pub(super) most: u8,
    /// Whether there are patterns of a fixed port, of any port, and of a whole host.
    pub(super) fixed_port: bool,
    pub(super) any_port: bool,
    pub(super) whole_host: bool,
}

impl Shapes {
    const NONE: Self =
        Self { fewest: u8::MAX, most: 0, fixed_port: false, any_port: false, whole_host: false };

    pub(super) const fn to_word(self) -> u32 {
        self.fewest as u32
            | (self.most as u32) << 8
            | (self.fixed_port as u32) << 16
            | (self.any_port as u32) << 17
            | (self.whole_host as u32) << 18
    }

    pub(super) const fn of_word(word: u32) -> Self {
        Self {
            fewest: word as u8,
            most: (word >> 8) as u8,
            fixed_port: word & (1 << 16) != 0,
            any_port: word & (1 << 17) != 0,
            whole_host: word & (1 << 18) != 0,
        }
    }

    pub(super) const fn of(patterns: &Keys<'_>) -> Self {
        let mut shapes = Self::NONE;
        let mut place = 0;
        while (place as usize) < patterns.len() {
            let key = patterns.key(place);
            shapes = shapes.and(key.end, key.any_port);
            place = place.wrapping_add(1);
        }
        shapes
    }

    /// With a pattern of this end among them.
    const fn and(mut self, end: &[u8], any_port: bool) -> Self {
        let mut dots = 0_u8;
        let mut rest = end;
        while let [byte, tail @ ..] = rest {
            dots = dots.saturating_add((*byte == b'.') as u8);
            rest = tail;
        }
        if !matches!(end, [b'.', ..]) {
            self.whole_host = true;
        } else if dots < self.fewest {
            self.fewest = dots;
        }
        self.most = if dots > self.most { dots } else { self.most };
        self.fixed_port |= !any_port;
        self.any_port |= any_port;
        self
    }
}

/// Whether `stands_for` holds for any pattern that may stand for the value, given by its place.
pub(super) fn any_pattern(
    table: &Table<'_>,
    shapes: Shapes,
    value: &[u8],
    stands_for: impl Fn(usize) -> bool,
) -> bool {
    let Some(scheme_len) = value.iter().position(|byte| *byte == b':') else { return false };
    let search = Search { table, shapes, start_len: scheme_len.wrapping_add(3) };
    (shapes.fixed_port && search.any(false, value, &stands_for))
        || (shapes.any_port && search.any(true, without_port(value), &stands_for))
}

struct Search<'t> {
    table: &'t Table<'t>,
    shapes: Shapes,
    /// Of the scheme and `://`; what is none equals the start of no pattern.
    start_len: usize,
}

impl Search<'_> {
    fn any(&self, any_port: bool, value: &[u8], stands_for: &impl Fn(usize) -> bool) -> bool {
        let Some((start, _)) = value.split_at_checked(self.start_len) else { return false };
        let prefix = Hash::seeded(self.table.seed, any_port).bytes(start);
        let holds = |at: usize| {
            let end = value.get(at..).unwrap_or_default();
            self.table.place(prefix.end(self.start_len, end)).is_some_and(stands_for)
        };
        let mut count = 0_u8;
        for at in Dots::of(value).take_while(|at| *at >= self.start_len) {
            count = count.wrapping_add(1);
            if count > self.shapes.most {
                return false;
            }
            if count >= self.shapes.fewest && holds(at) {
                return true;
            }
        }
        self.shapes.whole_host && holds(self.start_len)
    }
}

/// The value without what may be its port: at most five digits and their colon.
fn without_port(value: &[u8]) -> &[u8] {
    let digits = value.iter().rev().take(5).take_while(|byte| byte.is_ascii_digit());
    // Not `count`, whose sum is one of the checks of overflow that a firmware may turn on.
    let digits = digits.fold(0_usize, |digits, _| digits.wrapping_add(1));
    match value.split_at_checked(value.len().wrapping_sub(digits)) {
        Some(([host @ .., b':'], _)) => host,
        _ => value,
    }
}
