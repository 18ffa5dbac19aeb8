//! What the tour needs of whatever it tours.

use std::net::SocketAddr;

use anyhow::Result;

/// A running gateway, with its front panel and its log.
pub trait Target {
    /// Where it serves HTTP.
    fn address(&self) -> SocketAddr;

    /// Presses the select button and lets it go again; returns once the gateway has seen both.
    ///
    /// # Errors
    /// When the gateway has gone.
    fn press_button(&mut self) -> Result<()>;

    /// Whether the status LED is lit.
    ///
    /// # Errors
    /// When the gateway has gone.
    fn led_lit(&mut self) -> Result<bool>;

    /// The lines that it has logged since the last call; never waits.
    ///
    /// # Errors
    /// When the log cannot be read.
    fn log_lines(&mut self) -> Result<Vec<String>>;
}

impl Target for crate::qemu::Machine {
    fn address(&self) -> SocketAddr {
        self.address()
    }

    fn press_button(&mut self) -> Result<()> {
        self.press_button()
    }

    fn led_lit(&mut self) -> Result<bool> {
        self.led_lit()
    }

    fn log_lines(&mut self) -> Result<Vec<String>> {
        if let Some(end) = self.ended() {
            anyhow::bail!(end);
        }
        self.log().poll()
    }
}
