//! The scene: a browser, the attacker's site, a device, and the wires between them.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, bail};

use super::chromium::{Chromium, Tab};
use super::site::Site;
use super::wire::Wire;
use crate::http;

const ATTACKER: &str = "http://attacker.test";
/// The attacker's other name, which leads to the device in the end.
const REBOUND: &str = "http://rebound.test";

/// How a page reaches the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By an address of this machine. Browsers trust that as they trust https.
    Loopback,
    /// By the device's name, over plain http.
    Name,
    /// By the attacker's own name, which led to the attacker's site and then to the device.
    Rebound,
}

/// All of it, but for the device.
#[derive(Debug)]
pub(super) struct Scene {
    // Fields drop in this order: the browser goes first, and misses nothing.
    pub(super) browser: Chromium,
    /// From the browser to the device, by its address or its name.
    pub(super) direct: Wire,
    /// From the browser, by the attacker's other name, to the attacker's site or the device.
    pub(super) rebound: Wire,
    site: Site,
    device: SocketAddr,
}

impl Scene {
    /// Sets it for a device at an address, for so long.
    pub(super) fn set(device: SocketAddr, limit: Duration) -> Result<Self> {
        let site = Site::open()?;
        let direct = Wire::lay(device)?;
        let rebound = Wire::lay(site.address())?;
        let names = [
            ("attacker.test", site.address()),
            ("gateway.test", direct.address()),
            ("rebound.test", rebound.address()),
        ];
        let browser = Chromium::start(&names, limit)?;
        Ok(Self { browser, direct, rebound, site, device })
    }

    /// The device as an attacker's page addresses it.
    pub(super) fn device(&self, way: Way) -> String {
        match way {
            Way::Loopback => format!("http://{}", self.direct.address()),
            Way::Name => "http://gateway.test".to_owned(),
            Way::Rebound => REBOUND.to_owned(),
        }
    }

    /// The wire that requests of an attacker's page go over.
    pub(super) fn wire(&self, way: Way) -> &Wire {
        if way == Way::Rebound { &self.rebound } else { &self.direct }
    }

    /// Loads the attacker's page into the tab. For the rebinding attack its name leads to the device from then on.
    pub(super) fn lure(&mut self, tab: &Tab, way: Way) -> Result<()> {
        if way == Way::Rebound {
            self.rebound.lead(self.site.address());
        }
        self.browser.load(tab, &format!("{}/", self.attacker(way)))?;
        if way == Way::Rebound {
            self.rebound.lead(self.device);
        }
        Ok(())
    }

    /// The origin of the attacker's page.
    pub(super) fn attacker(&self, way: Way) -> &'static str {
        if way == Way::Rebound { REBOUND } else { ATTACKER }
    }

    /// The origin of a page of the site that is on this machine, and so may be paired although it is no https.
    pub(super) fn dashboard(&self) -> String {
        format!("http://localhost:{}", self.site.address().port())
    }

    /// Switches the relay off, without the browser.
    pub(super) fn switch_relay_off(&self) -> Result<()> {
        self.ask("PUT /api/relay", "off").map(|_| ())
    }

    /// Whether the relay is on, asked without the browser.
    pub(super) fn relay_is_on(&self) -> Result<bool> {
        Ok(self.ask("GET /api/relay", "")?.contains("true"))
    }

    /// The gateway's log page, without the browser.
    pub(super) fn log_page(&self) -> Result<String> {
        self.ask("GET /log", "")
    }

    fn ask(&self, what: &str, body: &str) -> Result<String> {
        let (host, length) = (self.device, body.len());
        let head = format!("{what} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}\r\n\r\n");
        let response = http::exchange(self.device, (head + body).as_bytes())?;
        if response.status >= 300 {
            bail!("{what} is answered {}", response.status);
        }
        Ok(String::from_utf8_lossy(&response.body).into_owned())
    }
}
