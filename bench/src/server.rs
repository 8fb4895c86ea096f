//! Starting the two servers of a comparison, and ending them whatever happens.

use crate::Failure;
use crate::client::Connection;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to become ready; seeding the demo counts.
const READY_WITHIN: Duration = Duration::from_mins(1);

/// A server process that ends with this value.
pub(crate) struct Server {
    child: Child,
    /// Base URL.
    pub(crate) url: String,
    /// Bearer token of a partner that may create customers.
    pub(crate) token: String,
    /// What is known of its durability.
    pub(crate) durability: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// The process id, as `/proc` spells it.
    pub(crate) fn process(&self) -> String {
        self.child.id().to_string()
    }

    /// Starts the floor on a fresh database in `folder`.
    pub(crate) fn floor(folder: &Path) -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["floor", "--listen", "127.0.0.1:0", "--database"])
            .arg(folder.join("floor.db"))
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let mut server =
            Self { child, url: String::new(), token: "none".to_owned(), durability: String::new() };
        let said: Value = serde_json::from_str(&line)?;
        server.url = format!("http://{}", said["listening"].as_str().unwrap_or_default());
        server.durability = format!(
            "journal_mode={} synchronous={}",
            said["journal_mode"].as_str().unwrap_or("?"),
            synchronous_name(said["synchronous"].as_i64())
        );
        if said["journal_mode"] != "wal" || said["synchronous"] != 2 {
            return Err(format!("the floor is not durable: {}", server.durability).into());
        }
        Ok(server)
    }

    /// Starts the product with demo data on a fresh data directory in `folder`.
    pub(crate) fn product(
        binary: &Path,
        folder: &Path,
        arguments: &[String],
    ) -> Result<Self, Failure> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let log = std::fs::File::create(folder.join("product.log"))?;
        let child = Command::new(binary)
            .args([
                "serve",
                "--demo",
                "--requests-per-minute",
                "0",
                // Made-up companies look alike; nobody is there to decide about them.
                "--customer-review",
                "none",
                "--listen",
                &host,
                "--data-dir",
            ])
            .arg(folder)
            .args(arguments)
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", binary.display()))?;
        let mut server = Self {
            child,
            url: format!("http://{host}"),
            token: String::new(),
            durability: String::new(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(server.become_ready(&host))?;
        server.token = runtime.block_on(app_token(&host, &folder.join("demo.json")))?;
        server.durability = stored_journal_mode(folder)?;
        Ok(server)
    }

    async fn become_ready(&mut self, host: &str) -> Result<(), Failure> {
        let begun = Instant::now();
        while begun.elapsed() < READY_WITHIN {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the product ended before it was ready: {status}").into());
            }
            if let Ok(mut connection) = Connection::open(host).await
                && let Ok(answer) = connection.send("GET /readyz", "", "").await
                && answer.status == 200
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("the product did not become ready".into())
    }
}

/// An app-only token of the demo's direct-bill partner.
async fn app_token(host: &str, demo: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(demo)
        .map_err(|error| format!("cannot read {}: {error}", demo.display()))?;
    let demo: Value = serde_json::from_str(&text)?;
    let tenant = demo["tenants"]
        .as_array()
        .and_then(|tenants| tenants.iter().find(|tenant| tenant["kind"] == "direct_bill"))
        .ok_or("demo.json has no tenant of kind direct_bill")?;
    let field = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&resource={}",
        form_encoded(&field(&tenant["app"]["client_id"])),
        form_encoded(&field(&tenant["app"]["client_secret"])),
        form_encoded(&field(&demo["base_url"])),
    );
    let mut connection = Connection::open(host).await?;
    let path = format!("POST /{}/oauth2/token", field(&tenant["tenant_id"]));
    let headers = "Content-Type: application/x-www-form-urlencoded\r\n";
    let answer = connection.send(&path, headers, &form).await?;
    if answer.status != 200 {
        let body = String::from_utf8_lossy(answer.body);
        return Err(format!("no token: {} {body}", answer.status).into());
    }
    let token: Value = serde_json::from_slice(answer.body)?;
    Ok(token["access_token"].as_str().ok_or("the token answer has no token")?.to_owned())
}

pub(crate) fn form_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(byte.into());
            }
            other => out.extend(['%'].into_iter().chain(format!("{other:02X}").chars())),
        }
        out
    })
}

/// The journal mode is stored in the file and can be read back from outside; `synchronous` belongs to
/// the writer's connection, so the comparison counts disk flushes instead.
fn stored_journal_mode(folder: &Path) -> Result<String, Failure> {
    let Some(path) = database_in(folder)? else {
        return Ok("journal_mode unknown: no SQLite file in the data directory".to_owned());
    };
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(path, flags)?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    Ok(format!("journal_mode={mode} synchronous: see flushes"))
}

fn database_in(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let mut start = [0; 16];
        let read = std::fs::File::open(&path)
            .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut start));
        if read.is_ok() && &start == b"SQLite format 3\0" {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn synchronous_name(value: Option<i64>) -> &'static str {
    match value {
        Some(0) => "OFF",
        Some(1) => "NORMAL",
        Some(2) => "FULL",
        Some(3) => "EXTRA",
        _ => "?",
    }
}
