//! A gateway in use: its button, its clock and its clients.

use gateway::{Connection, Gateway, Memory, Notice, Restored};

/// Less often than on the device, and often enough.
const TURN_MS: u64 = 10;

/// A gateway that was just switched on, with its button released.
pub(crate) struct Running<'m> {
    gateway: Gateway<'m>,
    now_ms: u64,
}

impl<'m> Running<'m> {
    pub(crate) fn with(memory: &'m mut dyn Memory) -> (Self, Restored) {
        let mut running = Self { gateway: Gateway::new(), now_ms: 0 };
        let restored = running.gateway.remember(memory);
        running.hold(false, 50);
        (running, restored)
    }

    fn hold(&mut self, pressed: bool, ms: u64) {
        for _ in 0..ms / TURN_MS {
            self.now_ms += TURN_MS;
            self.gateway.tick(self.now_ms, pressed);
        }
    }

    pub(crate) fn press(&mut self, ms: u64) {
        self.hold(true, ms);
        self.hold(false, 50);
    }

    fn ask(&mut self, request: &str) -> String {
        let mut connection = Connection::new();
        connection.space()[..request.len()].copy_from_slice(request.as_bytes());
        connection.received(request.len());
        connection.advance(&mut self.gateway, self.now_ms, &mut |_| {});
        String::from_utf8(connection.pending().to_vec()).unwrap()
    }

    pub(crate) fn granted(&mut self, origin: &str) -> bool {
        let request = format!("GET /api/relay HTTP/1.1\r\nhost: gateway.local\r\norigin: {origin}\r\n\r\n");
        self.ask(&request).contains("access-control-allow-origin")
    }

    pub(crate) fn pair(&mut self, origin: &str) -> Option<Notice> {
        self.press(50);
        assert!(!self.granted(origin));
        self.press(50);
        self.notice()
    }

    /// The configuration page sends who stays; returns the status.
    pub(crate) fn keep(&mut self, lines: &str) -> String {
        let origin = "https://config.example.com";
        let length = lines.len();
        let request = format!(
            "PUT /api/paired HTTP/1.1\r\nhost: gateway.local\r\norigin: {origin}\r\ncontent-length: {length}\r\n\r\n{lines}"
        );
        let answer = self.ask(&request);
        assert!(answer.contains(&format!("\r\naccess-control-allow-origin: {origin}\r\n")), "{answer}");
        answer[9..12].to_owned()
    }

    pub(crate) fn notice(&mut self) -> Option<Notice> {
        self.gateway.take_notice()
    }
}
