//! A client that asks as fast as it is answered, over a few connections.

use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use workloads::Workload;

const CONNECTIONS: usize = 16;

const REQUESTS: usize = 1_000;

/// Asks a server on this machine 1,000 times over each of 16 connections; how many requests that were.
pub(super) async fn ask(port: u16, workload: &Workload) -> usize {
    let mut head = format!("{} /orders HTTP/1.1\r\n", workload.method.escape_ascii()).into_bytes();
    for (name, value) in workload.lines {
        head.extend([name, &b": "[..], value, b"\r\n"].concat());
    }
    head.extend(b"\r\n");
    let tasks = (0..CONNECTIONS).map(|_| {
        let head = head.clone();
        tokio::spawn(async move { over_one(port, &head).await.expect("the server answers") })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("it does not panic");
    }
    CONNECTIONS * REQUESTS
}

async fn over_one(port: u16, head: &[u8]) -> std::io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    stream.set_nodelay(true)?;
    stream.write_all(head).await?;
    let mut buffer = vec![0; 8 * 1_024];
    let len = first(&mut stream, &mut buffer).await?;
    // All answers have the same length.
    for _ in 1..REQUESTS {
        stream.write_all(head).await?;
        stream.read_exact(&mut buffer[..len]).await?;
    }
    Ok(())
}

/// Reads the first answer; its length.
async fn first(stream: &mut TcpStream, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut len = 0;
    loop {
        len += stream.read(&mut buffer[len..]).await?;
        let text = String::from_utf8_lossy(&buffer[..len]).to_ascii_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.split_once("\r\ncontent-length: ").map_or("0", |(_, rest)| rest);
            let length: usize = length.lines().next().and_then(|line| line.parse().ok()).unwrap_or(0);
            if body.len() == length {
                return Ok(len);
            }
        }
    }
}
