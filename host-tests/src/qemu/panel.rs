//! The board's front: the select button and the status LED.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::Qmp;

/// Long enough for the firmware to see the level at least once, and for any sensible debouncing.
pub(crate) const PRESS: Duration = Duration::from_millis(100);

/// Longer than the firmware takes for a short press.
pub(crate) const LONG_PRESS: Duration = Duration::from_millis(3_300);

/// The data register of GPIO port F, masked to pin 0 (the LED) by the address's low bits being all set.
const PORT_F_DATA: &str = "xp /1wx 0x400253fc";

/// Presses the select button (PF1, the left control key to QEMU) for so long and lets it go again.
pub(super) fn press_button(qmp: &mut Qmp, hold: Duration) -> Result<()> {
    for (down, time) in [(true, hold), (false, PRESS)] {
        let key = json!({ "type": "qcode", "data": "ctrl" });
        let event = json!({ "type": "key", "data": { "down": down, "key": key } });
        qmp.execute("input-send-event", json!({ "events": [event] }))?;
        thread::sleep(time);
    }
    Ok(())
}

/// Whether the status LED (PF0) is lit.
pub(super) fn led_lit(qmp: &mut Qmp) -> Result<bool> {
    let text = qmp.monitor(PORT_F_DATA)?;
    let word = word(&text).with_context(|| format!("QEMU shows no register: {text:?}"))?;
    Ok(word & 1 != 0)
}

/// The value in the monitor's `00000000400253fc: 0x00000001`.
fn word(text: &str) -> Option<u32> {
    let (_, value) = text.trim().split_once(": 0x")?;
    u32::from_str_radix(value, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monitors_word_is_read() {
        assert_eq!(word("00000000400253fc: 0x00000003\r\n"), Some(3));
        assert_eq!(word("Cannot access memory\r\n"), None);
    }
}
