//! The select button.

/// How long the button's level must last to count, in milliseconds.
pub(crate) const DEBOUNCE_MS: u64 = 20;

/// How long a press must last to be a long one, in milliseconds.
pub(crate) const LONG_MS: u64 = 3_000;

/// What was done with the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    /// It went down. A long press begins so too.
    Down,
    /// It has been down for long.
    Long,
}

/// A level counts once it lasted, and a button that reads pressed at reset does nothing until it was released: on this
/// board every line reads so until its first event.
#[derive(Debug)]
pub(crate) struct Button {
    // Released is true, so that the state at reset, pressed, is all zero bits and costs no flash.
    steady_released: bool,
    level_released: bool,
    since_ms: u64,
    released_once: bool,
    told_long: bool,
}

impl Button {
    pub(crate) const fn new() -> Self {
        Self {
            steady_released: false,
            level_released: false,
            since_ms: 0,
            released_once: false,
            told_long: false,
        }
    }

    /// The button's level and the time, once a turn.
    pub(crate) fn tick(&mut self, now_ms: u64, pressed: bool) -> Option<Press> {
        if pressed == self.level_released {
            self.level_released = !pressed;
            self.since_ms = now_ms;
        }
        let lasted_ms = now_ms.saturating_sub(self.since_ms);
        if self.level_released != self.steady_released {
            if lasted_ms < DEBOUNCE_MS {
                return None;
            }
            self.steady_released = self.level_released;
            self.released_once |= self.steady_released;
            self.told_long = false;
            return (!self.steady_released && self.released_once).then_some(Press::Down);
        }
        let long = !self.steady_released && self.released_once && !self.told_long && lasted_ms >= LONG_MS;
        self.told_long |= long;
        long.then_some(Press::Long)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    /// What comes of levels that last so many milliseconds each.
    fn presses(levels: &[(bool, u64)]) -> Vec<Press> {
        let mut button = Button::new();
        let mut now = 0;
        let mut presses = Vec::new();
        for (pressed, ms) in levels {
            for _ in 0..*ms {
                presses.extend(button.tick(now, *pressed));
                now += 1;
            }
        }
        presses
    }

    #[test]
    fn a_press_counts_once_it_lasted() {
        assert_eq!(presses(&[(false, 50), (true, 50), (false, 50), (true, 50)]), [Press::Down; 2]);
        assert_eq!(presses(&[(false, 50), (true, DEBOUNCE_MS - 1), (false, 50)]), []);
    }

    #[test]
    fn a_button_that_is_pressed_at_reset_does_nothing_until_released() {
        assert_eq!(presses(&[(true, 2 * LONG_MS)]), []);
        assert_eq!(presses(&[(true, 200), (false, 50), (true, 50)]), [Press::Down]);
    }

    #[test]
    fn a_bouncing_contact_is_no_press() {
        let bounces = [(true, 5), (false, 2), (true, 5), (false, 2), (true, 5), (false, 2)];
        assert_eq!(presses(&[&[(false, 50)][..], &bounces, &[(false, 50)]].concat()), []);
    }

    #[test]
    fn a_long_press_is_told_once() {
        let long = [(false, 50), (true, 3 * LONG_MS), (false, 50), (true, 50)];
        assert_eq!(presses(&long), [Press::Down, Press::Long, Press::Down]);
        assert_eq!(presses(&[(false, 50), (true, LONG_MS - 1), (false, 50)]), [Press::Down]);
    }
}
