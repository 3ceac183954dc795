//! A plain load generator: a few connections that are kept, each asking again as soon as it has
//! its answer.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::cli::Stop;

pub const CONNECTIONS: usize = 8;

/// What came of a while of asking.
#[derive(Debug, Clone, Copy, Default)]
pub struct Load {
    pub answers: u64,
    /// Of one answer's body.
    pub body: usize,
}

pub struct Client {
    stream: TcpStream,
    request: Vec<u8>,
    buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: SocketAddr, path: &str) -> Result<Self, Stop> {
        let stream = TcpStream::connect(address).await.map_err(stop)?;
        stream.set_nodelay(true).map_err(stop)?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: br\r\n\
             Accept-Language: zh-CN\r\n\r\n"
        );
        Ok(Self {
            stream,
            request: request.into_bytes(),
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// One request; the length of the body of its answer, which must be a 200.
    pub async fn ask(&mut self) -> Result<usize, Stop> {
        self.stream.write_all(&self.request).await.map_err(stop)?;
        self.buffer.clear();
        let mut body: Option<Body> = None;
        loop {
            if self.stream.read_buf(&mut self.buffer).await.map_err(stop)? == 0 {
                return Err(Stop::Mend("the server hung up in an answer".into()));
            }
            if body.is_none() {
                body = self.head()?;
            }
            let Some(known) = &body else { continue };
            if let Some(length) = known.length_in(&self.buffer) {
                return Ok(length);
            }
        }
    }

    fn head(&self) -> Result<Option<Body>, Stop> {
        let Some(end) = find(&self.buffer, b"\r\n\r\n") else {
            return Ok(None);
        };
        let head = String::from_utf8_lossy(self.buffer.get(..end).unwrap_or_default());
        let first = head.lines().next().unwrap_or_default();
        if !first.starts_with("HTTP/1.1 200") {
            let request = String::from_utf8_lossy(&self.request);
            let request = request.lines().next().unwrap_or_default();
            return Err(Stop::Mend(format!("load: {request}: {first}")));
        }
        Ok(Some(Body {
            start: end + 4,
            // Without a length an answer comes in chunks (RFC 9112, 6.3).
            length: length(&head),
        }))
    }
}

/// Where an answer's body is.
struct Body {
    start: usize,
    length: Option<usize>,
}

impl Body {
    /// The body's length once all of it is there.
    fn length_in(&self, buffer: &[u8]) -> Option<usize> {
        let body = buffer.get(self.start..)?;
        match self.length {
            Some(length) => (body.len() >= length).then_some(length),
            None => chunks(body),
        }
    }
}

/// The sum of the chunks, once the last one is there.
fn chunks(mut body: &[u8]) -> Option<usize> {
    let mut sum = 0;
    loop {
        let line = find(body, b"\r\n")?;
        let size = std::str::from_utf8(body.get(..line)?).ok()?;
        let size = usize::from_str_radix(size, 16).ok()?;
        // Each chunk, and the end, has a line break after it.
        body = body.get(line + 2..)?;
        body.get(..size + 2)?;
        if size == 0 {
            return Some(sum);
        }
        sum += size;
        body = body.get(size + 2..)?;
    }
}

/// The length that a head names.
fn length(head: &str) -> Option<usize> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
}

/// Asks for `path` over all connections for a while.
pub async fn load(address: SocketAddr, path: &str, time: Duration) -> Result<Load, Stop> {
    let mut tasks = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut client = Client::connect(address, path).await?;
        tasks.push(tokio::spawn(async move {
            let started = Instant::now();
            let mut load = Load::default();
            while started.elapsed() < time {
                load.body = client.ask().await?;
                load.answers += 1;
            }
            Ok::<_, Stop>(load)
        }));
    }
    let mut all = Load::default();
    for task in tasks {
        let load = task
            .await
            .map_err(|error| Stop::Mend(format!("load: {error}")))??;
        all.answers += load.answers;
        all.body = load.body;
    }
    Ok(all)
}

fn find(buffer: &[u8], pattern: &[u8]) -> Option<usize> {
    buffer
        .windows(pattern.len())
        .position(|window| window == pattern)
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn stop(error: std::io::Error) -> Stop {
    Stop::Mend(format!("load: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_end_with_an_empty_one() {
        assert_eq!(
            chunks(b"3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n"),
            Some(13)
        );
        assert_eq!(chunks(b"3\r\nabc\r\n0\r\n"), None);
        assert_eq!(chunks(b"3\r\nab"), None);
    }
}
