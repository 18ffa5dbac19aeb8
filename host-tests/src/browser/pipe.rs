//! The browser's own debugging protocol (CDP), over its pipe: JSON messages, each ended by a zero byte.
//!
//! A pipe and not a socket: no port to choose, nobody else can connect, and a browser whose pipe ends goes away by
//! itself, however its owner ended.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// How long an answer may take; the first one waits for the browser to start.
const PATIENCE: Duration = Duration::from_secs(60);
/// Events that are kept; the oldest give way.
const KEPT: usize = 10_000;

/// The conversation.
#[derive(Debug)]
pub(super) struct Pipe {
    input: ChildStdin,
    messages: Receiver<Value>,
    events: VecDeque<Value>,
    last_id: u64,
}

impl Pipe {
    pub(super) fn new(input: ChildStdin, output: ChildStdout) -> Self {
        let (sender, messages) = channel();
        // It ends with the pipe, and so with the browser.
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut bytes = Vec::new();
                match output.read_until(0, &mut bytes) {
                    Ok(count) if count > 0 && bytes.pop() == Some(0) => {}
                    _ => return,
                }
                let Ok(message) = serde_json::from_slice(&bytes) else { return };
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { input, messages, events: VecDeque::new(), last_id: 0 }
    }

    /// Tells the browser to do something, in a session or as a whole, and does not wait.
    pub(super) fn send(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<()> {
        self.last_id += 1;
        let mut message = json!({ "id": self.last_id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&message)?;
        bytes.push(0);
        self.input.write_all(&bytes).context("the browser has gone")
    }

    /// Tells the browser to do something and returns what it returns.
    pub(super) fn call(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        self.send(session, method, params)?;
        let end = Instant::now() + PATIENCE;
        loop {
            let mut answer =
                self.receive(end)?.with_context(|| format!("the browser does not answer {method}"))?;
            if answer["id"] != self.last_id {
                self.keep(answer);
            } else if let Some(error) = answer.get("error") {
                bail!("the browser refuses {method}: {error}");
            } else {
                return Ok(answer["result"].take());
            }
        }
    }

    /// Waits for an event of a session; `None` when `limit` passes first.
    pub(super) fn wait_for(&mut self, session: &str, method: &str, limit: Duration) -> Result<Option<Value>> {
        let end = Instant::now() + limit;
        loop {
            if let Some(params) = self.take_event(session, method) {
                return Ok(Some(params));
            }
            match self.receive(end)? {
                Some(event) => self.keep(event),
                None => return Ok(None),
            }
        }
    }

    /// All events of a session by one name that have come, oldest first.
    pub(super) fn take_events(&mut self, session: &str, method: &str) -> Vec<Value> {
        while let Ok(event) = self.messages.try_recv() {
            self.keep(event);
        }
        std::iter::from_fn(|| self.take_event(session, method)).collect()
    }

    fn take_event(&mut self, session: &str, method: &str) -> Option<Value> {
        let is_it = |event: &Value| event["sessionId"] == session && event["method"] == method;
        let place = self.events.iter().position(is_it)?;
        Some(self.events.remove(place)?["params"].take())
    }

    fn receive(&mut self, end: Instant) -> Result<Option<Value>> {
        match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(message) => Ok(Some(message)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => bail!("the browser has gone"),
        }
    }

    fn keep(&mut self, message: Value) {
        // An answer that comes after its time belongs to nobody.
        if message.get("method").is_some() {
            if self.events.len() == KEPT {
                self.events.pop_front();
            }
            self.events.push_back(message);
        }
    }
}
