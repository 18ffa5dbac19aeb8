//! Whether a pattern stands for an origin.
//!
//! What of the origin a pattern does not spell out itself are labels and a port, and they are all that needs to be validated:
//! the rest equals a policy's entry, which was.

use super::Policy;
use super::table::OriginPattern;
use crate::header::same;
use crate::origin::{are_labels, port_number};

/// The digits of the largest port.
const MOST_DIGITS: usize = 5;

/// Whether a pattern of the policy stands for this value, which then is a serialised, DNS-shaped origin.
pub(super) fn matches_pattern(policy: &Policy<'_>, value: &[u8]) -> bool {
    policy.patterns.iter().any(|pattern| pattern.stands_for(policy.text, value))
}

impl OriginPattern {
    pub(super) fn stands_for(&self, text: &[u8], value: &[u8]) -> bool {
        let (start, end) = self.ends(text);
        let Some(value) = self.without_port(value) else { return false };
        let Some((before, name)) = value.split_at_checked(value.len().wrapping_sub(end.len())) else {
            return false;
        };
        let Some((scheme, labels)) = before.split_at_checked(start.len()) else { return false };
        same(name, end)
            && same(scheme, start)
            && if self.labels_len == 0 {
                labels.is_empty()
            } else {
                labels.len() <= usize::from(self.labels_len) && are_labels(labels)
            }
    }

    /// The value without a port that may vary; nothing where such a port is not as it is serialised.
    fn without_port<'v>(&self, value: &'v [u8]) -> Option<&'v [u8]> {
        if !self.any_port {
            return Some(value);
        }
        // A colon further from the end is one of an IPv6 address.
        let digits = value.iter().rev().take(MOST_DIGITS + 1).take_while(|byte| byte.is_ascii_digit());
        // Not `count`, whose sum is one of the checks of overflow that a firmware may turn on.
        let digits = digits.fold(0_usize, |digits, _| digits.wrapping_add(1));
        match value.split_at_checked(value.len().wrapping_sub(digits))? {
            ([host @ .., b':'], port) => {
                let number = port_number(port)?;
                (Some(number) != self.default_port).then_some(host)
            }
            _ => Some(value),
        }
    }
}
