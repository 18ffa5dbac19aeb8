//! What the tour needs of whatever it tours.

use std::net::SocketAddr;

use anyhow::Result;

/// What it logs once a long press has unpaired everybody.
pub const UNPAIRED: &str = "unpaired";

/// A running gateway, with its front panel and its log.
pub trait Target {
    /// Where it serves HTTP.
    fn address(&self) -> SocketAddr;

    /// Presses the select button and lets it go again; returns once the gateway has seen both.
    ///
    /// # Errors
    /// When the gateway has gone.
    fn press_button(&mut self) -> Result<()>;

    /// Holds the select button down until everybody is unpaired, and lets it go again; returns what the gateway logged.
    ///
    /// # Errors
    /// When the gateway has gone, or the button does nothing.
    fn hold_button(&mut self) -> Result<Vec<String>>;

    /// Resets it, and returns what it logged until it was up again.
    ///
    /// # Errors
    /// When it does not come up again.
    fn reset(&mut self) -> Result<Vec<String>>;

    /// Cuts its power and switches it on again, with the same memory card: its address may be another one then. Returns
    /// what it logged until it was up again.
    ///
    /// # Errors
    /// When it does not come up again.
    fn cut_power(&mut self) -> Result<Vec<String>>;

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

    fn hold_button(&mut self) -> Result<Vec<String>> {
        self.hold_button_until(UNPAIRED)
    }

    fn reset(&mut self) -> Result<Vec<String>> {
        self.reset()?;
        Ok(self.boot_lines().to_vec())
    }

    fn cut_power(&mut self) -> Result<Vec<String>> {
        self.cut_power()?;
        Ok(self.boot_lines().to_vec())
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
