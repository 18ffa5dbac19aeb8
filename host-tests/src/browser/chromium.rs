//! A headless Chromium of its own: own profile, own home, own names, no way out of this machine.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::pipe::Pipe;
use crate::child::Guarded;

const PROGRAM: &str = "chromium";

/// The protocol's pipe has file descriptors 3 and 4; the shell puts our ends there and is then replaced.
const WITH_PIPE: &str = "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null";

/// No sandbox, because there is none for root, and in a container often none at all: the only pages that are loaded are
/// this project's own. The rest keeps the browser from talking to anybody on its own account, and from upgrading to
/// https what is asked for over http.
const FLAGS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-breakpad",
    "--disable-sync",
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedMode,OptimizationHints,MediaRouter",
    "--no-first-run",
    "--no-default-browser-check",
];

/// How long a page may take to load.
const LOAD: Duration = Duration::from_secs(30);
/// How long the browser may take to end when it is asked to.
const GRACE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// A running browser; it ends when dropped.
#[derive(Debug)]
pub(super) struct Chromium {
    // Fields drop in this order: the browser ends before its files go.
    child: Guarded,
    pipe: Pipe,
    _folder: TempDir,
}

/// A tab of it.
#[derive(Debug)]
pub(super) struct Tab {
    session: String,
    target: String,
}

impl Chromium {
    /// Starts one to which each of `names` is at an address, whatever port a URL says, and all other names are unknown.
    /// After `limit` it is ended, whatever it does.
    pub(super) fn start(names: &[(&str, SocketAddr)], limit: Duration) -> Result<Self> {
        let folder = TempDir::with_prefix("chromium-")?;
        let mut command = Command::new("sh");
        command.args(["-c", WITH_PIPE, "sh", PROGRAM]).args(FLAGS).args(own_arguments(names, folder.path()));
        // What it writes outside its profile goes to its home.
        command.env("HOME", folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = Guarded::start(&mut command, folder.path().join("errors"), Some(limit))?;
        let (input, output) = child.pipes().context("the browser has no pipe")?;
        let mut browser = Self { child, pipe: Pipe::new(input, output), _folder: folder };
        browser.call(None, "Browser.getVersion", json!({}))?;
        Ok(browser)
    }

    /// Its name and version.
    pub(super) fn version(&mut self) -> Result<String> {
        let version = self.call(None, "Browser.getVersion", json!({}))?;
        Ok(version["product"].as_str().unwrap_or_default().to_owned())
    }

    /// Opens a tab, empty.
    pub(super) fn open(&mut self) -> Result<Tab> {
        let target = self.call(None, "Target.createTarget", json!({ "url": "about:blank" }))?;
        let target = text(&target["targetId"])?;
        let attach = json!({ "targetId": target, "flatten": true });
        let session = text(&self.call(None, "Target.attachToTarget", attach)?["sessionId"])?;
        let tab = Tab { session, target };
        for domain in ["Page.enable", "Network.enable"] {
            self.call(Some(&tab.session), domain, json!({}))?;
        }
        Ok(tab)
    }

    /// Closes a tab.
    pub(super) fn close(&mut self, tab: Tab) -> Result<()> {
        self.call(None, "Target.closeTarget", json!({ "targetId": tab.target })).map(|_| ())
    }

    /// Loads `url` and waits until the page is loaded.
    pub(super) fn load(&mut self, tab: &Tab, url: &str) -> Result<()> {
        self.pipe.take_events(&tab.session, "Page.loadEventFired");
        let answer = self.call(Some(&tab.session), "Page.navigate", json!({ "url": url }))?;
        if let Some(error) = answer["errorText"].as_str() {
            return Err(anyhow!("{url} does not load: {error}"));
        }
        let loaded = self.pipe.wait_for(&tab.session, "Page.loadEventFired", LOAD)?;
        loaded.map(|_| ()).with_context(|| format!("{url} does not load within {} s", LOAD.as_secs()))
    }

    /// Runs `script` in the page, waits for the promise that it may return, and returns its value.
    pub(super) fn run(&mut self, tab: &Tab, script: &str) -> Result<Value> {
        let what = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call(Some(&tab.session), "Runtime.evaluate", what)?;
        if let Some(exception) = answer.get("exceptionDetails") {
            return Err(anyhow!("`{script}` throws: {}", exception["exception"]["description"]));
        }
        Ok(answer["result"]["value"].take())
    }

    /// Clicks into the page at a place, as a person would.
    pub(super) fn click(&mut self, tab: &Tab, x: f64, y: f64) -> Result<()> {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call(Some(&tab.session), "Input.dispatchMouseEvent", event)?;
        }
        Ok(())
    }

    /// The events of one name that the tab has had since they were last taken.
    pub(super) fn events(&mut self, tab: &Tab, name: &str) -> Vec<Value> {
        self.pipe.take_events(&tab.session, name)
    }

    fn call(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        self.pipe.call(session, method, params).map_err(|error| match self.child.ended() {
            Some(status) => error.context(format!("{PROGRAM} ended ({status}): {}", self.child.complaint())),
            None => error,
        })
    }
}

impl Drop for Chromium {
    /// Asks it to end, so that nobody writes any more to the folder that then goes.
    fn drop(&mut self) {
        let _ = self.pipe.send(None, "Browser.close", json!({}));
        let end = Instant::now() + GRACE;
        while self.child.ended().is_none() && Instant::now() < end {
            thread::sleep(PAUSE);
        }
    }
}

fn own_arguments(names: &[(&str, SocketAddr)], folder: &Path) -> [String; 3] {
    let rules: Vec<_> = names.iter().map(|(name, address)| format!("MAP {name} {address}")).collect();
    let closed = "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1";
    [
        format!("--user-data-dir={}", folder.join("profile").display()),
        format!("--host-resolver-rules={}, {closed}", rules.join(", ")),
        "about:blank".to_owned(),
    ]
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).context("the browser answers without an identifier")
}
