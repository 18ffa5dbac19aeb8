//! The board's front: the select button and the status LED.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::Qmp;

/// Long enough for the firmware to see the level at least once, and for any sensible debouncing.
const HOLD: Duration = Duration::from_millis(100);

/// The data register of GPIO port F, masked to pin 0 (the LED) by the address's low bits being all set.
const PORT_F_DATA: &str = "xp /1wx 0x400253fc";

/// Presses the select button or lets it go, and waits until the firmware has seen it.
pub(super) fn set_button(qmp: &mut Qmp, down: bool) -> Result<()> {
    move_button(qmp, down)?;
    thread::sleep(HOLD);
    Ok(())
}

/// Presses the select button, PF1, or lets it go. To QEMU it is the left control key.
pub(super) fn move_button(qmp: &mut Qmp, down: bool) -> Result<()> {
    let key = json!({ "type": "qcode", "data": "ctrl" });
    let event = json!({ "type": "key", "data": { "down": down, "key": key } });
    qmp.execute("input-send-event", json!({ "events": [event] }))?;
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
