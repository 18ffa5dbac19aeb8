//! One connection, one answer at a time.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use super::response::{BODY_LIMIT, HEAD_LIMIT, Response};

/// How long connecting may take, and each answer. QEMU's user network stalls a connection for a second when
/// several come at once, so less would blame the device for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that stays open between requests for as long as the server keeps it.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Client {
    /// Connects within 5 seconds.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)
            .with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { stream, received: Vec::new() })
    }

    /// Sends `request` as it is, valid or not, and reads one answer within 5 seconds.
    ///
    /// # Errors
    /// When the answer is malformed, late, or cut short by the end of the connection.
    pub fn send(&mut self, request: &[u8]) -> Result<Response> {
        // A server may refuse a request that it has not read to the end and close: what it answered still
        // counts, so a failed write is told only when no answer can be read.
        let written = self.stream.write_all(request);
        let answer = self.read();
        match (answer, written) {
            (Err(unread), Err(unwritten)) => Err(unread.context(format!("cannot send: {unwritten}"))),
            (answer, _) => answer,
        }
    }

    fn read(&mut self) -> Result<Response> {
        let deadline = Instant::now() + PATIENCE;
        let mut chunk = [0; 2048];
        // An answer of the greatest size ends the loop even when it comes byte by byte.
        while self.received.len() <= HEAD_LIMIT + BODY_LIMIT {
            if let Some((response, used)) = Response::parse(&self.received)? {
                self.received.drain(..used);
                return Ok(response);
            }
            let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
            let left = left.ok_or_else(|| self.cut("no whole answer within 5 s"))?;
            self.stream.set_read_timeout(Some(left))?;
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(self.cut("the connection ended before a whole answer")),
                Ok(count) => self.received.extend_from_slice(&chunk[..count]),
                Err(error)
                    if matches!(
                        error.kind(),
                        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
                    ) => {}
                Err(error) => return Err(anyhow!(error).context(self.cut("the connection broke"))),
            }
        }
        bail!("the answer has no end")
    }

    fn cut(&self, what: &str) -> anyhow::Error {
        anyhow!("{what} (received {:?})", String::from_utf8_lossy(&self.received))
    }
}

/// One request over a connection of its own.
///
/// # Errors
/// Those of [`Client::connect`] and [`Client::send`].
pub fn exchange(address: SocketAddr, request: &[u8]) -> Result<Response> {
    Client::connect(address)?.send(request)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A server of one connection that answers `bytes` once it has read something.
    fn server(bytes: &'static [u8]) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 512]).unwrap();
            stream.write_all(bytes).unwrap();
        });
        address
    }

    #[test]
    fn two_answers_on_one_connection() {
        let bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\naHTTP/1.1 204 No Content\r\n\r\n";
        let mut client = Client::connect(server(bytes)).unwrap();
        assert_eq!(client.send(b"GET / HTTP/1.1\r\n\r\n").unwrap().body, b"a");
        assert_eq!(client.read().unwrap().status, 204);
        assert!(client.read().unwrap_err().to_string().contains("ended"));
    }

    #[test]
    fn an_answer_cut_short_is_an_error() {
        let address = server(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc");
        let error = exchange(address, b"GET / HTTP/1.1\r\n\r\n").unwrap_err();
        assert!(error.to_string().contains("ended before a whole answer"), "{error}");
    }
}
