//! One step of the tour, as data.

/// A step: what is done, and what must come of it.
#[derive(Clone, Debug)]
#[must_use]
pub struct Step {
    /// A sentence for the reader.
    pub title: &'static str,
    /// Whether the select button is pressed first.
    pub press: bool,
    /// The bytes sent, over a connection of their own.
    pub request: Vec<u8>,
    /// What must come of it.
    pub expected: Expected,
}

/// What must come of a step.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// The answer's status code.
    pub status: u16,
    /// All lines of the answer that belong to CORS (`access-control-...`, `vary`), in order, none left out.
    pub cors: &'static [&'static str],
    /// Names of further fields that the answer has.
    pub present: &'static [&'static str],
    /// Words that the answer's body contains.
    pub body: &'static [&'static str],
    /// Words that one line of the device's log contains, all of them.
    pub log: &'static [&'static str],
    /// The status LED shortly after, where it matters.
    pub led: Option<bool>,
    /// What a browser makes of the answer, where it matters.
    pub browser: Option<&'static str>,
}

impl Step {
    /// A request.
    pub fn send(title: &'static str, request: Vec<u8>) -> Self {
        Self { title, press: false, request, expected: Expected::default() }
    }

    /// A press of the select button comes first.
    pub fn after_press(mut self) -> Self {
        self.press = true;
        self
    }

    /// The answer's status and all of its CORS lines.
    pub fn answers(mut self, status: u16, cors: &'static [&'static str]) -> Self {
        self.expected.status = status;
        self.expected.cors = cors;
        self
    }

    /// Words of the device's own line.
    pub fn logs(mut self, words: &'static [&'static str]) -> Self {
        self.expected.log = words;
        self
    }

    /// Names of further fields.
    pub fn has(mut self, names: &'static [&'static str]) -> Self {
        self.expected.present = names;
        self
    }

    /// Words of the body.
    pub fn says(mut self, words: &'static [&'static str]) -> Self {
        self.expected.body = words;
        self
    }

    /// What a browser makes of the answer.
    pub fn browser(mut self, verdict: &'static str) -> Self {
        self.expected.browser = Some(verdict);
        self
    }

    /// The status LED shortly after.
    pub fn led(mut self, lit: bool) -> Self {
        self.expected.led = Some(lit);
        self
    }
}
