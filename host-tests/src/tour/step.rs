//! One step of the tour, as data.

/// A step: what is done, and what must come of it.
#[derive(Clone, Debug)]
#[must_use]
pub struct Step {
    /// A sentence for the reader.
    pub title: &'static str,
    /// What is done to the gateway first.
    pub first: First,
    /// The bytes sent, over a connection of their own.
    pub request: Vec<u8>,
    /// What must come of it.
    pub expected: Expected,
}

/// What is done to the gateway before a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// Nothing.
    Nothing,
    /// The select button is pressed.
    Press,
    /// The select button is held down for long.
    Hold,
    /// The gateway is reset.
    Reset,
    /// The gateway's power is cut, and comes back.
    PowerCut,
}

impl First {
    /// What is done, in words; nothing for nothing.
    pub(super) const fn words(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Press => Some("the select button is pressed"),
            Self::Hold => Some("the select button is held for three seconds"),
            Self::Reset => Some("the gateway is reset"),
            Self::PowerCut => Some("the gateway's power is cut, and comes back"),
        }
    }
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
        Self { title, first: First::Nothing, request, expected: Expected::default() }
    }

    /// This is done to the gateway first.
    pub fn after(mut self, first: First) -> Self {
        self.first = first;
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
