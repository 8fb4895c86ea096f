//! A lean HTTP/1.1 keep-alive client: it shares the machine with the server it measures.

use crate::Failure;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The longest answer the client reads, in bytes.
const LONGEST_ANSWER: usize = 4 << 20;

/// One open connection to the server.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    host: String,
}

/// What the server said.
pub(crate) struct Answer<'a> {
    /// HTTP status code.
    pub(crate) status: u16,
    /// The body, decoded from its transfer coding only when that was a plain length.
    pub(crate) body: &'a [u8],
}

impl Connection {
    /// Opens a connection to `host` (`address:port`).
    pub(crate) async fn open(host: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(16 * 1024), host: host.to_owned() })
    }

    /// Sends one request and reads the whole answer; `headers` are complete lines ending in CRLF.
    pub(crate) async fn send(
        &mut self,
        verb_and_path: &str,
        headers: &str,
        body: &str,
    ) -> Result<Answer<'_>, Failure> {
        self.buffer.clear();
        let head = [
            verb_and_path,
            " HTTP/1.1\r\nHost: ",
            &self.host,
            "\r\nContent-Length: ",
            &body.len().to_string(),
            "\r\n",
            headers,
            "\r\n",
            body,
        ];
        for part in head {
            self.buffer.extend_from_slice(part.as_bytes());
        }
        self.stream.write_all(&self.buffer).await?;
        self.buffer.clear();
        let (status, body) = self.read_answer().await?;
        Ok(Answer { status, body: &self.buffer[body..] })
    }

    /// Reads until the answer is complete; gives the status and where the body begins.
    async fn read_answer(&mut self) -> Result<(u16, usize), Failure> {
        let mut head: Option<Head> = None;
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if self.buffer.len() > LONGEST_ANSWER {
                return Err("the answer is too long".into());
            }
            if head.is_none() {
                head = Head::parse(&self.buffer)?;
            }
            let Some(head) = &head else { continue };
            let complete = match head.length {
                Some(length) => self.buffer.len() >= head.end + length,
                None => self.buffer.ends_with(b"0\r\n\r\n"),
            };
            if complete {
                return Ok((head.status, head.end));
            }
        }
    }
}

struct Head {
    status: u16,
    end: usize,
    /// Absent when the body is chunked.
    length: Option<usize>,
}

impl Head {
    fn parse(buffer: &[u8]) -> Result<Option<Self>, Failure> {
        let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&buffer[..end])?;
        let status = text.get(9..12).ok_or("the answer has no status")?.parse()?;
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
        });
        Ok(Some(Self { status, end: end + 4, length }))
    }
}
