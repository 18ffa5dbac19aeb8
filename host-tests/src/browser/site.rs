//! A web site on a loopback port: one page for whatever name it is asked by, and nothing else.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

const PAGE: &str = include_str!("page.html");
/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// Lines of a request's head that are read.
const LINES: usize = 100;

/// The site; it closes when dropped.
#[derive(Debug)]
pub(super) struct Site {
    address: SocketAddr,
    end: Arc<AtomicBool>,
}

impl Site {
    pub(super) fn open() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free loopback port")?;
        let address = listener.local_addr()?;
        let end = Arc::<AtomicBool>::default();
        let ended = Arc::clone(&end);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                // A browser opens connections that it may never use: none may keep the others waiting.
                thread::spawn(move || serve(stream));
            }
        });
        Ok(Self { address, end })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.end.store(true, Ordering::Relaxed);
        // Wakes the thread, which then sees that it is over.
        let _ = TcpStream::connect_timeout(&self.address, PATIENCE);
    }
}

/// Answers one request; a connection that breaks is the browser's own affair.
fn serve(stream: TcpStream) -> Option<()> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok).take(LINES);
    let first = lines.next()?;
    lines.find(String::is_empty)?;
    let (status, page) = if first.starts_with("GET / ") { ("200 OK", PAGE) } else { ("404 Not Found", "") };
    let head = "content-type: text/html; charset=utf-8\r\nconnection: close\r\ncache-control: no-store";
    let length = page.len();
    write!(&stream, "HTTP/1.1 {status}\r\n{head}\r\ncontent-length: {length}\r\n\r\n{page}").ok()
}
