//! A client of the gateway, without a network between.

use gateway::{Connection, Gateway};

pub(crate) struct Client {
    pub(crate) gateway: Gateway<'static>,
    pub(crate) connection: Connection,
    pub(crate) events: Vec<String>,
    now_ms: u64,
}

impl Client {
    pub(crate) fn new() -> Self {
        let mut client =
            Self { gateway: Gateway::new(), connection: Connection::new(), events: Vec::new(), now_ms: 0 };
        client.hold(false, 50);
        client
    }

    pub(crate) fn hold(&mut self, pressed: bool, ms: u64) -> bool {
        let mut lit = false;
        for _ in 0..ms {
            self.now_ms += 1;
            lit = self.gateway.tick(self.now_ms, pressed);
        }
        lit
    }

    /// Sends bytes in pieces of at most `piece` bytes, and returns all that comes back.
    pub(crate) fn send(&mut self, mut bytes: &[u8], piece: usize) -> String {
        let mut answer = Vec::new();
        let mut idle = 0;
        while idle < 3 {
            let space = self.connection.space();
            let len = space.len().min(piece).min(bytes.len());
            space[..len].copy_from_slice(&bytes[..len]);
            bytes = &bytes[len..];
            self.connection.received(len);
            let events = &mut self.events;
            self.connection
                .advance(&mut self.gateway, self.now_ms, &mut |event| events.push(event.to_string()));
            let pending = self.connection.pending();
            let sent = pending.len().min(100);
            answer.extend_from_slice(&pending[..sent]);
            self.connection.sent(sent);
            idle = if len == 0 && sent == 0 { idle + 1 } else { 0 };
        }
        String::from_utf8(answer).unwrap()
    }

    pub(crate) fn ask(&mut self, start: &str, lines: &[&str], body: &str) -> String {
        let mut request = format!("{start} HTTP/1.1\r\nhost: gateway.local\r\n");
        for line in lines {
            request += &format!("{line}\r\n");
        }
        if !body.is_empty() {
            request += &format!("content-length: {}\r\n", body.len());
        }
        request += &format!("\r\n{body}");
        self.send(request.as_bytes(), 4096)
    }
}

pub(crate) fn status(answer: &str) -> u16 {
    answer
        .get(9..12)
        .and_then(|status| status.parse().ok())
        .unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

pub(crate) const DASHBOARD: &str = "origin: https://dashboard.example.com";
