//! Moving an import on until it has ended, whatever happens to the server or the connection.

use crate::{
    Failure,
    client::{Client, Content},
    import::Args,
};
use aws_lc_rs::digest::{SHA256, digest};
use opc_wire::{
    enums::ImportState,
    resources::{CustomerImport, ImportConfirmation, ImportMapping, ResourceCollection},
};
use opc_words::Words;
use serde_json::Value;
use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    path::Path,
    time::{Duration, Instant},
};

/// Time between two questions how far it is.
const PAUSE: Duration = Duration::from_millis(500);
/// Time between two lines of progress where they stay, as in a log.
const REST: Duration = Duration::from_secs(5);
/// How long a server that was there may be away.
const PATIENCE: Duration = Duration::from_mins(10);

/// Somebody who watches an import and gives it the next push.
pub(crate) struct Follower<'a> {
    client: &'a Client,
    w: Words,
    path: String,
    /// When the last line of progress was written.
    told: Option<Instant>,
}

/// Which pushes were given.
#[derive(Default)]
struct Given {
    check: bool,
    start: bool,
}

impl<'a> Follower<'a> {
    /// The import of this file: one that has not ended, or the last one; else a new one.
    pub(crate) fn find(
        client: &Client,
        w: Words,
        (file, bytes): (&Path, &[u8]),
        again: bool,
    ) -> Result<CustomerImport, Failure> {
        let mut own = String::with_capacity(64);
        for byte in digest(&SHA256, bytes).as_ref() {
            // Writing to a text cannot fail.
            let _ = write!(own, "{byte:02x}");
        }
        let all: ResourceCollection<CustomerImport> = client.get("/v1/imports?size=100")?;
        let known = all.items.into_iter().find(|one| one.file_digest.as_deref() == Some(&own));
        let is_left = |one: &CustomerImport| match one.state {
            Some(ImportState::Done) => !again,
            Some(ImportState::Cancelled) => false,
            _ => true,
        };
        let id = |import: &CustomerImport| import.id.clone().unwrap_or_default();
        if let Some(known) = known.filter(is_left) {
            if known.state != Some(ImportState::Done) {
                eprintln!("{}", w.t1("cli-goes-on", "id", id(&known)));
            }
            return Ok(known);
        }
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("customers");
        let path = format!("/v1/imports?fileName={}", encoded(name));
        let new: CustomerImport = client.send("POST", &path, &Content::File(bytes))?.read()?;
        eprintln!("{}", w.t2("cli-uploaded", &("file", name), &("id", id(&new))));
        Ok(new)
    }

    pub(crate) fn new(client: &'a Client, w: Words, import: &CustomerImport) -> Self {
        let path = format!("/v1/imports/{}", import.id.as_deref().unwrap_or_default());
        Self { client, w, path, told: None }
    }

    /// Checks, starts or resumes it, as it needs, and waits until it has ended.
    pub(crate) fn follow(
        &mut self,
        args: &Args,
        mapping: &ImportMapping,
    ) -> Result<CustomerImport, Failure> {
        use ImportState::{Checked, Checking, Mapping, Paused, Running};
        let mut given = Given::default();
        loop {
            let import = self.patiently(|one| one.client.get::<CustomerImport>(&one.path))?;
            let Some(state) = import.state else { return Ok(import) };
            self.show(&import, matches!(state, Checking | Running));
            match state {
                // Whoever typed the command again may have typed another mapping.
                Mapping | Checking | Checked if !given.check => {
                    given.check = self.push("check", mapping)?;
                }
                Checked if !args.is_dry() && !given.start => {
                    let confirm = Some(args.confirmed().to_vec());
                    given.start = self.push("start", &ImportConfirmation { confirm })?;
                }
                Paused if !args.is_dry() && !given.start => {
                    given.start = self.push("resume", &Value::Null)?;
                }
                Checking | Running => {
                    given = Given { check: true, start: given.start || state == Running };
                    std::thread::sleep(PAUSE);
                }
                _ => return Ok(import),
            }
        }
    }

    /// Asks for a change. Where the answer is lost, the next look says whether it was made.
    fn push(&self, what: &str, body: &impl serde::Serialize) -> Result<bool, Failure> {
        match self.client.post::<CustomerImport>(&format!("{}/{what}", self.path), body) {
            Ok(_) => Ok(true),
            Err(Failure::Unreachable { .. }) => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    /// Asks again while the server is away.
    fn patiently<T>(&self, ask: impl Fn(&Self) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut away: Option<Instant> = None;
        loop {
            match ask(self) {
                Err(Failure::Unreachable { .. })
                    if away.is_none_or(|since| since.elapsed() < PATIENCE) =>
                {
                    if away.is_none() {
                        eprintln!("{}", self.w.t("cli-away"));
                    }
                    away.get_or_insert_with(Instant::now);
                    std::thread::sleep(2 * PAUSE);
                }
                answer => return answer,
            }
        }
    }

    /// A line that is written over on a terminal, and one now and then elsewhere.
    fn show(&mut self, import: &CustomerImport, busy: bool) {
        let terminal = io::stderr().is_terminal();
        let due = terminal || self.told.is_none_or(|told| told.elapsed() >= REST);
        if !busy || !due {
            if !busy && terminal && self.told.take().is_some() {
                eprintln!();
            }
            return;
        }
        self.told = Some(Instant::now());
        let (done, total) = (import.rows_done.unwrap_or(0), import.total_rows.unwrap_or(0));
        let what = import.state.map_or("", |state| state.text());
        let percent = (u64::from(done) * 100).checked_div(u64::from(total)).unwrap_or(0);
        let line = format!(
            "{percent:>3} %  {}  {}",
            self.w.of_family("import-state", what),
            self.w.t2("import-progress", &("done", done), &("total", total)),
        );
        let end = if terminal { "\r" } else { "\n" };
        eprint!("{line}{end}");
        let _ = io::stderr().flush();
    }
}

fn encoded(text: &str) -> String {
    let byte = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}
