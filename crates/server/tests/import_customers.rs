//! `opc import customers` through the binary, against a server of its own.

use serde_json::Value;
use std::{
    fs,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const HEADER: &str = "会社名,会社名カナ,郵便番号,都道府県,市区町村,町域,番地\n";

fn row(number: usize) -> String {
    format!(
        "第{number}商会株式会社,ダイ{number}シヨウカイ,100-0005,東京都,千代田区,丸の内,{number}丁目\n"
    )
}

fn file(rows: impl IntoIterator<Item = String>) -> String {
    rows.into_iter().fold(HEADER.to_owned(), |file, row| file + &row)
}

/// A server with a demo programme; it is killed when this value goes.
struct Server {
    folder: TempDir,
    port: u16,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.expect("a free port").port();
        let child = spawn(folder.path(), port);
        Self { folder, port, child }
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn kill_and_restart(&mut self) {
        self.kill();
        self.child = spawn(self.folder.path(), self.port);
    }

    /// A file beside the database.
    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path
    }

    /// The command with whatever it needs to reach this server.
    fn command(&self, file: &Path, options: &[&str]) -> Command {
        let demo = fs::read(self.folder.path().join("demo.json")).expect("demo.json");
        let demo: Value = serde_json::from_slice(&demo).expect("JSON");
        let tenants = demo["tenants"].as_array().expect("tenants");
        let tenant = tenants.iter().find(|one| one["kind"] == "direct_bill").expect("a partner");
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let mut command = Command::new(env!("CARGO_BIN_EXE_opc"));
        command.args(["import", "customers"]).arg(file).args(options);
        command.args([
            "--set",
            "country=JP",
            "--set",
            "first-name=太郎",
            "--set",
            "last-name=山田",
        ]);
        command.args(["--set", "email=info@{prefix}.example"]);
        command
            .env("OPC_BASE_URL", format!("http://127.0.0.1:{}", self.port))
            .env("OPC_TENANT", text(&tenant["tenant_id"]))
            .env("OPC_CLIENT_ID", text(&tenant["app"]["client_id"]))
            .env("OPC_CLIENT_SECRET", text(&tenant["app"]["client_secret"]))
            .env("XDG_CACHE_HOME", self.folder.path())
            .env("LC_ALL", "C")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn import(&self, file: &Path, options: &[&str]) -> Said {
        Said::of(self.command(file, options).output().expect("the command runs"))
    }
}

fn spawn(folder: &Path, port: u16) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opc"));
    command.args(["serve", "--demo", "--requests-per-minute", "0", "--data-dir"]).arg(folder);
    command.args(["--listen", &format!("127.0.0.1:{port}")]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a server");
    let begun = Instant::now();
    while !is_ready(port).unwrap_or(false) {
        assert!(begun.elapsed() < Duration::from_mins(2), "the server does not begin");
        sleep(Duration::from_millis(20));
    }
    child
}

/// A server listens before it is ready.
fn is_ready(port: u16) -> io::Result<bool> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(b"GET /readyz HTTP/1.0\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.contains(" 200 OK"))
}

/// What a command said, and its exit code.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Said {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let code = output.status.code().expect("it was not killed");
        Self { code, out: text(output.stdout), err: text(output.stderr) }
    }

    fn with(self, code: i32, texts: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        for text in texts {
            assert!(self.out.contains(text) || self.err.contains(text), "no {text:?} in {self:#?}");
        }
        self
    }
}

#[test]
fn a_file_is_tried_imported_mended_and_imported_again() {
    let server = Server::start();
    let broken = "株式会社,カ,100-0005,東京都,千代田区,丸の内,1\n".to_owned();
    let all = server.write("a.csv", file([row(1), broken, row(1), row(2)]));

    let tried = server.import(&all, &["--dry-run"]);
    tried.with(
        3,
        &[
            "2  Ready to add",
            "1  To be confirmed",
            "1  Refused",
            "rule-name-lone-legal-form",
            "a.rejected.csv",
        ],
    );
    let rejected = fs::read_to_string(all.with_extension("rejected.csv")).expect("the error file");
    assert_eq!(rejected.lines().count(), 3, "{rejected}");

    let added = server.import(&all, &["--language", "ja"]);
    added.with(3, &["2  追加済み", "警告 rule-customer-repeated: 会社名：", "最初の行: 3"]);
    let again = server.import(&all, &[]);
    again.with(3, &["has been imported before", "2  Added"]);

    let mended = file([row(7)]);
    fs::write(all.with_extension("rejected.csv"), mended).expect("a file");
    server.import(&all.with_extension("rejected.csv"), &[]).with(0, &["1  Added"]);
    let once_more =
        server.import(&all, &["--again", "--confirm-warnings=rule-customer-known-here"]);
    once_more.with(3, &["2  Added", "1  To be confirmed", "a.rejected-3.csv"]);
}

#[test]
fn what_went_wrong_is_said_in_the_readers_language_and_by_the_exit_code() {
    let server = Server::start();
    let empty = server.write("empty.csv", HEADER);
    let file = server.write("a.csv", file([row(1)]));
    let missing = server.folder.path().join("nope.csv");
    server.import(&missing, &[]).with(1, &["nope.csv: "]);
    server.import(&file, &["--prefix", "nonsense"]).with(2, &["column, kana, name, number"]);
    server.import(&file, &["--set", "colour=red"]).with(1, &["colour", "HTTP 400"]);
    server.import(&empty, &[]).with(1, &["The file has no rows"]);
    server.import(&empty, &["--language", "ja_JP.UTF-8"]).with(1, &["行がありません"]);
    let elsewhere = ["--base-url", "http://127.0.0.1:1", "--language", "ja"];
    server.import(&file, &elsewhere).with(1, &["応答しません", "--base-url"]);
    let help = server
        .import(&file, &["--help"])
        .with(0, &["Exit codes:", "--confirm-warnings", "Shift JIS"]);
    assert!(help.out.contains("OPC_CLIENT_SECRET"), "{help:#?}");
}

#[test]
fn killing_the_server_and_the_command_over_and_over_neither_loses_nor_doubles_a_customer() {
    let mut server = Server::start();
    let all = server.write("many.csv", file((0..2000).map(row)));
    let mut command = server.command(&all, &[]).spawn().expect("the command");
    for wait in [1500, 2500, 2000] {
        sleep(Duration::from_millis(wait));
        server.kill_and_restart();
    }
    command.kill().expect("it can be killed");
    command.wait().expect("it has ended");
    let done = server.import(&all, &[]).with(0, &["2,000  Added", "0  Refused"]);
    assert!(done.err.contains("same file") || done.err.contains("before"), "{done:#?}");
    let twice = server.write("twice.csv", file((0..2000).map(row).chain([row(2001)])));
    server.import(&twice, &["--dry-run"]).with(3, &["1  Ready to add", "2,000  To be confirmed"]);
    server.kill();
    let url = format!("sqlite:{}", server.folder.path().join("opc.db").display());
    let mut check = Command::new(env!("CARGO_BIN_EXE_opc"));
    check.args(["check", "--database", &url, "--data-dir"]).arg(server.folder.path());
    Said::of(check.output().expect("it runs")).with(0, &[]);
}
