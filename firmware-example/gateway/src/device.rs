//! What the gateway measures and switches.

use crate::routes::{MAX_BODY, Route};
use core::fmt::Write as _;
use heapless::{String, Vec};

/// The relay, the configuration and the sensor.
#[derive(Debug)]
pub(crate) struct Device {
    relay_on: bool,
    config: Vec<u8, MAX_BODY>,
    readings: u32,
}

/// What a handler replies.
pub(crate) enum Reply {
    /// 200 with a short JSON text.
    Text(String<64>),
    /// 204
    Done,
    /// 400 with the reason.
    Bad(&'static str),
    /// 500 with the reason.
    Failed(&'static str),
}

impl Device {
    pub(crate) const fn new() -> Self {
        Self { relay_on: false, config: Vec::new(), readings: 0 }
    }

    pub(crate) const fn relay_is_on(&self) -> bool {
        self.relay_on
    }

    pub(crate) fn read(&mut self, route: Route) -> Reply {
        let mut text = String::new();
        let _ = match route {
            Route::Reading => {
                self.readings = self.readings.wrapping_add(1);
                // A sensor that warms up a tenth of a degree a reading, from 20.0 to 24.9.
                let tenths = 200 + self.readings % 50;
                writeln!(text, "{{\"celsius\":{}.{}}}", tenths / 10, tenths % 10)
            }
            Route::Settings => writeln!(text, "{{\"config_bytes\":{}}}", self.config.len()),
            _ => writeln!(text, "{{\"on\":{}}}", self.relay_on),
        };
        Reply::Text(text)
    }

    pub(crate) fn write(&mut self, route: Route, body: &[u8]) -> Reply {
        match route {
            Route::Relay => match body.trim_ascii() {
                b"on" | b"relay=on" | br#"{"on":true}"# => self.relay_on = true,
                b"off" | b"relay=off" | br#"{"on":false}"# => self.relay_on = false,
                _ => return Reply::Bad("the body must be on, off, a form's relay=on, or {\"on\":true}\n"),
            },
            _ => {
                self.config.clear();
                let _ = self.config.extend_from_slice(body);
            }
        }
        Reply::Done
    }

    pub(crate) fn clear(&mut self) -> Reply {
        self.relay_on = false;
        Reply::Done
    }
}
